"""A headless Chromium, driven through the pipe of its DevTools: no port, no package."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64decode
from contextlib import contextmanager
from select import select
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PATIENCE = 120
"""Seconds."""
_PIECE = 1 << 16
_KEYS = {"Enter": ("\r", 13), "Escape": ("", 27), "Tab": ("", 9), " ": (" ", 32)}


def installed() -> str | None:
    """Where a Chromium is; None without one."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def running(program: str) -> Iterator[Browser]:
    """A browser of its own, ended at the end."""
    out, commands = os.pipe()
    answers, into = os.pipe()
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # DevTools read from 3 and write to 4, whatever these are here.
        line = f'exec "$0" "$@" 3<&{out} 4>&{into}'
        process = subprocess.Popen(
            ["/bin/bash", "-c", line, program, *_OPTIONS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=(out, into),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(out)
        os.close(into)
        with open(commands, "wb", buffering=0) as writer, open(answers, "rb", buffering=0) as reader:
            try:
                yield Browser(writer, reader)
            finally:
                process.kill()
                process.wait()


class Browser:
    """One page. said: what it wrote to the console, and every violation; asked: what it wanted to load."""

    def __init__(self, writer: Any, reader: Any) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self._writer, self._reader, self._received = writer, reader, b""
        self._number, self._session, self._loaded = 0, "", False
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._send(f"{domain}.enable")

    def open(
        self, page: Path, *, width: int = 1440, dark: bool = False, script: bool = True, media: str = ""
    ) -> None:
        """Show a file, 900 pixels high."""
        self._send("Emulation.setScriptExecutionDisabled", value=not script)
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._send("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.said.clear()
        self.asked.clear()
        self._loaded = False
        self._send("Page.navigate", url=page.as_uri())
        while not self._loaded:
            self._receive()

    def evaluate(self, expression: str) -> Any:
        """What an expression of JavaScript is worth, as plain data. Raises AssertionError where it throws."""
        answer = self._send("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Keys one after the other, as a person does it; `Control+End` holds one down."""
        for pressed in keys:
            *held, key = pressed.split("+") if len(pressed) > 1 else [pressed]
            text, code = _KEYS.get(key, (key if len(key) == 1 else "", 0))
            modifiers = {"Control": 2, "Shift": 8}.get(held[0], 0) if held else 0
            common = {"key": key, "code": key, "modifiers": modifiers, "windowsVirtualKeyCode": code}
            self._send("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
            self._send("Input.dispatchKeyEvent", type="keyUp", **common)

    def click(self, selector: str) -> None:
        """The middle of the first element, brought into view."""
        x, y = self.evaluate(
            f"(() => {{ const found = document.querySelector({json.dumps(selector)}); found.scrollIntoView({{block: "
            "'center', inline: 'center'}); const box = found.getBoundingClientRect(); "
            "return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for what in ("mousePressed", "mouseReleased"):
            self._send("Input.dispatchMouseEvent", type=what, x=x, y=y, button="left", clickCount=1)

    def screenshot(self, path: Path, *, whole: bool = False) -> None:
        """What is seen, or the whole page, as PNG."""
        made = self._send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(b64decode(made["data"]))

    def _send(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._writer.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _receive(self) -> Any:
        while b"\0" not in self._received:
            assert select([self._reader], [], [], _PATIENCE)[0], "the browser does not answer"
            piece = self._reader.read(_PIECE)
            assert piece, "the browser has ended"
            self._received += piece
        line, _, self._received = self._received.partition(b"\0")
        message = json.loads(line)
        found = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" | "Log.entryAdded":
                self.said.append(json.dumps(found, ensure_ascii=False))
            case "Network.requestWillBeSent":
                self.asked.append(found["request"]["url"])
        return message
