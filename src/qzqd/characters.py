"""Characters that have no business in a list, as classes for patterns: what is not seen, and what is no text."""

HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but tab and line ends
    "\xad\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0"  # nothing to be seen
    "\u061c\u200e\u200f\u202a-\u202e\u2065-\u206f"  # turn the text around
    "\u2028\u2029\ufff9-\ufffb\U000e0000-\U000e007f"  # line ends of their own, annotations, hidden sentences
)
NO_TEXT = "\ue000-\uf8ff\ufffd-\uffff\U000f0000-\U0010ffff"
"""What broken conversions and special fonts leave: private use, the replacement character, non-characters."""
