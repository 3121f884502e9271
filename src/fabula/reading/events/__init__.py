"""What happens, who takes part, and the things that are done to."""
