"""A publication of grown issues, its archive built by the program's own command and served on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from digest import codec
from tests.archive import asked, grown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.config.values import EditionLanguage

ROOT = Path(__file__).resolve().parents[2]
CONFIG = '[publication]\nid = "grown"\nname = "맥락"\n'
PERIODS, ITEMS = 6, 15


def publication(folder: Path, *, url: str, periods: int = PERIODS, items: int = ITEMS) -> Path:
    """Make a publication in Korean and English, with names in both scripts: two editions for each period."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    names = (f"{korean} = {latin}" for korean, latin in asked.names())
    (folder / "glossary.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    languages: tuple[EditionLanguage, ...] = ("ko", "en")
    for language in languages:
        for issue in grown.issues(periods, items=items, language=language, editions=languages, url=url):
            home = folder / "var" / "issues" / issue.id
            home.mkdir(parents=True)
            (home / "issue.json").write_text(codec.dump(issue), encoding="utf-8")
    return folder


def building(folder: Path) -> subprocess.Popen[str]:
    """`digest archive` as a process."""
    return subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", "archive"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "DIGEST_CONFIG": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def build(folder: Path) -> Path:
    """Build the archive; give the site's folder."""
    process = building(folder)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told
    return folder / "var" / "archive"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


class Server:
    """Serves a folder below `/archive/`, as a page host does that gives a project a path of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        handler = partial(_Quiet, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}/archive/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass(frozen=True)
class Site:
    """A built archive: its folder, and the address at which it is served."""

    folder: Path
    url: str
    host: str

    @property
    def pages(self) -> list[str]:
        """The places of its pages."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))

    @property
    def read(self) -> list[str]:
        """Those of its pages that are read: the others lead at once to the page of another spelling."""
        moved = 'http-equiv="refresh"'
        return [name for name in self.pages if moved not in (self.folder / name).read_text(encoding="utf-8")]

    def kinds(self) -> dict[str, str]:
        """A page of each kind."""
        issue = next(name for name in reversed(self.pages) if name.startswith("issues/") and "-ko/" in name)
        named = {"index": "index.html", "issue": issue, "english": "en/index.html"}
        for kind, start in _KINDS.items():
            found = [name for name in self.pages if name.startswith(start)]
            if found:
                named[kind] = max(found, key=lambda name: (self.folder / name).stat().st_size)
        return named

    def file_of(self, path: str) -> Path:
        """The file that a server gives for a path below the site."""
        file = self.folder / unquote(path)
        return file / "index.html" if path.endswith("/") or not path or file.is_dir() else file


_KINDS = {
    "storyline": "storylines/item-",
    "topics": "topics/index.html",
    "topic": "topics/",
    "sources": "sources/index.html",
    "source": "sources/",
    "search": "search",
    "missing": "404.html",
}
_LINKS = {
    "a": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "form": "action",
    "source": "src",
    "use": "href",
}


class Read(HTMLParser):
    """The ids of a page, and where it leads or loads from."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("id"):
            self.ids.append(str(named["id"]))
        if named.get(_LINKS.get(tag, "")):
            self.links.append(str(named[_LINKS[tag]]))
        if tag == "meta" and named.get("property") in {"og:url", "og:image"}:
            self.links.append(str(named["content"]))


def links(site: Site, pages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Every link between files of the site: from which page, to which path, with which fragment (may be empty)."""
    for name in pages:
        for link in Read((site.folder / name).read_text(encoding="utf-8")).links:
            whole, fragment = urldefrag(urljoin(site.url + name, link))
            if urlsplit(whole).netloc == site.host:
                path = urlsplit(whole).path
                assert path.startswith("/archive/"), f"{name} leads out of the site: {link}"
                yield name, path.removeprefix("/archive/"), unquote(fragment.partition(":~:")[0])
