"""Every rule, one module per family. Importing this package fills `qzqd.check.rule.RULES`."""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
