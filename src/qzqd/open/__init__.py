"""From a tree to one catalogue: schema, places, cache, workers, registers."""
