"""The glossary of a publication: what its lines say, its mistakes, and editing that touches nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.corrections import added, removed
from digest.language.glossary import read

TEXT = """\
# our names

노바칩 = NovaChip   # the company
한국은행 = Bank of Korea, BOK
오픈 != OpenAI  # the word, not the firm
"""


def entries(text):
    return [(entry.korean, entry.latin, entry.refused) for entry in read(text)[0].entries]


def test_a_glossary_is_read_line_by_line():
    assert entries(TEXT) == [
        ("노바칩", ("NovaChip",), False),
        ("한국은행", ("Bank of Korea", "BOK"), False),
        ("오픈", ("OpenAI",), True),
    ]
    assert read(TEXT)[1] == ()


@pytest.mark.parametrize(
    "line", ["딥시크 = DeepSeek", "딥시크=DeepSeek", "\ufeff딥시크 =  DeepSeek # C#", "딥시크 = DeepSeek\r"]
)
def test_spaces_comments_and_marks_of_editors_change_nothing(line):
    assert entries(line) == [("딥시크", ("DeepSeek",), False)]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("딥시크", 1, "has no ="),
        ("\n\n딥시크 DeepSeek", 3, "has no ="),
        ("DeepSeek = 딥시크", 1, "write 딥시크 = DeepSeek"),
        ("= DeepSeek", 1, "no Korean name"),
        ("DeepSeek = Deep Seek", 1, "no Korean name"),
        ("딥시크 =", 1, "a name is missing"),
        ("딥시크 = DeepSeek,,DS", 1, "a name is missing"),
        ("딥시크 = 123", 1, "no name in Latin letters"),
        ("딥시크 = DeepSeek = DS", 1, "one pair a line"),
        ("딥시크 = " + "D" * 81, 1, "longer than 80"),
        ("딥시크 = DeepSeek\n딥시크 = deepseek", 2, "stands in line 1 already"),
        ("딥시크 = DeepSeek\n딥시크 != DeepSeek", 2, "both given and refused"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(text, line, told):
    (mistake,) = read(text)[1]
    assert mistake.line == line
    assert told in str(mistake)
    assert mistake.hint


def test_all_mistakes_are_told_and_the_rest_is_read():
    glossary, mistakes = read("딥시크\n노바칩 = NovaChip\n= X\n")
    assert [mistake.line for mistake in mistakes] == [1, 3]
    assert [entry.line for entry in glossary.entries] == [2]


def test_adding_keeps_every_comment_and_line():
    text = added(TEXT, "벨로라", "Velora")
    assert text == TEXT + "벨로라 = Velora\n"
    assert added(TEXT, "노바칩", "Nova Chip Inc") == TEXT.replace(
        "NovaChip   #", "NovaChip, Nova Chip Inc   #"
    )
    assert added(TEXT, "노바칩", "novachip") == TEXT


def test_adding_frees_what_was_refused_and_leaves_its_comment():
    text = added(TEXT, "오픈", "OpenAI")
    assert "!=" not in text
    assert "# the word, not the firm\n" in text
    assert text.endswith("오픈 = OpenAI\n")


def test_removing_refuses_and_gives_no_more():
    text = removed(TEXT, "한국은행", "BOK")
    assert entries(text)[1:] == [
        ("한국은행", ("Bank of Korea",), False),
        ("오픈", ("OpenAI",), True),
        ("한국은행", ("BOK",), True),
    ]
    assert removed(text, "한국은행", "BOK") == text


def test_the_first_line_of_a_new_file_stands_below_what_explains_it():
    text = added("", "벨로라", "Velora")
    assert text.startswith("#")
    assert entries(text) == [("벨로라", ("Velora",), False)]


def test_the_ends_of_lines_stay_as_the_editor_writes_them():
    text = TEXT.replace("\n", "\r\n")
    assert "\n" not in removed(added(text, "벨로라", "Velora"), "노바칩", "NovaChip").replace("\r\n", "")


KOREAN = st.sampled_from(["노바칩", "벨로라", "한국은행", "샘 올트먼", "오픈AI"])
LATIN = st.sampled_from(["NovaChip", "Velora", "Bank of Korea", "Sam Altman", "OpenAI"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.booleans(), KOREAN, LATIN), max_size=12))
def test_the_last_word_on_a_pair_holds_and_no_edit_makes_a_mistake(edits):
    text, last = TEXT, {}
    for refuse, korean, latin in edits:
        text = (removed if refuse else added)(text, korean, latin)
        last[korean, latin] = refuse
    assert read(text)[1] == ()
    said = {(korean, latin): refused for korean, names, refused in entries(text) for latin in names}
    assert last.items() <= said.items()
    assert "# our names\n" in text
