"""Two versions that have grown from one, in one file."""
