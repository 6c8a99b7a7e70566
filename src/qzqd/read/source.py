"""A file to UTF-8 bytes, or the one reason why not. Nothing is decoded by guesswork."""

from __future__ import annotations

import codecs
import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.characters import BEYOND, HIDDEN, NO_TEXT, PASTED, plainly_visible
from qzqd.locale import Text
from qzqd.read import compiled
from qzqd.read.conflict import HINTS, refuse_conflicts
from qzqd.read.problem import Edit, Problem, Refused
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_HOW = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
"""A pipe put in the place of a file must not make us wait, and no terminal becomes ours."""
_PIECE = 1 << 20
BOM = b"\xef\xbb\xbf"
INVISIBLE = regex(f"[{HIDDEN}{NO_TEXT}{BEYOND}]")
_NEAR = regex(f"[{HIDDEN}{NO_TEXT}]")
_FAR = (b"\xf3", b"\xf4")
"""What UTF-8 begins a character beyond U+BFFFF with."""
_HIDDEN = regex(f"[{HIDDEN}]")
_PASTED = regex(f"[{PASTED}]")
_UTF16 = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}
_UTF32 = {b"\xff\xfe\0\0": "UTF-32LE", b"\0\0\xfe\xff": "UTF-32BE"}
_OFFICE = {
    b"PK\3\4": Text("Excel 或 Word 文件（.xlsx、.docx）", "an Excel or Word file (.xlsx, .docx)"),
    b"\xd0\xcf\x11\xe0": Text("Excel 或 Word 文件（.xls、.doc）", "an Excel or Word file (.xls, .doc)"),
    b"%PDF": Text("PDF 文件", "a PDF file"),
}
_MOSTLY = 0.8
"""Of what is GBK this share and far more are common characters or punctuation; of what is not, half at most."""


