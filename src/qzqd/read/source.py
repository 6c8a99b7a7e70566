"""A file to UTF-8 bytes, or the one reason why not. Nothing is decoded by guesswork."""

from __future__ import annotations

import codecs
import os
import re
import stat
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.locale.fault import why
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECE = 1 << 20
_BOM = b"\xef\xbb\xbf"
# Controls but tab and line ends; C1 controls, line separators, direction marks and overrides, non-characters.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_UTF16 = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}


def load(path: Path, root: Path | None, max_bytes: int) -> bytes:
    """The bytes of a regular file of at most `max_bytes`, checked and without byte order mark.

    root: the folder that symbolic links may not leave. Raises Refused.
    """
    return check(read(path, root, max_bytes))


def check(data: bytes) -> bytes:
    """UTF-8 text without a byte order mark and without invisible controls. Raises Refused."""
    if data[:2] in _UTF16 or b"\0" in data[:4]:
        raise _encoded(_UTF16.get(data[:2], "UTF-16LE" if data[1:2] == b"\0" else "UTF-16BE"), (0, 1))
    data = data.removeprefix(_BOM)
    before = 0
    try:
        for text in _texts(data):
            if match := INVISIBLE.search(text):
                raise _invisible(match.group(), before + match.start())
            if "\t" in text:
                raise _tab(before + text.index("\t"))
            before += len(text)
    except UnicodeDecodeError:
        raise _not_utf8(data) from None
    return data


def read(path: Path, root: Path | None, max_bytes: int) -> bytes:
    """The bytes of a regular file as they are. Raises Refused."""
    try:
        if root is not None and not path.resolve().is_relative_to(root.resolve()):
            raise Refused(
                "QZ004", Problem(Text("符号链接指向工作区之外", "a symbolic link that leaves the workspace"))
            )
        if not stat.S_ISREG(path.stat().st_mode):
            raise _special()
        # A pipe put in its place since then must not make us wait.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise _special()
            if before.st_size > max_bytes:
                raise _too_large(before.st_size, max_bytes)
            data = file.read(before.st_size + 1)
            after = os.fstat(descriptor)
    except FileNotFoundError:
        raise Refused("QZ001", Problem(Text("找不到文件", "no such file"))) from None
    except OSError as error:
        reason = why(error)
        raise Refused(
            "QZ008", Problem(Text(f"无法读取：{reason.zh}", f"cannot be read: {reason.en}"))
        ) from None
    if len(data) > max_bytes:
        raise _too_large(len(data), max_bytes)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != after.st_size:
        message = Text("读取时文件正在被修改", "the file changed while it was read")
        raise Refused("QZ008", Problem(message, help=Text("保存后再检查一次", "save it and check again")))
    return data


def _texts(data: bytes) -> Iterator[str]:
    """The text, a piece at a time: a large file is not held twice."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))


def _invisible(character: str, place: int) -> Refused:
    name = f"U+{ord(character):04X}"
    message = Text(f"含有看不见的控制字符 {name}", f"an invisible control character {name}")
    help = Text(
        "删去这个字符；多半是从网页或 Word 复制时带进来的",
        "delete it; it usually comes with text copied from a page or Word",
    )
    return Refused("QZ007", Problem(message, help=help, value=name, offsets=(place, place + 1)))


def _tab(place: int) -> Refused:
    message = Text("用了制表符（Tab）", "a tab character")
    help = Text("换成半角空格；缩进每级两个", "use spaces, two for each level of indent")
    return Refused("QZ011", Problem(message, help=help, offsets=(place, place + 1)))


def _special() -> Refused:
    return Refused(
        "QZ003",
        Problem(Text("不是普通文件（目录、设备或管道）", "not a regular file (a folder, device or pipe)")),
    )


def _too_large(size: int, limit: int) -> Refused:
    return Refused(
        "QZ005",
        Problem(
            Text(f"文件 {size:,} 字节，超过上限 {limit:,}", f"{size:,} bytes, over the limit of {limit:,}"),
            help=Text(
                "拆成几个文件，或在 qzqd.toml 调高 max_bytes", "split it, or raise max_bytes in qzqd.toml"
            ),
        ),
    )


def _encoded(name: str, place: tuple[int, int]) -> Refused:
    command = f"iconv -f {name} -t UTF-8 旧.yaml > 新.yaml"
    command_en = f"iconv -f {name} -t UTF-8 old.yaml > new.yaml"
    message = Text(
        f"文件是 {name} 编码，清单要用 UTF-8", f"the file is encoded as {name}; catalogues are UTF-8"
    )
    help = Text(f"转换：{command}；或用编辑器另存为 UTF-8", f"convert it: {command_en}; or save it as UTF-8")
    return Refused("QZ006", Problem(message, help=help, value=name, offsets=place))


def _not_utf8(data: bytes) -> Refused:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        place = len(data[: error.start].decode())
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        message = Text(
            "文件不是合法的 UTF-8，从这里起有损坏的字节", "not valid UTF-8: broken bytes from here on"
        )
        help = Text("从备份恢复，或用编辑器另存为 UTF-8", "restore it from a backup, or save it as UTF-8")
        return Refused("QZ006", Problem(message, help=help, value="bytes", offsets=(place, place + 1)))
    return _encoded("GBK", (place, place + 1))
