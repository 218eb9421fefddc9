"""What an edit file says is read as it stands, and every mistake in it is told at once, with its line."""

from __future__ import annotations

import pytest

from digest.editing.hand.reading import EditError, read
from digest.editing.hand.values import Hand, ItemEdit, Numbered, OwnItem
from digest.model import Link, Slots, Sponsor

WHOLE = '''subject = "이번 주"
greeting = """
안녕하세요.

[[items]]
#: (1) 0123456789 글의 일부
"""
sponsor = { text = "커피", url = "https://example.org/c" }

[[items]]
id = "a"
pin = 2
headline = 3
sentences = [7, "제 말입니다.", 9]
links = ["https://example.org/a", { text = "자료", url = "https://example.org/b" }]
split = [3]
#:   (3) 00000000aa 한빛일보: 제목
#: * [7] 00000000bb (3) 문장.

[[own]]
headline = "알림"
text = """
첫 문단.

둘째 문단."""
'''


def test_every_kind_of_edit_is_read():
    found = read(WHOLE, subject="f", sections=("tech",)).hand
    assert found == Hand(
        slots=Slots(
            subject="이번 주",
            greeting="안녕하세요.\n\n[[items]]\n#: (1) 0123456789 글의 일부",
            sponsor=Sponsor(text="커피", url="https://example.org/c"),
        ),
        items=(
            ItemEdit(
                id="a",
                pin=2,
                headline=Numbered(number=3, key="00000000aa"),
                sentences=(
                    Numbered(number=7, key="00000000bb"),
                    "제 말입니다.",
                    Numbered(number=9, key=""),
                ),
                links=(
                    Link(url="https://example.org/a"),
                    Link(url="https://example.org/b", text="자료"),
                ),
                split=(Numbered(number=3, key="00000000aa"),),
            ),
        ),
        own=(OwnItem(headline="알림", sentences=("첫 문단.", "둘째 문단.")),),
    )


def test_a_file_that_only_the_program_wrote_says_nothing():
    assert read('#: subject = ""\n\n[[items]]\nid = "a"\n#: pin = true\n', subject="f").hand == Hand()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pin = 0", "pin (line 3): write true, or a place from 1"),
        ('drop = "yes"', "drop (line 3): write true"),
        ('section = "sport"', "section (line 3): 'sport' is none of tech"),
        ('size = "big"', "size (line 3): 'big' is none of lead, full, line"),
        ('headline = ""', "headline (line 3): is empty"),
        ('headline = "a\\nb"', "headline (line 3): write it on one line"),
        ("sentences = []", "sentences (line 3): is empty"),
        ("sentences = [1, 1]", "sentences (line 3): 1 stands there twice"),
        ("sentences = [true]", "sentences (line 3): write numbers"),
        ('links = ["javascript:alert(1)"]', "is not the address of a web page"),
        ('links = ["https://exa mple.org"]', "is not the address of a web page"),
        ("links = [{ href = 'https://example.org' }]", "links (line 3): write each as"),
        ('merge_with = "a"', "merge_with (line 3): names the item itself"),
        ('split = ["a"]', "split (line 3): write the numbers"),
        ('haedline = "x"', "haedline (line 3): is no key of this table: did you mean headline?"),
        ('greeting = "x"', "greeting (line 3): is of the whole issue"),
        ("drop = true\nhold = true", "hold (line 4): drop says otherwise"),
        ("pin = true\ndrop = true", "drop (line 4): pin says otherwise"),
        ('sentences = ["2"]', 'sentences (line 3): "2" is a number: write it without quotation marks'),
        ('sentences = ["[2]"]', '"[2]" is a number: write it without quotation marks'),
    ],
)
def test_a_mistake_is_told_with_its_item_and_line(line, told):
    with pytest.raises(EditError, match="1 mistake") as error:
        read(f'[[items]]\nid = "a"\n{line}\n', subject="f", sections=("tech",))
    assert told in str(error.value)
    assert 'items["a"]' in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("subject = ", "not TOML"),
        ('subject = "a\\nBcc: b@example.org"', "subject (line 1): write it on one line"),
        ("[[items]]\npin = true", "id (line 1): is missing"),
        ('[[items]]\nid = "a"\n[[items]]\nid = "a"', 'items (line 3): "a" has a table in line 1 already'),
        ('items = [{ id = "a" }]', "write each as [[items]]"),
        ('sponsor = { url = "https://example.org" }', "sponsor.text (line 1): is missing"),
        ('sponsor = "us"', "sponsor (line 1): write {"),
        ("[[own]]\nsentences = [3]", "an item of your own has no sources"),
        ('[[own]]\nheadline = "a"\ntext = "b"\nsentences = ["c"]', "text says it already"),
        ("[other]\na = 1", "other"),
        ("greeting = " + "[" * 50_000, "brackets"),
    ],
)
def test_a_mistake_of_the_whole_file_is_told(text, told):
    with pytest.raises(EditError) as error:
        read(text, subject="f", sections=("tech",))
    assert told in str(error.value)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    text = 'positon = 1\n[[items]]\nid = "a"\nsize = "big"\n[[items]]\nid = "b"\npin = -1\n'
    with pytest.raises(EditError) as error:
        read(text, subject="f")
    assert [one.split(" ")[0] for one in error.value.mistakes] == [
        "positon",
        'items["a"].size',
        'items["b"].pin',
    ]
    assert error.value.exit_status == 2
