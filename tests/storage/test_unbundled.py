"""How documents came apart is kept as long as it is of use, and never used for another document, profile or program."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest import config
from digest.model import Document
from digest.pipeline import apart, unbundling
from digest.storage import documents, keeping, unbundled
from digest.storage import tables as t
from digest.stories.lineage import sketch
from digest.stories.profile import LayoutProfile
from tests import stores

if TYPE_CHECKING:
    from pathlib import Path

    from digest.storage.store import Store

NOW = datetime(2025, 11, 24, tzinfo=UTC)
SEOUL = timezone(timedelta(hours=9))
LETTER = "## 등대가 문을 열었다\n해온시가 항구에 등대를 세웠다. 불빛은 30km까지 닿는다.\n\n## 다리가 놓였다\n강 위에 다리가 놓였다. 걸어서 5분이면 건넌다.\n"
SETTINGS = '[publication]\nid = "p"\nname = "P"\n[[sources]]\nkey = "s"\nkind = "folder"\npath = "."\n'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return stores.opened(tmp_path / "digest.sqlite3")


def letter(**other: object) -> Document:
    from digest.sources.formats.read import read

    (content,) = read(LETTER.encode(), name="a.md", zone=SEOUL, now=NOW, subject="a.md")
    made = Document(
        id="d1",
        source="s",
        version="v1",
        format="markdown",
        title="소식지",
        text=content.text,
        blocks=content.blocks,
        published=datetime(2025, 11, 21, 7, tzinfo=SEOUL),
    )
    return replace(made, **other)


def settings(tmp_path: Path, more: str = "") -> config.Config:
    path = tmp_path / "config.toml"
    path.write_text(SETTINGS + more, encoding="utf-8")
    return config.load(path)


def titles(made: config.Config, store: Store, document: Document) -> list[str]:
    (found,) = unbundling.unbundle(made, store, [document])
    return [story.title for story in found.stories]


def plant(store: Store, document: Document, profile: LayoutProfile = LayoutProfile()) -> None:  # noqa: B008
    """Put something else in the place of what is kept: whoever uses it shows that."""
    given = apart.given(document, profile)
    true = apart.take_apart(document, profile)
    other = replace(true, stories=tuple(replace(story, title="심은 것") for story in true.stories))
    packed = apart.pack(other, document, given)
    assert packed is not None
    with store.write() as connection:
        connection.execute(sa.update(t.unbundled).values(given=given, value=packed))


def test_what_is_packed_is_the_same_again_and_holds_no_text():
    document = letter()
    profile = LayoutProfile(drop=("^광고",))
    made = apart.take_apart(document, profile)
    assert len(made.stories) == 2
    assert made.unmatched == (("drop", "^광고"),)
    assert [one.size for one in made.sketches] == [sketch(story.text).size for story in made.stories]
    packed = apart.pack(made, document, "g")
    assert packed is not None
    again = apart.unpack(packed, document, "g")
    assert again == made
    assert again.stories[0].published.utcoffset() == timedelta(hours=9)
    assert len(packed) < len(apart.pack(made, replace(document, text="다른 글"), "g") or b"")


def test_a_text_that_is_not_that_of_its_spans_comes_back_as_it_is():
    document = letter()
    made = apart.take_apart(document, LayoutProfile())
    odd = replace(made, stories=(replace(made.stories[0], text="다른 글"), made.stories[1]))
    packed = apart.pack(odd, document, "g")
    assert packed is not None
    assert apart.unpack(packed, document, "g") == odd
    empty = replace(made, stories=(replace(made.stories[0], text=""),))
    assert apart.pack(empty, document, "g") is None


@pytest.mark.parametrize("place", [0, 1, 20, 40, -1])
def test_damaged_bytes_are_as_nothing(place):
    document = letter()
    packed = bytearray(apart.pack(apart.take_apart(document, LayoutProfile()), document, "g") or b"")
    assert apart.unpack(bytes(packed), document, "other") is None
    assert apart.unpack(bytes(packed[: len(packed) // 2]), document, "g") is None
    packed[place] ^= 0x55
    assert apart.unpack(bytes(packed), document, "g") is None


def test_a_document_is_taken_apart_once(store, tmp_path):
    made, document = settings(tmp_path), letter()
    own = titles(made, store, document)
    assert own == ["등대가 문을 열었다", "다리가 놓였다"]
    plant(store, document)
    assert titles(made, store, document) == ["심은 것", "심은 것"]


@pytest.mark.parametrize(
    "other",
    [
        {"text": LETTER.replace("30km", "40km")},
        {"published": NOW},
        {"outlet": "다른 곳"},
        {"url": "https://example.org/a"},
        {"title": "다른 소식지"},
        {"blocks": ()},
    ],
)
def test_a_document_that_changed_is_taken_apart_anew(store, tmp_path, other):
    """Also where its version says that its text is the same."""
    made, document = settings(tmp_path), letter()
    titles(made, store, document)
    plant(store, document)
    changed = letter(**other)
    found = unbundling.unbundle(made, store, [changed])
    assert found == (apart.take_apart(changed, LayoutProfile()),)


def test_another_profile_takes_it_apart_anew_and_its_patterns_are_told_each_time(store, tmp_path):
    titles(settings(tmp_path), store, letter())
    plant(store, letter())
    made = settings(tmp_path, '[sources.profile]\nwhole = true\ndrop = ["^광고"]\n')
    for _ in range(2):
        told: list[object] = []
        (found,) = unbundling.unbundle(made, store, [letter()], told.append)
        assert len(found.stories) == 1
        assert "^광고" in str(told)


def test_another_program_takes_it_apart_anew_and_nothing_of_the_former_stays(store, tmp_path):
    made, document = settings(tmp_path), letter()
    titles(made, store, document)
    plant(store, document)
    with store.write() as connection:
        connection.execute(sa.update(t.unbundled).values(version="an older program"))
        row = {"version": "an older program", "given": "g", "value": b"1"}
        connection.execute(sa.insert(t.unbundled).values(document="long ago", **row))
    assert titles(made, store, document) == ["등대가 문을 열었다", "다리가 놓였다"]
    with store.read() as connection:
        rows = connection.execute(sa.select(t.unbundled)).all()
    assert [row.document for row in rows] == ["d1"]
    assert rows[0].version != "an older program"


def test_damage_in_the_store_loses_nothing_and_is_mended(store, tmp_path):
    made, document = settings(tmp_path), letter()
    own = titles(made, store, document)
    with store.write() as connection:
        whole = connection.execute(sa.select(t.unbundled.c.value)).scalar_one()
        connection.execute(sa.update(t.unbundled).values(value=whole[:50] + b"x" + whole[51:]))
    assert titles(made, store, document) == own
    with store.read() as connection:
        assert connection.execute(sa.select(t.unbundled.c.value)).scalar_one() == whole


def test_there_is_one_row_for_a_document_whatever_it_becomes(store, tmp_path):
    made = settings(tmp_path)
    for number in range(5):
        titles(made, store, letter(version=f"v{number}", text=f"{LETTER}\n\n{number}번째 고침이다."))
    with store.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(t.unbundled)).scalar() == 1


def test_it_goes_with_the_text(store, tmp_path):
    made = settings(tmp_path)
    young = letter(id="d2", url="https://example.org/2", version="v2")
    with store.write() as connection:
        keeping.save(connection, letter(), b"", now=NOW - timedelta(days=10))
        keeping.save(connection, young, b"", now=NOW - timedelta(days=1))
    unbundling.unbundle(made, store, [letter(), young])
    with store.write() as connection:
        assert documents.forget_texts(connection, NOW - timedelta(days=5)) == 1
        assert documents.forget_texts(connection, NOW - timedelta(days=5)) == 0
    with store.read() as connection:
        assert connection.execute(sa.select(t.unbundled.c.document)).scalars().all() == ["d2"]


def test_many_documents_are_asked_for_and_kept(store):
    made = {f"d{number}": unbundled.Kept("g", b"1") for number in range(1201)}
    with store.write() as connection:
        unbundled.keep(connection, "v", made)
        unbundled.keep(connection, "v", made)
        assert unbundled.known(connection, "v", list(made)) == made
        assert unbundled.known(connection, "w", list(made)) == {}
