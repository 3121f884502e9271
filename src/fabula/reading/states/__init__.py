"""What people are like and the states they are in."""
