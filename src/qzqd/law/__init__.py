"""How statutes are named and cited."""

COUNTRY = "中华人民共和国"
"""What the titles of laws begin with, and what people mostly leave out."""
