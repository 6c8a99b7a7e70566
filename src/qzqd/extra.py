"""What a command needs and may not have: libraries that only come with an extra of the package, or other machines."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.locale import Text


class Unavailable(Exception):
    """What is needed cannot be had. message, help: what a person is told."""

    message: Text
    help: Text


class ExtraMissing(Unavailable):
    """The libraries of an extra are not installed: who needs them imports them late, and says what to install."""

    @classmethod
    @contextmanager
    def raised(cls) -> Iterator[None]:
        """Around the import of such a library. Raises this where there is none."""
        try:
            yield
        except ModuleNotFoundError as error:
            raise cls(cls.message.en) from error
