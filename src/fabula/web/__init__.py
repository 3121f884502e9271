"""The library and the page beside the story, served on this machine alone."""
