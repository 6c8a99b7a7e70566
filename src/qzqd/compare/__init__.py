"""Two editions to changes: what was added, cancelled, renamed, merged, and whether it was allowed."""
