"""QZ0xx: the file cannot be read, or could be read in two ways. Upheld by `qzqd.read`."""

from __future__ import annotations

from qzqd.check.rule import CERTIFICATES, Example, Scene, certificate, declare
from qzqd.locale import Text

_GOOD = certificate("居民养犬证明")


def _run(command: str, **files: str) -> Scene:
    """files: by their names, with _ for the dot."""
    return Scene(command, {name.replace("_", "."): text for name, text in files.items()})


_LONG = _GOOD.text() + "".join(f"  - {{id: ZM-1{at}, name: 证明{at}, issuance: may}}\n" for at in range(20))
_READ = _run("validate list.yaml", list_yaml=_GOOD.text())


def _bad(body: str) -> Example:
    return Example(body, CERTIFICATES)


declare(
    "QZ001",
    "error",
    title=Text("找不到文件", "No such file"),
    why=Text(
        "命令里写的路径不存在。检查文件名、扩展名和当前文件夹。",
        "The path on the command line does not exist. Check the name, the extension and the current folder.",
    ),
    fails=_run("validate lists.yaml", list_yaml=_GOOD.text()),
    passes=_READ,
)
declare(
    "QZ002",
    "error",
    title=Text("没有可检查的清单", "Nothing to check"),
    why=Text(
        "给出的文件夹里没有 .yaml 或 .yml 文件。什么都没检查不等于没有问题，所以退出码是 3。",
        "No .yaml or .yml file in the folders given. Having checked nothing is not having found nothing: exit code 3.",
    ),
    fails=_run("validate", readme_txt="这个文件夹里还没有清单。\n"),
    passes=_run("validate", list_yaml=_GOOD.text()),
)
declare(
    "QZ003",
    "error",
    title=Text("不是普通文件", "Not a regular file"),
    why=Text(
        "设备和管道可能永远读不完，所以不读。",
        "A device or a pipe may never come to an end, so it is not read.",
    ),
    fails=None,
    passes=_GOOD,
)
declare(
    "QZ004",
    "error",
    title=Text("符号链接指向工作区之外", "A link that leaves the workspace"),
    why=Text(
        "别人提交的链接可能把机器上的其他文件带进报告，所以只读工作区里的文件；没有 qzqd.toml 时，只读所写文件夹里的，"
        "或者所写文件同一文件夹里的。",
        "A link in somebody's contribution could bring other files of the machine into a report, so only what lies in "
        "the workspace is read; without qzqd.toml, what lies in the folder that is named or that holds the file.",
    ),
    fails=None,
    passes=_GOOD,
)
declare(
    "QZ005",
    "error",
    title=Text("文件过大", "The file is too large"),
    why=Text(
        "上限由 qzqd.toml 的 max_bytes 决定，默认 32 MiB，约三万个事项。",
        "The limit is max_bytes in qzqd.toml: 32 MiB by default, some thirty thousand items.",
    ),
    fails=_run("validate", list_yaml=_LONG, qzqd_toml="max_bytes = 1024\n"),
    passes=_run("validate", list_yaml=_LONG, qzqd_toml="max_bytes = 65536\n"),
)
declare(
    "QZ006",
    "error",
    title=Text("不是 UTF-8 文本", "Not UTF-8 text"),
    why=Text(
        "清单一律是 UTF-8 文本。Excel、Word、PDF 和 GBK、UTF-16 的文件能认出来，但不会悄悄转换；`--fix` 只在确定是哪种编码时转换。",
        "Catalogues are UTF-8 text. Office files, GBK and UTF-16 are recognised and named, never decoded on a guess; `--fix` "
        "converts where there is no doubt.",
    ),
    fails=Example("", raw=_GOOD.text().encode("gbk")),
    passes=_GOOD,
)
declare(
    "QZ007",
    "error",
    title=Text(
        "看不见的字符、特殊的空格或乱码",
        "An invisible character, an odd space, or something that is not text",
    ),
    why=Text(
        "控制字符、方向控制符和零宽字符会让看到的内容和实际内容不一样；从网页和 Word 带来的特殊空格看起来像空格，"
        "别的程序却不当空格；乱码和自造字在别的机器上显示不出来。",
        "Controls, direction marks and zero-width characters make what is read differ from what is seen; odd spaces of web "
        "pages and Word are no spaces to other programs; "
        "private characters and those left by broken conversions are blank on other machines.",
    ),
    fails=_bad("items:\n  - {id: ZM-01, name: 居民养犬\u202e证明, issuance: shall-not}\n"),
    passes=_GOOD,
)
declare(
    "QZ008",
    "error",
    title=Text("无法读取文件", "The file cannot be read"),
    why=Text(
        "没有权限、磁盘出错，或者检查时文件正在保存。",
        "No permission, a fault of the disk, or the file was being saved at that moment.",
    ),
    fails=None,
    passes=_GOOD,
)
declare(
    "QZ009",
    "error",
    title=Text("设置文件不能用", "The settings cannot be used"),
    why=Text(
        "qzqd.toml 写错了，按错误的设置检查没有意义，所以不检查，退出码是 3。",
        "qzqd.toml is wrong. A verdict under wrong settings means nothing, so none is given: exit code 3.",
    ),
    fails=_run("validate", list_yaml=_GOOD.text(), qzqd_toml='max_bytes = "64 KiB"\n'),
    passes=_run("validate", list_yaml=_GOOD.text(), qzqd_toml="max_bytes = 65536\n"),
)
declare(
    "QZ010",
    "error",
    title=Text("不是合法的 YAML", "Not valid YAML"),
    why=Text(
        "缩进、引号或括号写错，文件读不下去。先改第一处，后面的往往随之消失。",
        "Indent, quotes or brackets are wrong and the file cannot be read on. Mend the first place first.",
    ),
    fails=_bad("items:\n  - id: ZM-01\n   name: 居民养犬证明\n"),
    passes=_GOOD,
)
declare(
    "QZ011",
    "error",
    title=Text("用了制表符", "A tab character"),
    why=Text(
        "YAML 不允许用 Tab 缩进，因为各人的屏幕上宽度不同。",
        "YAML does not allow tabs in the indent: their width differs from screen to screen.",
    ),
    fails=_bad("items:\n  - id: ZM-01\n\t  name: 居民养犬证明\n"),
    passes=_GOOD,
)
declare(
    "QZ012",
    "error",
    title=Text("该用半角符号的地方用了全角", "Full-width punctuation where YAML wants ASCII"),
    why=Text(
        "字段名后的冒号、列表里的逗号和缩进的空格要用半角；全角的会被当成文字。",
        "The colon after a field, the commas of a list and the indent are ASCII; full-width ones are text to YAML.",
    ),
    fails=_bad("items:\n  - id： ZM-01\n    name: 居民养犬证明\n"),
    passes=_GOOD,
)
declare(
    "QZ013",
    "error",
    title=Text("字段重复", "A duplicate field"),
    why=Text(
        "同一个字段写了两次，别的程序往往只取后一个，前一个就悄悄丢了。",
        "The same field twice: other programs keep the last and lose the first without a word.",
    ),
    fails=_bad("items:\n  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not, name: 养犬证明}\n"),
    passes=_GOOD,
)
declare(
    "QZ014",
    "error",
    title=Text("用了锚点或别名", "An anchor or an alias"),
    why=Text(
        "锚点和别名让一处改动影响多处，还能被用来撑爆内存；清单里直接写内容。",
        "They let one edit change many places, and can be used to exhaust memory; catalogues spell things out.",
    ),
    fails=_bad("items:\n  - &a {id: ZM-01, name: 居民养犬证明, issuance: shall-not}\n  - *a\n"),
    passes=_GOOD,
)
declare(
    "QZ015",
    "error",
    title=Text("用了标签或指令", "A tag or a directive"),
    why=Text(
        "! 标签和 % 指令会改变值的含义；清单里不用。",
        "! tags and % directives change what values mean; catalogues do without.",
    ),
    fails=_bad("items:\n  - {id: !!str 1, name: 居民养犬证明, issuance: shall-not}\n"),
    passes=_GOOD,
)
declare(
    "QZ016",
    "error",
    title=Text("用了合并键", "A merge key"),
    why=Text(
        "<< 会把别处的字段悄悄并进来，看不出事项到底写了什么。",
        "<< brings in fields from elsewhere, so that an item no longer shows what it says.",
    ),
    fails=_bad("items:\n  - <<: {issuance: shall-not}\n    id: ZM-01\n    name: 居民养犬证明\n"),
    passes=_GOOD,
)
declare(
    "QZ017",
    "error",
    title=Text("一个文件里有几个文档", "Several documents in one file"),
    why=Text(
        "一个文件就是一张清单；--- 之后的内容容易被漏看。",
        "One file is one list; what follows --- is easily overlooked.",
    ),
    fails=_bad(_GOOD.body + "---\nkind: units\n"),
    passes=_GOOD,
)
declare(
    "QZ018",
    "error",
    title=Text("嵌套过深", "Nested too deep"),
    why=Text(
        "清单用不到这么多层；多半是括号没有闭合。",
        "No list needs so many levels; most often a bracket is not closed.",
    ),
    fails=_bad("items: " + "[" * 40 + "]" * 40 + "\n"),
    passes=_GOOD,
)
declare(
    "QZ019",
    "error",
    title=Text("空文件", "An empty file"),
    why=Text("文件里什么也没有，或者只有注释。", "There is nothing in the file, or comments only."),
    fails=Example("", raw=b"# \xe5\xbe\x85\xe5\xa1\xab\n"),
    passes=_GOOD,
)
declare(
    "QZ020",
    "error",
    title=Text("不加引号有歧义的值", "A value that is ambiguous without quotes"),
    why=Text(
        "no、on、012、1:30、1_000 在不同的程序里会变成“否”、八进制数或分秒。加上引号就只有一种读法。",
        "Programs read no, on, 012, 1:30 and 1_000 as false, octal or base-sixty numbers. Quotes leave one reading.",
    ),
    fails=_bad("items:\n  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not, note: 012}\n"),
    passes=_bad('items:\n  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not, note: "012"}\n'),
)
declare(
    "QZ024",
    "error",
    title=Text("合并冲突没有解决", "An unresolved merge conflict"),
    why=Text(
        "git 合并时两边改了同一处，把两边的写法都写进了文件，用 <<<<<<<、=======、>>>>>>> 三种行隔开，等人来定。"
        "每处留下应有的写法，再删去这些行。",
        "Git found that both sides had changed the same place and wrote both into the file, between lines that begin "
        "with <<<<<<<, ======= and >>>>>>>. Keep what is right in each place and delete these lines.",
    ),
    fails=_bad(
        "items:\n  - id: ZM-01\n<<<<<<< ours\n    name: 居民养犬证明\n=======\n    name: 养犬证明\n>>>>>>> theirs\n"
        "    issuance: shall-not\n"
    ),
    passes=_GOOD,
)
declare(
    "QZ025",
    "error",
    title=Text("检查要用的组件不能用", "Something that checking needs is broken"),
    why=Text(
        "qzqd 要用的一个程序库缺失或者损坏，这个文件没有检查。没有检查不等于没有问题；修好安装再检查一次。",
        "A library that qzqd needs is missing or damaged, so this file has not been checked. That is not having found "
        "nothing: mend the installation and check again.",
    ),
    fails=None,
    passes=_GOOD,
)
declare(
    "QZ026",
    "warning",
    title=Text("“ #”后面的文字成了注释", "Text after “ #” has become a comment"),
    why=Text(
        "空格后面的 # 是注释的开头，从它到行尾都不是内容。“消防安全检查 # 1类”只剩下“消防安全检查”。"
        "是文字的一部分就加上引号；确实是注释的，# 前面空两格，就不再提示。",
        "A # after a space begins a comment, which is no content. Quote the value if it is part of the text; put two "
        "spaces before the # of a real comment.",
    ),
    fails=_bad("items:\n  - id: ZM-01\n    name: 居民养犬证明 #重点\n    issuance: shall-not\n"),
    passes=_bad("items:\n  - id: ZM-01\n    name: 居民养犬证明  # 重点\n    issuance: shall-not\n"),
)
declare(
    "QZ022",
    "error",
    title=Text("问题太多", "Too much is wrong"),
    why=Text(
        "一个文件最多列出一万个问题。多半是同一个原因，改好最前面的几个再检查一次。",
        "Ten thousand findings of one file are listed at most. Most have one cause: mend the first few, then check again.",
    ),
    fails=None,
    passes=_GOOD,
)
declare(
    "QZ021",
    "error",
    title=Text("字段名不是文字", "A field name that is not text"),
    why=Text("字段名只能是文字。", "A field name can only be text."),
    fails=_bad("items:\n  - {[id]: ZM-01, name: 居民养犬证明, issuance: shall-not}\n"),
    passes=_GOOD,
)
