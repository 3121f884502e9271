"""Quotations, and who speaks them to whom."""
