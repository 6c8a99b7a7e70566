"""Exit codes, the same for every command."""

OK = 0
FINDINGS = 1
"""There are findings, or a gate is not met."""
USAGE = 2
"""The command line is wrong."""
UNABLE = 3
"""The work could not be done: nothing to check, unusable settings, internal error."""
INTERRUPTED = 130
"""Somebody pressed Ctrl-C."""
