"""Records kept against a list: whether they answer what the list asks."""
