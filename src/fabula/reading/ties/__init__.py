"""How people stand to each other."""
