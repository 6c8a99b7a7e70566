"""The findings of `validate`, one module a format."""
