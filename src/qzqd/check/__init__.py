"""Tree to findings: schema, rules, ignores, baseline file."""
