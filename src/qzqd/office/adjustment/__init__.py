"""The table of changes (动态调整对照表) as offices issue it, in Excel and Word."""
