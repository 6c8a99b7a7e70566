"""From the office's own sheets to a list, and every cell accounted for."""
