"""Scenes: where they begin and end, what interrupts them, who is there, where, when, and whose
eyes see them."""