def load(path: Path, root: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file of at most `max_bytes`, checked and without byte order mark.

    root: the folder that symbolic links may not leave, its own links resolved. Raises Refused.
    """
    return check(read(path, root, max_bytes))


def check(data: bytes) -> bytes:
    """UTF-8 text without a byte order mark and without invisible controls. Raises Refused."""
    if data[:4] in _OFFICE:
        raise _office(_OFFICE[data[:4]])
    if data[:2] in _UTF16 or b"\0" in data[:4]:
        raise _encoded(wide_encoding(data[:4]), (0, 1))
    data = data.removeprefix(BOM)
    if not compiled.legible(data):
        look_through(data)
    if any(hint[:1] in data and hint in data for hint in HINTS):  # a single byte is found twenty times faster
        refuse_conflicts(data.decode())
    return data


def look_through(data: bytes) -> None:
    """Raises Refused where it is no UTF-8, or where something in it is not seen."""
    before = 0
    invisible = INVISIBLE if any(lead in data for lead in _FAR) else _NEAR
    try:
        for text in _texts(data):
            if plainly_visible(text):
                before += len(text)
                continue
            if match := invisible.search(text):
                raise _invisible(match.group(), before + match.start(), data)
            if "\t" in text:
                raise _tab(before + text.index("\t"))
            before += len(text)
    except UnicodeDecodeError:
        raise _not_utf8(data) from None


def read(path: Path, root: Path, max_bytes: int) -> bytes:
    """The bytes of a regular file as they are; `root` and `max_bytes` as above. Raises Refused."""
    try:
        with opened(path, root) as file:
            before = os.fstat(file.fileno())
            if before.st_size > max_bytes:
                raise too_large(before.st_size, max_bytes)
            data = file.read(before.st_size + 1)  # no more, however fast it grows
            after = os.fstat(file.fileno())
    except OSError as error:
        raise unreadable(error) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != after.st_size:
        message = Text("读取时文件正在被修改", "the file changed while it was read")
        raise Refused("QZ008", Problem(message, help=Text("保存后再检查一次", "save it and check again")))
    return data


@contextmanager
def opened(path: Path, root: Path) -> Iterator[BinaryIO]:
    """A regular file below `root`, open for reading: the one way to what somebody else may have put there.

    Where it lies is asked of what was opened, as its name may lead elsewhere by then. Raises Refused.
    """
    try:
        descriptor = _descriptor(path, root)
    except OSError as error:
        if not within(real(path), root):
            raise leaving() from None  # whether there is anything is nobody's business
        raise unreadable(error) from None
    with os.fdopen(descriptor, "rb") as file:
        yield file


def _descriptor(path: Path, root: Path) -> int:
    if not stat.S_ISREG(os.stat(path).st_mode):  # only to open a device may do something
        raise special() if within(real(path), root) else leaving()
    descriptor = os.open(path, _HOW)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise special()
        if not within(whereabouts(descriptor, path), root):
            raise leaving()
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def whereabouts(descriptor: int, path: Path) -> str:
    """Where the file or folder that was opened under this name lies; "" where nobody can tell any more."""
    try:
        target = os.readlink(f"/proc/self/fd/{descriptor}")  # Linux knows
        if os.path.isabs(target):
            return target
    except OSError:
        pass
    place = os.path.realpath(path)
    if sys.platform == "win32" or os.path.samestat(os.lstat(place), os.fstat(descriptor)):
        return place
    return ""


def real(path: Path) -> Path:
    """The path with its links resolved; unlike `Path.resolve`, of links that go in a circle, too."""
    return Path(os.path.realpath(path))


def within(place: str | Path, root: Path) -> bool:
    """Whether a path without links is a folder or lies below it; as text, because every file is asked."""
    path, folder = str(place), str(root)
    return path == folder or path.startswith(os.path.join(folder, ""))


def _texts(data: bytes) -> Iterator[str]:
    """The text, a piece at a time: a large file is not held twice."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))


def _invisible(character: str, place: int, data: bytes) -> Refused:
    name = f"U+{ord(character):04X}"
    found = list(INVISIBLE.finditer(data.decode(errors="ignore")))
    if not _HIDDEN.match(character):
        message = Text(f"乱码或自造字 {name}", f"{name}, which is not a text character")
        help = Text(
            "对照原文写上正确的字；多半是转换文件时留下的",
            "write what the original has; it is mostly left by a conversion",
        )
    else:
        message = Text(f"看不见的字符 {name}", f"an invisible character {name}")
        help = Text(
            "删去这个字符；多半是从网页、微信或 Word 复制时带进来的",
            "delete it; it usually comes with text copied from a page or Word",
        )
    if len(found) > 1:
        message = Text(f"{message.zh}（全文 {len(found)} 处）", f"{message.en} ({len(found)} in the file)")
    edits = tuple(Edit(*match.span(), "") for match in found if _PASTED.match(match.group()))
    return Refused("QZ007", Problem(message, help=help, value=name, offsets=(place, place + 1), edits=edits))


def _tab(place: int) -> Refused:
    message = Text("用了制表符（Tab）", "a tab character")
    help = Text("换成半角空格；缩进每级两个", "use spaces, two for each level of indent")
    return Refused("QZ011", Problem(message, help=help, offsets=(place, place + 1)))


def special() -> Refused:
    """The refusal of what is there and no file."""
    return Refused(
        "QZ003",
        Problem(Text("不是普通文件（目录、设备或管道）", "not a regular file (a folder, device or pipe)")),
    )


def unreadable(error: OSError) -> Refused:
    """The refusal of what the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return Refused("QZ001", Problem(Text("找不到文件", "no such file")))
    from qzqd.locale.fault import why

    reason = why(error)
    return Refused("QZ008", Problem(Text(f"无法读取：{reason.zh}", f"cannot be read: {reason.en}")))


def leaving() -> Refused:
    """The refusal of a link that leads out of the workspace."""
    message = Text("符号链接指向工作区之外", "a symbolic link that leaves the workspace")
    help = Text(
        "把文件本身放进来，或者直接写它指向的路径",
        "put the file itself there, or name what the link points at",
    )
    return Refused("QZ004", Problem(message, help=help))


def too_large(size: int, limit: int) -> Refused:
    """The refusal of a file that is larger than the settings allow, wherever it lies."""
    return Refused(
        "QZ005",
        Problem(
            Text(f"文件 {size:,} 字节，超过上限 {limit:,}", f"{size:,} bytes, over the limit of {limit:,}"),
            help=Text(
                "拆成几个文件，或在 qzqd.toml 调高 max_bytes", "split it, or raise max_bytes in qzqd.toml"
            ),
        ),
    )


def _office(what: Text) -> Refused:
    message = Text(f"这是 {what.zh}，不是清单", f"this is {what.en}, not a catalogue")
    help = Text(
        "用 qzqd import 导入成清单；只看有什么问题，用 qzqd validate 文件 --format xlsx --output 退回.xlsx",
        "qzqd import makes a list of it; to see only what is wrong: qzqd validate FILE --format xlsx --output OUT.xlsx",
    )
    return Refused("QZ006", Problem(message, help=help, value="office", offsets=(0, 1)))


def wide_encoding(start: bytes) -> str:
    """The encoding of two or four bytes a character that begins like this."""
    if start in _UTF32 or start.count(0) == 3:
        return _UTF32.get(start, "UTF-32LE" if start[0] else "UTF-32BE")
    return _UTF16.get(start[:2], "UTF-16LE" if start[1:2] == b"\0" else "UTF-16BE")


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
    if plausibly_gbk(data):
        return _encoded("GBK", (place, place + 1))
    message = Text(
        "从这里起不是 UTF-8：编码不明，或者字节已损坏",
        "not UTF-8 from here on: another encoding, or broken bytes",
    )
    help = Text(
        "用原来的编辑器另存为 UTF-8，或从备份恢复", "save it as UTF-8 where it was written, or restore it"
    )
    return Refused("QZ006", Problem(message, help=help, value="bytes", offsets=(place, place + 1)))


def plausibly_gbk(data: bytes) -> bool:
    """Whether it can be read as GBK and then mostly has common characters: nearly anything can be read so."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    wide = [character for character in text if not character.isascii()]
    leads = (character.encode("gb2312", "ignore")[:1] for character in wide)
    return sum(b"\xa1" <= lead <= b"\xd7" for lead in leads) >= _MOSTLY * len(wide)
