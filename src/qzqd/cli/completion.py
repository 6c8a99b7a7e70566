"""`qzqd completion SHELL`: what makes a shell complete commands, options and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from qzqd import console
from qzqd.cli.declared import Argument, parameters
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import OK
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ABOUT = Text(
    "输出命令补全脚本，供 bash、zsh、fish 或 PowerShell 使用。",
    "Print what makes a shell complete commands: bash, zsh, fish or PowerShell.",
)


class OfferedOption(NamedTuple):
    """names: all spellings. values: what may follow, () for anything. flag: nothing follows. about: in one line."""

    names: tuple[str, ...]
    values: tuple[str, ...]
    flag: bool
    about: str


CommandTree = dict[str, tuple[str, list[OfferedOption]]]
"""Every command with what it does and its options; "" stands for what comes before a command."""


def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"],
        Argument(metavar="SHELL", help=say("哪一种终端", "which shell")),
    ],
    lang: Lang = None,
) -> int:
    """The script knows all commands itself: completing starts no program."""
    made = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell](_tree())
    console.report("\n".join(made) + "\n")
    return OK


def _tree() -> CommandTree:
    from qzqd.cli import COMMANDS, command
    from qzqd.cli.application import top

    tree = {"": ("", [*_options(top)])}
    for name in sorted(COMMANDS):
        function, about = command(name)
        tree[name] = _line(about.in_(chosen())), [*_options(function)]
    return tree


def _options(function: Callable[..., Any]) -> Iterator[OfferedOption]:
    for each in parameters(function):
        if each.names:
            yield OfferedOption(each.names, each.choices, each.of is bool, _line(each.declared.help))
    yield OfferedOption(("--help", "-h"), (), True, say("显示帮助", "show the help"))


def _line(text: str) -> str:
    """Text in which no shell finds anything of its own."""
    return " ".join(text.translate(dict.fromkeys(map(ord, "'\"`$\\’‘“”"))).split())


def _words(options: Iterable[OfferedOption]) -> str:
    return " ".join(name for option in options for name in option.names)


def _first(tree: CommandTree) -> str:
    """What may come first: a command, or an option that stands before one."""
    return " ".join((*filter(None, tree), _words(tree[""][1])))


def _valued(tree: CommandTree) -> Iterator[tuple[str, str]]:
    """Each option with a choice of values, as a pattern of `case` for the command and the word before, and the values."""
    for name, (_, options) in tree.items():
        for option in options:
            if option.values:
                yield "|".join(f'"{name} {spelling}"' for spelling in option.names), " ".join(option.values)


def _bash(tree: CommandTree) -> Iterator[str]:
    yield "# " + say("加到 ~/.bashrc：", "in ~/.bashrc: ") + 'eval "$(qzqd completion bash)"'
    yield "_qzqd() {"
    yield '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command="" word'
    yield '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield f'    case "$word" in {"|".join(filter(None, tree))}) command="$word"; break ;; esac'
    yield "  done"
    yield '  case "$command $previous" in'
    for cases, values in _valued(tree):
        yield f'    {cases}) COMPREPLY=($(compgen -W "{values}" -- "$current")); return ;;'
    yield "  esac"
    yield '  case "$command" in'
    for name, (_, options) in tree.items():
        words = _words(options) if name else _first(tree)
        wanted = '"$current" == -*' if name else "1"
        yield f'    "{name}") [[ {wanted} ]] && COMPREPLY=($(compgen -W "{words}" -- "$current")) ;;'
    yield "  esac"
    yield "}"
    yield "complete -o default -F _qzqd qzqd"


def _zsh(tree: CommandTree) -> Iterator[str]:
    yield "# " + say("加到 ~/.zshrc：", "in ~/.zshrc: ") + 'eval "$(qzqd completion zsh)"'
    yield "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }"
    yield "_qzqd() {"
    yield '  local command="" word'
    yield "  local -a offered"
    yield '  for word in "${(@)words[2,CURRENT-1]}"; do'
    yield f'    case "$word" in {"|".join(filter(None, tree))}) command="$word"; break ;; esac'
    yield "  done"
    yield '  case "$command ${words[CURRENT-1]}" in'
    for cases, values in _valued(tree):
        yield f"    {cases}) compadd -- {values}; return ;;"
    yield "  esac"
    yield '  case "$command" in'
    for name, (_, options) in tree.items():
        said = [(spelling, option.about) for option in options for spelling in option.names]
        commands = [(each, about) for each, (about, _) in tree.items() if each and not name]
        offered = " ".join(f"'{word}:{about}'" for word, about in commands + said)
        yield f'    "{name}") offered=({offered}) ;;'
    yield "  esac"
    yield '  if [[ -z "$command" || "$PREFIX" == -* ]]; then _describe qzqd offered; else _files; fi'
    yield "}"
    yield "compdef _qzqd qzqd"


def _fish(tree: CommandTree) -> Iterator[str]:
    yield "# " + say("存为：", "save as: ") + "~/.config/fish/completions/qzqd.fish"
    for name, (about, options) in tree.items():
        if name:
            yield f"complete -c qzqd -f -n __fish_use_subcommand -a {name} -d '{about}'"
        where = f"'__fish_seen_subcommand_from {name}'" if name else "__fish_use_subcommand"
        for option in options:
            spelt = " ".join(
                f"-l {spelling[2:]}" if spelling.startswith("--") else f"-s {spelling[1:]}"
                for spelling in option.names
            )
            values = f" -x -a '{' '.join(option.values)}'" if option.values else "" if option.flag else " -r"
            yield f"complete -c qzqd -n {where} {spelt}{values} -d '{option.about}'"


def _powershell(tree: CommandTree) -> Iterator[str]:
    yield (
        "# "
        + say("加到 $PROFILE：", "in $PROFILE: ")
        + "qzqd completion powershell | Out-String | Invoke-Expression"
    )
    yield "$QzqdOptions = @{"
    for name, (_, options) in tree.items():
        words = _words(options) if name else _first(tree)
        yield f"  '{name}' = '{words}'"
    yield "}"
    yield "$QzqdValues = @{"
    for name, (_, options) in tree.items():
        for option in options:
            for spelling in option.names if option.values else ():
                yield f"  '{name} {spelling}' = '{' '.join(option.values)}'"
    yield "}"
    yield "Register-ArgumentCompleter -Native -CommandName qzqd -ScriptBlock {"
    yield "  param($word, $line, $position)"
    yield "  $given = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })"
    yield "  $command = ($given | Where-Object { $_ -and $QzqdOptions.ContainsKey($_) } | Select-Object -First 1)"
    yield "  if (-not $command -or ($command -eq $word)) { $command = '' }"
    yield "  $before = if ($word) { $given | Select-Object -SkipLast 1 | Select-Object -Last 1 } else { $given | Select-Object -Last 1 }"
    yield '  $words = $QzqdValues["$command $before"]'
    yield "  if (-not $words -and ($command -eq '' -or $word -like '-*')) { $words = $QzqdOptions[$command] }"
    yield "  if ($words) { $words -split ' ' | Where-Object { $_ -like \"$word*\" } }"
    yield "}"
