"""权责清单: power-and-responsibility lists as YAML under version control."""

__version__ = "0.1.0"
