"""The file is written anew without touching what the editor wrote, however it is written."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.editing.hand import sheet, toml
from digest.editing.hand.numbering import numbered
from digest.editing.hand.setting import with_key
from tests.editing.hand.newsroom import SETTINGS, Newsroom


@pytest.fixture
def room():
    found = Newsroom()
    found.build()
    return found


def test_each_item_of_the_page_has_a_table_in_its_order(room):
    items = [item.id for item in room.build().draft.issue.items]
    assert room.ids()[: len(items)] == items
    assert {one["id"] for one in tomllib.loads(room.text)["items"]} == set(room.ids())


def test_what_is_offered_can_be_taken_as_it_stands(room):
    """Every line that the program offers is right once its mark is taken away, and changes nothing that is shown."""
    before = room.build().draft.issue
    for item in [one.id for one in before.items]:
        for line in room.text.split(f'id = "{item}"\n')[1].split("#: 출처")[0].splitlines():
            key = line.removeprefix("#: ").split(" ")[0]
            if not line.startswith("#: ") or key in ("drop", "hold", "pin", "sentences") or "size" in key:
                continue
            other = Newsroom(text=room.text)
            other.put(item, line.removeprefix("#: "))
            shown = other.build().draft.issue
            assert [replace(one, placement=None) for one in shown.items] == [
                replace(one, placement=None) for one in before.items
            ], line


def test_an_editors_text_stays_where_it_is_whatever_it_looks_like(room):
    first, second = room.ids()[:2]
    written = "note = '''\n[[items]]\nid = \"x\"\n#: (1) 0123456789 kein Kommentar\n\n\n'''  # mein Kommentar"
    room.put(second, written)
    room.text = room.text.replace(
        f'[[items]]\nid = "{first}"', f'# über dem Ersten\n[[items]] # hier\nid = "{first}"'
    )
    room.build()
    assert written in room.text
    assert f'# über dem Ersten\n[[items]] # hier\nid = "{first}"' in room.text
    text = room.text
    room.build()
    assert room.text == text


def test_windows_line_ends_and_a_table_within_a_table_are_kept(room):
    first = room.ids()[0]
    room.text = room.text.replace("\n", "\r\n")
    links = '[[items.links]]\r\ntext = "자료"\r\nurl = "https://example.org/a"'
    room.text = room.text.replace(f'id = "{first}"\r\n', f'id = "{first}"\r\nsize = "full"\r\n{links}\r\n')
    made = room.build()
    item = next(one for one in made.draft.issue.items if one.id == first)
    assert [link.text for link in item.links] == ["자료"]
    assert links in room.text


def test_the_edits_of_an_item_that_is_gone_wait_for_it(room):
    """They are told, kept in the file, and done again when it comes back; so are the sentences that they name by number."""
    item = next(one for one in room.ids() if "도서관" in room.text.split(f'id = "{one}"')[1][:400])
    number, text = next(iter(room.offered(item).items()))
    room.put(item, f'headline = "밤의 도서관"\nsentences = [{number}]')
    gone = Newsroom(there=dict.fromkeys(range(3), False), text=room.text, items=room.items)
    made = gone.build()
    assert [(one.item, one.kind) for one in made.listing.remarks] == [(item, "gone")]
    assert 'headline = "밤의 도서관"' in gone.text
    assert "더는 적용되지 않는 편집" in gone.text
    gone.there = room.there
    back = next(one for one in gone.build().draft.issue.items if one.id == item)
    assert back.headline.text == "밤의 도서관"
    assert [pick.sentence.text for pick in back.picks] == [text]


def test_a_block_that_the_editor_wrote_nothing_in_goes_with_its_item(room):
    item = next(one for one in room.ids() if "굴" in room.text.split(f'id = "{one}"')[1][:400])
    room.there.pop(5)
    room.build()
    assert item not in room.text


def test_a_number_is_never_given_to_another_sentence(room):
    """Sentences that come are numbered on; one that goes is told, and its number stays its own."""
    item = room.ids()[0]
    before = room.offered(item)
    room.put(item, f"sentences = {sorted(before)[:2]}")
    room.there[0] = True  # the first source was edited
    made = room.build()
    after = room.offered(item)
    shared = before.keys() & after.keys()
    assert shared
    assert all(before[number] == after[number] for number in shared)
    lost = before.keys() - after.keys()
    assert lost
    assert all(number > max(before) for number in after.keys() - before.keys())
    used = set(sorted(before)[:2]) & lost
    assert bool(used) == any(one.key == "sentences" for one in made.listing.remarks)


def test_an_english_publication_has_english_comments():
    room = Newsroom(settings=replace(SETTINGS, language="en"))
    room.build()
    assert "the editor's file of the issue" in room.text
    assert "편집" not in room.text


@given(
    keys=st.lists(st.sampled_from("abcdefgh"), unique=True),
    before=st.dictionaries(st.integers(1, 9), st.sampled_from("abcdefgh")),
    used=st.lists(st.integers(1, 12), unique=True, max_size=4),
)
def test_numbers_are_stable_and_unique(keys, before, used):
    """A known number keeps its key; every key has one number; a number that means nothing is given to nobody."""
    named = {number: before.get(number, "") for number in used}
    made = numbered(keys, before, named)
    assert len(made) == len(set(made))
    assert set(keys) <= set(made.values())
    assert sorted(one for one in made.values() if one in keys) == sorted(set(keys)) or len(
        set(before.values())
    ) < len(before)
    for number, key in made.items():
        assert before.get(number, key) == key
        assert named.get(number, key) == key


@given(st.text(), st.sampled_from(["drop", "hold"]))
def test_a_key_is_set_and_taken_away_again(note, key):
    text = f'# oben\n[[items]]\nid = "a"\nnote = {toml.quoted(note)}\n\n[[items]]\nid = "b"  # unten\n'
    for item in ("a", "b", "c"):
        put = with_key(text, item, key, "true")
        found = {one["id"]: one for one in tomllib.loads(put)["items"]}
        assert found[item][key] is True
        assert sum(key in one for one in found.values()) == 1
        assert with_key(put, item, key, "true") == put
        back = with_key(put, item, key, None)
        assert tomllib.loads(back)["items"][:2] == tomllib.loads(text)["items"]
        assert item == "c" or back == text


@given(st.text())
def test_any_text_is_a_string_and_a_comment(text):
    assert isinstance(tomllib.loads(f"a = {toml.quoted(text)} # {toml.plain(text)}")["a"], str)


@given(st.text(alphabet="\"'[]#=\\\nab {}:i"))
def test_no_text_stops_the_reader_of_lines(text):
    """Whatever it holds, each line is told once, in order."""
    assert "\n".join(line.text for line in sheet.lines(text)) == text
    sheet.read(text)
