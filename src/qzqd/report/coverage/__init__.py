"""What units carry and what was published of it, in every format."""
