"""`qzqd import` as a user runs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from cli.command import command
from office.importing.books import HEADINGS, book, row

if TYPE_CHECKING:
    from collections.abc import Sequence
