"""The server that an editor starts: the protocol on one side, plain functions of this room on the other."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from qzqd import __version__
from qzqd.kinds import value_at
from qzqd.locale import Text
from qzqd.lsp.completing import completions_at
from qzqd.lsp.cursor import spot
from qzqd.lsp.hovering import hover
from qzqd.lsp.lookup import lookup_targets
from qzqd.lsp.mending import ALL, QuickFix, mendings
from qzqd.lsp.places import EditorPosition, EditorPositions, edits, range_of
from qzqd.lsp.protocol import Protocol
from qzqd.lsp.renaming import renamable, rename
from qzqd.lsp.workspaces import OpenWorkspaces
from qzqd.read import source
from qzqd.read.positions import Positions
from qzqd.read.problem import Refused
from qzqd.report.paper.safe import safe
from qzqd.report.paper.words import described
from qzqd.text import listed
from qzqd.write.proof import Unsafe, reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.finding import Finding
    from qzqd.locale import Language
    from qzqd.lsp.checking import KeptWorkspace
    from qzqd.lsp.places import EditorRange
    from qzqd.read.problem import Edit
    from qzqd.read.tree import Tree
    from qzqd.read.workspace import WorkspaceFile

_PAUSE = 0.1
"""So many seconds after a keystroke the file is checked, unless another one comes."""
_SEVERITY = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
_WATCHED = ("**/*.{yaml,yml,csv,xlsx}", "**/qzqd.toml")


class Server(LanguageServer):
    """What is open in one editor, and what it has been told.

    waiting: the files that have changed since they were last checked.
    """

    def __init__(self, language: Language) -> None:
        super().__init__(
            "qzqd",
            __version__,
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
            protocol_cls=Protocol,
        )
        self.language = language
        self.workspaces = OpenWorkspaces()
        self.uris: dict[Path, str] = {}
        self.waiting: set[Path] = set()
        self._timer: asyncio.TimerHandle | None = None

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What went wrong without anybody having asked for it, in one line; who asked is answered."""
        if source is not FeatureRequestError:
            message = Text(f"内部错误，请报告：{error}", f"internal error, please report it: {error}")
            self.window_show_message(
                lsp.ShowMessageParams(lsp.MessageType.Error, safe(message.in_(self.language)))
            )

    def warn(self, message: Text) -> None:
        """Show something beside what was asked for."""
        shown = safe(message.in_(self.language))
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, shown))

    def path(self, uri: str) -> Path | None:
        """The file that an editor means; None for what lies in none, or where no file can be."""
        name = to_fs_path(uri)
        if not name or "\0" in name:
            return None
        with suppress(UnicodeEncodeError):
            os.fsencode(name)
            return Path(name)
        return None

    def uri(self, path: Path) -> str:
        """What the editor calls a file: as it does itself where it has it open."""
        return self.uris.get(source.real(path)) or from_fs_path(str(path)) or ""

    def later(self, path: Path) -> None:
        """Check a file once nobody types any more."""
        self.waiting.add(path)
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(_PAUSE, self._on_time)

    def catch_up(self) -> None:
        """Check what has changed, and tell what is new."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        changed, self.waiting = self.waiting, set()
        for kept in {id(kept): kept for path in changed if (kept := self._looked_at(path))}.values():
            self.tell(kept)

    def _on_time(self) -> None:
        """The same where nobody waits who could be told what went wrong."""
        try:
            self.catch_up()
        except Exception as error:
            self.report_server_error(error, None)

    def _looked_at(self, path: Path) -> KeptWorkspace | None:
        kept = self.workspaces.kept(path)
        if kept is not None:
            kept.changed(path)
        return kept

    def tell(self, kept: KeptWorkspace) -> None:
        """Send the findings of every file for which they are new."""
        for path, findings in self.workspaces.news(kept).items():
            diagnostics = [_diagnostic(finding, self.language) for finding in findings]
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri(path), diagnostics))

    def opened(self, uri: str) -> tuple[KeptWorkspace, WorkspaceFile] | None:
        """The workspace that a file belongs to; None for one that is no list of any."""
        path = self.path(uri)
        kept = self.workspaces.kept(path) if path else None
        entry = kept.entry(path) if kept and path else None
        return (kept, entry) if kept and entry else None

    def asked(self, uri: str) -> tuple[KeptWorkspace, WorkspaceFile, Tree, EditorPositions] | None:
        """The same, with the file as it reads; None while it does not."""
        found = self.opened(uri)
        tree = found[0].tree(found[1]) if found else None
        return (*found, tree, EditorPositions(tree.source.decode())) if found and tree else None


def serve(language: Language) -> None:
    """Answer an editor over standard input and output until it has enough."""
    # The library closes what it speaks through, and the command line still has to see that all was printed.
    with os.fdopen(os.dup(0), "rb") as coming, os.fdopen(os.dup(1), "wb") as going:
        made(language).start_io(coming, going)


def _answered(task: Callable[..., Any]) -> Callable[..., Any]:
    """What cannot be done is said in words, and is no fault of the server."""

    @wraps(task)
    def answer(server: Server, params: Any) -> Any:
        try:
            return task(server, params)
        except (Refused, Unsafe, OSError) as error:
            code = lsp.LSPErrorCodes.RequestFailed.value
            raise JsonRpcException(safe(reason(error).in_(server.language)), code) from None

    return answer


def made(language: Language) -> Server:
    """A server that knows all that it can be asked."""
    server = Server(language)
    for method, task in _NOTIFIED.items():
        server.feature(method)(task)
    for method, (task, settings) in _ASKED.items():
        server.feature(method, settings)(_answered(task))
    return server


async def _initialized(server: Server, _: lsp.InitializedParams) -> None:
    """Ask to be told of files that change outside of the editor, where it can do that."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = [lsp.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
        wanted = lsp.Registration("qzqd-files", method, options)
        await server.client_register_capability_async(lsp.RegistrationParams([wanted]))


