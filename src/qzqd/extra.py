"""Libraries that only come with an extra of the package: who needs them imports them late, and says what to install."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.locale import Text


class ExtraMissing(Exception):
    """The libraries of an extra are not installed. message, help: what a person is told."""

    message: ClassVar[Text]
    help: ClassVar[Text]

    @classmethod
    @contextmanager
    def raised(cls) -> Iterator[None]:
        """Around the import of such a library. Raises this where there is none."""
        try:
            yield
        except ModuleNotFoundError as error:
            raise cls(cls.message.en) from error
