"""Bytes to tree: encoding, YAML, positions, workspace."""
