"""Letters as mail programs write them, each beside what must be read of it (`mail/*.json`).

A list names the documents that a file brings; a sentence says why it brings none.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digest.errors import InputError
from digest.sources.formats.read import read

FOLDER = Path(__file__).parent / "mail"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".eml", ".mbox"))


def _told(path: Path, content: bytes) -> object:
    try:
        found = read(content, name=path.name)
    except InputError as error:
        return error.message
    return [
        {
            key: value
            for key, value in {
                "title": letter.title,
                "outlet": letter.outlet,
                "author": letter.author,
                "published": letter.published.isoformat() if letter.published else "",
                "guid": letter.guid,
                "url": letter.url,
                "lines": [
                    f"{block.kind}{block.level or ''}: {line}"
                    for block, line in zip(letter.blocks, letter.text.split("\n"), strict=True)
                ],
                "links": [link.url for link in letter.links],
            }.items()
            if value
        }
        for letter in found
    ]


def test_there_are_samples_of_both_languages():
    names = [path.stem for path in SAMPLES]
    assert sum(name.endswith("-ko") for name in names) >= 6
    assert sum(name.endswith("-en") for name in names) >= 6


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_letter_is_read_as_it_was_meant(path: Path):
    assert _told(path, path.read_bytes()) == json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix == ".eml"], ids=lambda path: path.name)
@pytest.mark.parametrize(
    "changed",
    [
        lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: b"\n\n" + raw,
        lambda raw: raw.rstrip(),
        lambda raw: str(len(raw)).encode() + b"\n" + raw + b'<?xml version="1.0"?>\n<plist></plist>\n',
    ],
    ids=["CRLF", "CR", "mark", "blank lines", "no last line feed", "Apple's file"],
)
def test_what_surrounds_a_letter_and_how_its_lines_end_changes_nothing(path: Path, changed):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert _told(path, changed(path.read_bytes())) == expected


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.suffix == ".eml"], ids=lambda path: path.name)
def test_a_letter_in_an_mbox_is_the_same_letter(path: Path):
    raw = path.read_bytes().replace(b"\r\n", b"\n")
    guarded = b"".join(
        b">" + line if line.lstrip(b">").startswith(b"From ") else line
        for line in raw.splitlines(keepends=True)
    )
    mark = b"From sender@example.org Mon Jan  6 07:00:00 2025\n"
    other = b"From: o@example.org\nSubject: other\nDate: Mon, 6 Jan 2025 07:00:00 +0900\n\nAnother letter.\n"
    found = read(mark + other + b"\n" + mark + guarded + b"\n\n" + mark + other, name="box")
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    inner = found[1:-1]
    assert (found[0].title, found[-1].title) == ("other", "other")
    if isinstance(expected, str):
        assert [letter.unread[0] for letter in inner if letter.unread] == [expected]
    else:
        assert [letter.title for letter in inner] == [letter["title"] for letter in expected]
        assert [letter.text.split("\n")[0] for letter in inner] == [
            letter["lines"][0].partition(": ")[2] for letter in expected
        ]
