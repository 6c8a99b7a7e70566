"""The comparison of two editions, and the life of an item, in every format."""
