"""One document, however it comes: at two addresses, under two guids, edited; and never two taken for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.codec import fingerprint
from digest.model import Document
from digest.storage import documents, keeping
from digest.storage.store import MIGRATIONS, Store, newest
from digest.stories.identity import document_id
from digest.stories.links import page_name
from tests import stores

NOW = datetime(2025, 11, 24, tzinfo=UTC)
TEXT = "노바칩이 경북 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다."
OTHER = "해온시는 시립 도서관 열 곳을 다음 달부터 토요일에도 밤 10시까지 연다. 이용자 설문에서 62%가 야간 개관을 원했다."
URL = "https://example.com/news/articleView.html?idxno=7"
FORMS = [
    "http://example.com/news/articleView.html?idxno=7",
    "https://www.example.com/news/articleView.html?idxno=7",
    "https://m.example.com/news/articleView.html?idxno=7",
    "https://example.com/news/articleView.html?idxno=7&utm_source=x&fbclid=1",
    "https://example.com/news/articleView.html?idxno=7#comments",
    "https://example.com/news/articleViewAmp.html?idxno=7",
    "https://amp.example.com/news/articleView.html?idxno=7",
    "https://example.com/amp/news/articleView.html?idxno=7",
    "https://example.com/news/articleView.html?idxno=7&amp=1",
    "https://example.com/news/articleView.amp.html?idxno=7",
    "https://EXAMPLE.com:443/news/articleView.html/?idxno=7",
]


@pytest.fixture
def store(tmp_path):
    return stores.opened(tmp_path / "store.sqlite3")


def made(guid: str = "", *, url: str = URL, text: str = TEXT, title: str = "공장", **more) -> Document:
    given_ = {
        "id": document_id("feed", guid or url),
        "source": "feed",
        "version": fingerprint(title, text),
        "format": "feed",
        "title": title,
        "text": text,
        "url": url,
        "published": NOW,
    }
    return Document(**{**given_, **more})


def kept(store: Store, *found: Document, days: int = 0) -> int:
    with store.write() as connection:
        return keeping.keep(connection, [(one, b"") for one in found], now=NOW + timedelta(days=days))


def all_of(store: Store) -> tuple[Document, ...]:
    with store.read() as connection:
        return documents.between(
            connection, NOW - timedelta(days=99), NOW + timedelta(days=99), ["feed", "b"]
        )


@pytest.mark.parametrize("form", FORMS)
def test_another_form_of_an_address_is_the_same_document(store, form):
    assert page_name(form) == page_name(URL)
    first = made()
    assert kept(store, first) == 1
    edited = made(url=form, text=TEXT + " 구미시는 도로를 지원한다.", title="구미 공장")
    assert kept(store, edited, days=1) == 1
    (one,) = all_of(store)
    assert (one.id, one.title, one.published) == (first.id, "구미 공장", NOW)
    with store.read() as connection:
        told = documents.versions(connection, first.id)
    assert [(version.version, version.first_seen) for version in told] == [
        (first.version, NOW),
        (edited.version, NOW + timedelta(days=1)),
    ]


@pytest.mark.parametrize(
    "other",
    [
        "https://example.com/news/articleView.html?idxno=8",
        "https://example.org/news/articleView.html?idxno=7",
        "https://news.example.com/news/articleView.html?idxno=7",
        "https://example.com/news/articleview.html",
    ],
)
def test_another_page_is_another_document_even_where_it_says_much_the_same(store, other):
    assert page_name(other) != page_name(URL)
    kept(store, made(), made(url=other, text=TEXT + " 구미시는 도로를 지원한다."))
    assert len(all_of(store)) == 2


def test_a_front_page_names_no_document():
    assert (
        page_name("https://example.com/")
        == page_name("https://m.example.com/index.html")
        == page_name("")
        == ""
    )
    assert page_name("https://m.com/a") == "m.com/a?"


def test_what_is_put_out_again_under_a_new_guid_is_the_same_document_of_the_first_day(store):
    first, again = (
        made("g1"),
        made("g2", url="https://example.com/other/9", published=NOW + timedelta(days=3)),
    )
    assert kept(store, first) == 1
    assert kept(store, again, days=3) == 0
    assert all_of(store) == (first,)
    edited = replace(again, text=TEXT + " 더한다.", version=fingerprint("공장", TEXT + " 더한다."))
    assert kept(store, edited, days=4) == 1, "the new guid stays known"
    (one,) = all_of(store)
    assert (one.id, one.published) == (first.id, NOW)
    assert one.text.endswith("더한다.")


def test_what_a_document_said_once_is_known_too(store):
    first = made("g1")
    kept(store, first)
    kept(store, made("g1", text=OTHER + TEXT))
    assert kept(store, made("g3", url="https://example.com/x/1")) == 1
    assert [one.id for one in all_of(store)] == [first.id]


def test_two_entries_that_lead_to_one_page_and_say_different_things_stay_two(store):
    kept(store, made("g1"), made("g2", text=OTHER))
    assert len(all_of(store)) == 2
    kept(store, made("g1"), made("g2", text=OTHER))
    assert len(all_of(store)) == 2


def test_titles_that_come_every_day_stay_apart(store):
    days = [
        made(
            f"g{day}",
            text="",
            title="오늘의 날씨",
            url="https://example.com/weather",
            published=NOW + timedelta(days=day),
        )
        for day in range(3)
    ]
    for day, one in enumerate(days):
        kept(store, one, days=day)
    assert len(all_of(store)) == 3


def test_outlets_and_sources_never_share_a_document(store):
    kept(store, made("g1", outlet="한빛"), made("g2", outlet="새벽", url="https://a.example/1"))
    other = replace(made("g3"), source="b", id=document_id("b", "g3"))
    kept(store, other)
    assert len(all_of(store)) == 3


def test_a_feed_that_holds_both_forms_settles(store):
    both = (made("g1"), made("g2", url=FORMS[2], text=TEXT + " 구미시는 도로를 지원한다."))
    assert kept(store, *both) == 1
    assert [kept(store, *both, days=day) for day in (1, 2, 3)] == [0, 0, 0]
    assert len(all_of(store)) == 1


def test_a_document_that_returns_to_what_it_said_keeps_the_first_moment(store):
    kept(store, made("g"))
    kept(store, made("g", text=OTHER), days=1)
    kept(store, made("g"), days=2)
    with store.read() as connection:
        told = documents.versions(connection, made("g").id)
    assert [version.first_seen for version in told] == [NOW, NOW + timedelta(days=1)]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from([TEXT, OTHER, TEXT + OTHER])),
        max_size=8,
    )
)
@settings(max_examples=25, deadline=None)
def test_whatever_comes_no_name_leads_to_two_documents_and_ids_stay(tmp_path_factory, rounds):
    store = stores.opened(tmp_path_factory.mktemp("s") / "s.sqlite3")
    seen: dict[str, str] = {}
    for day, (guid, page, text) in enumerate(rounds):
        one = made(f"g{guid}", url=f"https://example.com/{page}", text=text)
        kept(store, one, days=day)
        with store.read() as connection:
            now = keeping.names.settled(connection, one).id
        assert seen.setdefault(one.id, now) == now
        assert now in {document.id for document in all_of(store)}
    store.close()


def test_a_store_of_the_first_schema_is_brought_up_and_knows_its_documents(tmp_path):
    from alembic import command
    from alembic.config import Config

    path = tmp_path / "old.sqlite3"
    Store.open(path).close()
    store = Store(Store.open(path).engine)
    alembic = Config()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    first = made("g1")
    with store.write() as connection:
        keeping.save(connection, first, b"1", now=NOW)
    with store.write() as connection:
        alembic.attributes["connection"] = connection
        command.downgrade(alembic, "0001")
    with store.read() as connection:
        assert "versions" not in sa.inspect(connection).get_table_names()
    store.close()
    store = Store.open(path)
    with store.read() as connection:
        assert [one.first_seen for one in documents.versions(connection, first.id)] == [NOW]
    assert kept(store, made("g9", url=FORMS[1], text=TEXT + " 더한다.")) == 1
    assert [one.id for one in all_of(store)] == [first.id]


def test_the_migrations_make_the_tables_that_the_code_has(store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from digest.storage.tables import metadata

    with store.read() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert found == []


def test_the_newest_revision_is_the_head_of_the_migrations():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    alembic = Config()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(alembic).get_current_head() == newest()
