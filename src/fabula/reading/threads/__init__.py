"""What a story leaves open."""
