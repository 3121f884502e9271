"""A story's world as pictures: pure functions from a `World` to SVG."""
