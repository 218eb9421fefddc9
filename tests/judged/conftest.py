"""What the judges share: the pages as files, a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.archive.site import build
from digest.rendering import marks
from digest.rendering.mail import render_mail
from tests.judged import issues

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def mails(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every mail that is judged, by name: with a web page and, where its own anchors count, without."""
    folder = tmp_path_factory.mktemp("mails")
    made = {}
    for name, issue in issues.shown().items():
        for kind, url in (("", issues.WEB), ("-alone", "")):
            html = render_mail(issue, folder=None, web_url=url).html
            path = folder / f"{name}{kind}.html"
            whom = ("김민지", "https://letter.example.org/p") if url else ("", "")
            path.write_text(
                marks.filled(
                    html, unsubscribe="https://letter.example.org/u", name=whom[0], preferences=whom[1]
                ),
                encoding="utf-8",
            )
            made[path.stem] = path
    return made


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every page of an archive, by its place there."""
    target = tmp_path_factory.mktemp("archive") / "site"
    build(issues.archived(), folder=target.parent, target=target)
    return {path.relative_to(target).as_posix(): path for path in sorted(target.rglob("*.html"))}


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every readers' page (`digest serve`), in both languages, by name."""
    folder = tmp_path_factory.mktemp("letters")
    made = {}
    for name, html in issues.letters(folder).items():
        made[name] = folder / f"{name}.html"
        made[name].write_text(html, encoding="utf-8")
    return made
