"""A work as a book with notes on who is who: what EPUB and HTML exports share."""
