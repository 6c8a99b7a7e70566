"""Catalogues back to bytes: canonical form, safe fixes, and writing that loses nothing."""
