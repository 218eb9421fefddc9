"""Translations go out to a spreadsheet and come back as they were; a table that is wrong is told line by line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.editing import translation_table as table
from digest.editing.translations import UNTRANSLATED, Translated, Translation, Wanted, print_of
from digest.errors import InputError

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
CELL = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)
HEAD = Wanted(what="headline", of="a1b2", language="ko", source='=2조 원, "새 공장"', to="en")


def translated(one: Wanted, text: str, source: str = "") -> Translated:
    kept = Translation(what=one.what, of=one.of, to=one.to, text=text, source=print_of(source or one.source))
    return Translated(kept={one.key: kept})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=6))
def test_what_goes_out_comes_back_as_it_was(texts):
    """Out and in again, every translation is the same, whatever signs its text begins with or holds."""
    wanted = [
        Wanted(what="note", of=f"i{place}", language="ko", source=source, to="en")
        for place, (source, _) in enumerate(texts)
    ]
    kept = [translated(one, text) for one, (_, text) in zip(wanted, texts, strict=True)]
    read = table.read(table.write(zip(wanted, kept, strict=True)).encode(), subject="t.csv")
    assert read.mistakes == ()
    told = [one for known in kept for one in known.kept.values() if one.text.strip()]
    assert [(one.key, one.text, one.source) for _, one in read.found] == [
        (one.key, one.text.strip(), one.source) for one in told
    ]
    assert read.empty == len(texts) - len(told)


@given(CELL)
def test_no_cell_is_a_formula_and_escaping_can_be_undone(cell):
    escaped = table.escaped(cell)
    assert escaped[:1] not in tuple("=+-@＝＋－＠\t\r\n")
    assert table.plain(escaped) == cell


def test_a_cell_that_was_never_escaped_stays():
    """An apostrophe that begins a quotation is a translator's own."""
    assert table.plain("'Aurora' chip unveiled") == "'Aurora' chip unveiled"


def test_the_table_opens_in_excel_and_tells_what_to_translate():
    (row,) = rows(table.write([(HEAD, UNTRANSLATED)]))
    assert table.write([]).startswith("\ufeffid,what,from,source,to,translation,fingerprint,earlier\r\n")
    assert (row["id"], row["source"], row["translation"]) == ("item:a1b2", "'" + HEAD.source, "")


def test_a_translation_of_an_earlier_text_is_not_filled_in():
    """It stands beside, so that sending the table back does not make it one of the new text."""
    (row,) = rows(table.write([(HEAD, translated(HEAD, "An old one", source="other"))]))
    assert (row["translation"], row["earlier"]) == ("", "An old one")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_save_it(encoding, delimiter):
    """UTF-8 with and without its mark, CP949 (Excel in Korea), UTF-16; commas, semicolons, tabs."""
    text = table.write([(HEAD, translated(HEAD, '새 공장, "둘째"'))]).removeprefix("\ufeff")
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(csv.reader(io.StringIO(text, newline="")))
    read = table.read(out.getvalue().encode(encoding), subject="t.csv")
    assert [one.text for _, one in read.found] == ['새 공장, "둘째"']


GOOD = f"item:a,headline,en,One,of-{print_of('x')}"
HEADER = "id,what,to,translation,fingerprint"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (GOOD.replace("headline", "title"), 'what: "title" is none of headline, note'),
        (GOOD.replace("item:a", "a"), 'id: "a" is not the id of a headline: it begins with item:'),
        (GOOD.replace("item:a", "section:a"), "it begins with item:"),
        (GOOD.replace(",en,", ",fr,"), 'to: "fr" is neither ko nor en'),
        (GOOD.rpartition(",")[0] + ",1.2E+15", 'fingerprint: "1.2E+15" is none'),
        (GOOD + ",more", "more cells than the first line"),
        (GOOD.replace("One", "x" * 10_001), "10,001 characters are too many"),
    ],
)
def test_each_wrong_line_is_told_with_its_number(line, told):
    read = table.read(f"{HEADER}\n{GOOD.replace('item:a', 'item:b')}\n{line}\n".encode(), subject="t.csv")
    assert len(read.mistakes) == 1
    assert read.mistakes[0].startswith("line 3: ")
    assert told in read.mistakes[0]


def test_every_mistake_is_told_at_once_and_rows_that_stand_twice_too():
    lines = [GOOD, GOOD.replace("One", "Two"), GOOD.replace(",en,", ",fr,"), GOOD.replace("item:a", "a")]
    read = table.read("\n".join([HEADER, *lines]).encode(), subject="t.csv")
    assert [mistake[:7] for mistake in read.mistakes] == ["line 4:", "line 5:", "line 3:"]
    assert "stands on line 2 already" in read.mistakes[-1]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"id,what,to\r\n", "has no column translation, fingerprint"),
        (b"id,id,what,to,translation,fingerprint\r\n", 'the column "id" stands there twice'),
        (b"\xef\xbb\xbfid\xff", "neither UTF-8 nor CP949"),
        (f'{HEADER}\nitem:a,headline,en,"a" b,x\n'.encode(), "is not CSV"),
        (b"\x00\x01\x02\xff", "neither UTF-8 nor CP949"),
    ],
)
def test_what_is_no_such_table_is_refused_whole(data, told):
    with pytest.raises(InputError, match=told):
        table.read(data, subject="t.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_never_crash(data):
    try:
        table.read(data, subject="t.csv")
    except InputError:
        return
