"""What rests on a law, in every format."""
