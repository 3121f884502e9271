"""What the words of a passage are and how they hang together: tokens, lemmas, syntax, tenses."""
