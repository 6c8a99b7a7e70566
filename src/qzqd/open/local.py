"""The schema that a place lays on top of that of a kind: a file of the workspace, which a stranger may have written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from qzqd import kinds
from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

    from qzqd.read.config import Config

_LARGEST = 1024 * 1024
_DEEP = Text("嵌套太深", "nested too deeply")
_NO_SCHEMA = Text(
    "不是 JSON Schema（2020-12），或者引用了别的文件",
    "no JSON Schema (2020-12), or one that refers to another file",
)


def read(kind: str, config: Config) -> bytes:
    """The bytes of the schema that the settings name for a kind. Raises Refused."""
    if kind in config.local:
        return config.local[kind]
    root = config.root or Path()
    return source.load(root / config.schemas[kind], source.real(root), _LARGEST)


def validator(data: bytes) -> Draft202012Validator:
    """What holds lists against the schema. Raises Refused where that cannot be used.

    It may only refer to itself: a list from elsewhere must not make us read a file or ask a server.
    """
    from jsonschema_rs import Draft202012Validator

    body = _parsed(data)
    if isinstance(body, dict) and body.get("$schema", kinds.DIALECT) != kinds.DIALECT:
        _refuse(_NO_SCHEMA)
    try:
        return Draft202012Validator(body, validate_formats=True, retriever=_nowhere)
    except RecursionError:
        _refuse(_DEEP)
    except Exception as error:  # whatever it is that the library makes of it
        _refuse(_DEEP if "Recursion limit" in str(error) else _NO_SCHEMA)


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        _refuse(
            Text(
                f"第 {error.lineno} 行第 {error.colno} 个字不是合法的 JSON",
                f"not JSON at line {error.lineno}, column {error.colno}",
            )
        )
    except RecursionError:
        _refuse(_DEEP)
    except ValueError:  # Python takes no more digits than some thousands
        _refuse(Text("里面的数不合法，或者位数太多", "it has an invalid number, or one with too many digits"))


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _nowhere(uri: str) -> NoReturn:
    raise ValueError(f"a schema may not refer to {uri}")


def _refuse(message: Text) -> NoReturn:
    raise Refused("QZ009", Problem(message)) from None