def _did_open(server: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    path = server.path(params.text_document.uri)
    if path is None:
        return
    server.uris[source.real(path)] = params.text_document.uri
    if kept := server.workspaces.put(path, params.text_document.text):
        server.tell(kept)


def _did_change(server: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    path = server.path(params.text_document.uri)
    if path is not None and params.content_changes:
        server.workspaces.files.put(path, params.content_changes[-1].text)
        server.later(path)


def _did_close(server: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    path = server.path(params.text_document.uri)
    if path is None:
        return
    if kept := server.workspaces.put(path, None):
        server.tell(kept)
    server.uris.pop(source.real(path), None)


def _files_changed(server: Server, _: Any) -> None:
    for kept in server.workspaces.gather():
        server.tell(kept)


def _hover(server: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    asked = server.asked(params.text_document.uri)
    if asked is None:
        return None
    kept, entry, tree, places = asked
    found = hover(kept, entry, tree, _offset(places, params.position), server.language)
    if found is None:
        return None
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, found[1])
    return lsp.Hover(content, _range(places.range(found[0].start, found[0].end)))


def _completion(server: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    found = server.opened(params.text_document.uri)
    text = server.workspaces.files.text(found[1].path) if found else None
    if found is None or text is None or len(text) > found[0].space.config.max_bytes:
        return lsp.CompletionList(is_incomplete=False, items=[])
    places = EditorPositions(text)
    made = completions_at(found[0], text, _offset(places, params.position), server.language)
    return lsp.CompletionList(
        is_incomplete=False,
        items=[
            lsp.CompletionItem(
                label=safe(option.label),
                kind=lsp.CompletionItemKind.Field if option.is_field else lsp.CompletionItemKind.Value,
                detail=safe(option.detail) or None,
                documentation=option.about or None,
                sort_text=f"{number:06}",
                filter_text=safe(option.found_by),
                text_edit=lsp.TextEdit(_range(places.range(option.start, option.end)), option.text),
            )
            for number, option in enumerate(made)
        ],
    )


def _definition(server: Server, params: lsp.DefinitionParams) -> list[lsp.Location]:
    asked = server.asked(params.text_document.uri)
    if asked is None:
        return []
    kept, entry, tree, places = asked
    found = spot(tree, _offset(places, params.position))
    value = value_at(tree.data, found.path) if found and found.at == "value" else None
    if found is None or not isinstance(value, str):
        return []
    locations = []
    for target in lookup_targets(kept, entry, tree, found.path, value):
        start, end = Positions(target.tree).offsets(target.path)
        there = EditorPositions(target.tree.source.decode()).range(start, end)
        locations.append(lsp.Location(server.uri(target.entry.path), _range(there)))
    return locations


def _code_action(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    server.catch_up()
    found = server.opened(params.text_document.uri)
    if found is None:
        return []
    kept, entry = found
    findings = server.workspaces.findings(kept, entry.path)
    first, last = params.range.start.line, params.range.end.line
    asked = [each for each in findings if first <= range_of(each).start.line <= last]
    data = kept.bytes_of(entry)
    places = EditorPositions(data.removeprefix(source.BOM).decode("utf-8", "replace"))
    return [
        _action(each, server.uri(entry.path), places, server.language)
        for each in mendings(data, asked, findings)
    ]


def _action(mending: QuickFix, uri: str, places: EditorPositions, language: Language) -> lsp.CodeAction:
    about = [_diagnostic(mending.finding, language)] if mending.finding else None
    return lsp.CodeAction(
        title=safe(mending.title.in_(language)),
        kind=lsp.CodeActionKind.SourceFixAll if mending.title is ALL else lsp.CodeActionKind.QuickFix,
        diagnostics=about,
        edit=lsp.WorkspaceEdit(changes={uri: _edits(mending.edits, places)}),
    )


def _prepare_rename(server: Server, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    asked = server.asked(params.text_document.uri)
    if asked is None:
        return None
    kept, _, tree, places = asked
    found = renamable(kept, tree, _offset(places, params.position))
    if found is None:
        return None
    name = safe(str(value_at(tree.data, found.path)))  # without quotation marks
    return lsp.PrepareRenamePlaceholder(_range(places.range(found.start, found.end)), name)


def _rename(server: Server, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    server.catch_up()
    asked = server.asked(params.text_document.uri)
    if asked is None:
        return None
    kept, entry, tree, places = asked
    renaming = rename(kept, entry, tree, _offset(places, params.position), params.new_name)
    for names, told in ((renaming.left, _left), (renaming.unsure, _unsure)):
        if names:
            server.warn(told(names))
    return lsp.WorkspaceEdit(
        changes={
            server.uri(path): _edits(edits(before, after), EditorPositions(before))
            for path, before, after in renaming.changed
        }
    )


def _left(names: list[str]) -> Text:
    listing = listed(names)
    return Text(
        f"批准文件里还是原来的编号，批准的摘要也按原来的编号，改名以后不再适用：{listing.zh}；用 qzqd diff --write-approval 重写",
        f"approvals keep the old id, which their digests hold, and no longer apply: {listing.en}; write them anew with "
        "qzqd diff --write-approval",
    )


def _unsure(names: list[str]) -> Text:
    listing = listed(names)
    return Text(
        f"不止一份清单有这个编号，这些文件里说的是哪一份看不出来，没有改：{listing.zh}；请自己核对",
        f"several lists have this id, and which of them is meant cannot be told, so these were not changed: {listing.en}; "
        "look for yourself",
    )


_NOTIFIED: dict[str, Callable[..., Any]] = {
    lsp.INITIALIZED: _initialized,
    lsp.TEXT_DOCUMENT_DID_OPEN: _did_open,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _did_change,
    lsp.TEXT_DOCUMENT_DID_CLOSE: _did_close,
    lsp.TEXT_DOCUMENT_DID_SAVE: _files_changed,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: _files_changed,
}
_ASKED: dict[str, tuple[Callable[..., Any], Any]] = {
    lsp.TEXT_DOCUMENT_HOVER: (_hover, None),
    lsp.TEXT_DOCUMENT_COMPLETION: (_completion, lsp.CompletionOptions(trigger_characters=[" ", ":", "-"])),
    lsp.TEXT_DOCUMENT_DEFINITION: (_definition, None),
    lsp.TEXT_DOCUMENT_CODE_ACTION: (
        _code_action,
        lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll]),
    ),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: (_prepare_rename, None),
    lsp.TEXT_DOCUMENT_RENAME: (_rename, lsp.RenameOptions(prepare_provider=True)),
}


def _diagnostic(finding: Finding, language: Language) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=_range(range_of(finding)),
        severity=_SEVERITY[finding.severity],
        code=finding.code,
        source="qzqd",
        message=described(finding, language),
    )


def _offset(places: EditorPositions, position: lsp.Position) -> int:
    return places.offset(EditorPosition(position.line, position.character))


def _range(found: EditorRange) -> lsp.Range:
    return lsp.Range(lsp.Position(*found.start), lsp.Position(*found.end))


def _edits(made: list[Edit], places: EditorPositions) -> list[Any]:
    return [lsp.TextEdit(_range(places.range(edit.start, edit.end)), edit.text) for edit in made]
