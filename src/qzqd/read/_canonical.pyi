from collections.abc import Callable
from typing import Any

def legible(data: bytes, /) -> bool: ...
def read(
    source: bytes, curious: bytes, resolve: Callable[[str], object], legible: bool, /
) -> tuple[Any, bytearray, dict[str, Any], dict[str, str], bool] | None: ...
