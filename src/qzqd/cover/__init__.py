"""Does every unit have every item? Baselines held against units, lists against what they ask, figures against data."""
