"""Every rule, one module per family. Importing this package fills `qzqd.check.rule.RULES`."""

from importlib import import_module
from pathlib import Path

for _module in sorted(Path(__file__).parent.glob("[!_]*.py")):
    import_module(f"{__name__}.{_module.stem}")
