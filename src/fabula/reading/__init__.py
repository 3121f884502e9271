"""Reading: annotate (map: what a passage shows by itself) and resolve (fold: what it means)."""
