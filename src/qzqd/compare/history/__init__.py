"""One item through the commits of a repository."""
