"""How statutes are named and cited."""
