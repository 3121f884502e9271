"""What a block of text is, by its words and what stood before it: shared by all readers."""
