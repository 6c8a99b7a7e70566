"""Catalogues written back: canonical form, safe fixes, first files, and never half a file."""
