"""A publication with one issue, and a preview of it that listens, in a thread of this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from digest import codec
from digest.rendering.mail import render_mail
from digest.web import loopback
from digest.web.guard import Guard
from digest.web.preview.app import Desk
from digest.web.preview.press import Press
from tests.rendering.sample_issue import sample
from tests.web.listening import LONGEST, Answer, listening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Rendition

KEY = "the-key-of-this-session"
NOW = datetime(2025, 11, 24, tzinfo=UTC)
CONFIG = """
[publication]
id = "sample"
name = "맥락"
language = "ko"
[publication.sender]
name = "맥락 편집부"
address = "letter@example.org"
contact = "02-0000-0000, editor@example.org"
"""


@dataclass
class Preview:
    """A preview that listens."""

    folder: Path
    issue: str
    port: int

    def ask(self, path: str, *, body: dict[str, str] | None = None, **headers: str) -> Answer:
        data = None if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(f"http://127.0.0.1:{self.port}{path}", data=data, headers=named)
        try:
            with urlopen(request, timeout=LONGEST) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read().decode())
        except HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read().decode())

    def states(self) -> Iterator[dict[str, Any]]:
        """What the page is told, one after another."""
        with urlopen(f"http://127.0.0.1:{self.port}/events?issue={self.issue}", timeout=LONGEST) as stream:
            for line in stream:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def mail(self, light: str = "light", shown: str = "html") -> str:
        return self.ask(f"/mail/{self.issue}/any?light={light}&shown={shown}").text


@pytest.fixture
def publication(tmp_path: Path) -> Path:
    """A folder with a configuration and an issue, which no store knows."""
    issue = sample()
    folder = tmp_path / "letter"
    (folder / "var" / "issues" / issue.id).mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "var" / "issues" / issue.id / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    return folder


@pytest.fixture
def preview(publication: Path) -> Iterator[Preview]:
    issue = sample().id
    sockets = loopback.listen(0)
    port = loopback.port_of(sockets)
    desk = Desk(Press(publication / "config.toml"), issue, key=KEY, clock=lambda: NOW)
    server = loopback.Server(Guard(desk.app, port=port, key=KEY), ending=desk.end)
    with listening(server, sockets):
        yield Preview(folder=publication, issue=issue, port=port)


@pytest.fixture(scope="session")
def mail() -> Rendition:
    """The sample issue as mail."""
    return render_mail(sample(), folder=None, web_url="https://letter.example.org/archive/issues/x/")
