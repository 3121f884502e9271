"""The story that ships with Fabula, in the shape of a download from the Archive of Our Own."""
