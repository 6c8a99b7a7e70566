"""A small editor: starts the server as editors do and speaks the protocol with it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import IO, Any


class Editor:
    """One server in a process of its own. `told` has the diagnostics of every file, by its address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "qzqd", "lsp", "--lang", "zh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        self._number = 0
        self._version = 0
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.shown: list[str] = []
        self.can = self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder.as_uri(),
                "capabilities": {"general": {"positionEncodings": ["utf-8", "utf-16"]}},
            },
        )["capabilities"]
        self.tell("initialized", {})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The answer; what comes before it is kept. An error is given as it is."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._number and "method" not in message:
                return message["error"] if "error" in message else message["result"]

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send what is not answered."""
        self._send({"method": method, "params": params})

    def at(self, path: str, line: int, unit: int) -> dict[str, Any]:
        """A place in a file, as requests name it."""
        return {"textDocument": {"uri": self.uri(path)}, "position": {"line": line, "character": unit}}

    def open(self, path: str, text: str | None = None) -> None:
        """Open a file, with its text on the disk or another one."""
        text = (self.folder / path).read_text("utf-8") if text is None else text
        document = {"uri": self.uri(path), "languageId": "yaml", "version": 0, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def type(self, path: str, text: str) -> None:
        """Change a file without saving it."""
        self._version += 1
        document = {"uri": self.uri(path), "version": self._version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def findings(self, path: str) -> list[dict[str, Any]]:
        """The diagnostics of a file once the server has caught up, which it does before it offers fixes."""
        nowhere = {"start": {"line": 10**6, "character": 0}, "end": {"line": 10**6, "character": 0}}
        document = {"uri": self.uri(path)}
        self.ask(
            "textDocument/codeAction",
            {"textDocument": document, "range": nowhere, "context": {"diagnostics": []}},
        )
        return self.told.get(self.uri(path), [])

    def uri(self, path: str) -> str:
        """The address of a file."""
        return (self.folder / path).as_uri()

    def memory(self) -> int:
        """How many bytes the server holds, on a system that tells."""
        status = Path(f"/proc/{self._process.pid}/status").read_text("utf-8")
        return int(re.findall(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)[0]) * 1024

    def close(self) -> int:
        """End it as editors do; the exit code."""
        self.ask("shutdown", {})
        self.tell("exit", {})
        code = self._process.wait(timeout=20)
        self._to.close()
        self._from.close()
        return code

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._to.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self._from.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        if message.get("method") == "window/showMessage":
            self.shown.append(message["params"]["message"])
        return message
