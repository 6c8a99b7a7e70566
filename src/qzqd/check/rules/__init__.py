"""Every rule, one module per family. Importing this package fills `qzqd.check.rule.RULES`."""

from qzqd.check.rules import basis, identity, process, reading, references, structure, upkeep, wording

__all__ = ["basis", "identity", "process", "reading", "references", "structure", "upkeep", "wording"]
