"""Templates, tokens and words of a publication, judged before anything is made with them (`digest check`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.rendering import mjml
from digest.rendering.checking import remarks

if TYPE_CHECKING:
    from pathlib import Path


def own(folder: Path, name: str, text: str) -> Path:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_looks_that_come_with_the_program_are_in_order(tmp_path: Path):
    assert remarks(None) == remarks(tmp_path) == ()


WHOLE = (
    '<mjml lang="ko"><mj-body width="640px"><mj-section padding="0"><mj-column><mj-text>글</mj-text>{}'
    "</mj-column></mj-section>{}</mj-body></mjml>"
)
FAULTS = {
    "an element that there is not": ("<mj-txt>x</mj-txt>", "", "unknown element <mj-txt>"),
    "text outside of a column": ("", "<mj-text>x</mj-text>", "<mj-text> cannot stand in <mj-body>"),
    "text in a section": ("", "<mj-section><mj-text>x</mj-text></mj-section>", "only in <mj-column>"),
    "words between columns": (
        "",
        "<mj-section>words</mj-section>",
        'the text "words" directly in <mj-section>',
    ),
    "HTML between columns": ("", "<mj-section><p>x</p></mj-section>", "<p> cannot stand in <mj-section>"),
    "an element inside text": ("<mj-text><mj-image src='a' alt=''/></mj-text>", "", "is not rendered there"),
    "an attribute that it has not": ('<mj-text colour="#111111">x</mj-text>', "", 'no attribute "colour"'),
    "a colour that is none": ('<mj-text color="#12">x</mj-text>', "", "is not a colour"),
    "a size that is none": ('<mj-text font-size="12pt">x</mj-text>', "", "is not a length in px"),
    "a space that is none": ('<mj-text padding="1em 2px">x</mj-text>', "", "one to four lengths"),
    "a word that is none": ('<mj-text align="middle">x</mj-text>', "", "one of left, right, center, justify"),
    "a picture without words": ('<mj-image src="a"/>', "", "<mj-image> lacks alt"),
    "a button that leads nowhere": ("<mj-button>x</mj-button>", "", "<mj-button> lacks href"),
    "a bare &": ("<mj-text>a & b</mj-text>", "", "a bare & stands there"),
    "no quotation marks": ("<mj-text align=left>x</mj-text>", "", "without quotation marks"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_the_renderer_accepts_in_silence_is_a_fault(name: str):
    column, body, told = FAULTS[name]
    found = mjml.faults(WHOLE.format(column, body))
    assert told in " ".join(message for _, message in found)


def test_right_mjml_has_no_fault():
    column = (
        '<mj-image src="a" alt="" width="20px"/><mj-divider border-width="1px" border-color="rgb(1, 2, 3)"/>'
    )
    assert mjml.faults(WHOLE.format(column, '<mj-section full-width="full-width"/>')) == ()
    assert mjml.faults(WHOLE.format("", "<mj-raw><p>x</p></mj-raw>")) == ()


def test_every_fault_of_a_template_is_told_with_its_line(tmp_path: Path):
    text = (
        '<mjml lang="{{ issue.language }}">\n<mj-body>\n<mj-section colour="red">\n{% for one in issue.items %}\n'
        '<mj-text>{{ one.headline }}</mj-text>\n{% endfor %}\n<mj-column padding="1em"/>\n</mj-section>\n</mj-body>\n</mjml>\n'
    )
    found = remarks(own(tmp_path, "issue/weekly/mail.mjml.j2", text))
    lines = [one.place for one in found if one.kind == "grammar"]
    assert lines == [f"templates/issue/weekly/mail.mjml.j2, line {line}" for line in (3, 5, 7)]


TOKENS = {
    "a colour that is none": ('[light]\nink = "dark"\n', "token", "light.ink"),
    "a size that is none": ('[size]\nbody = "16px"\n', "token", "size.body"),
    "a size below what can be read": ("[size]\nmeta = 11\n", "token", "size.meta"),
    "a category without its dark form": ('[[category]]\nlight = "#2F3E9E"\n', "token", "category[1].dark"),
    "grey on white": ('[light]\nink3 = "#999999"\n', "contrast", "light.ink3"),
    "grey on black": ('[dark]\nink2 = "#555555"\n', "contrast", "dark.ink2"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TOKENS)
def test_a_token_that_spoils_the_look_is_found(tmp_path: Path, name: str):
    text, kind, path = TOKENS[name]
    found = remarks(own(tmp_path, "tokens.toml", text))
    assert (kind, f"templates/tokens.toml, {path}") in {(one.kind, one.place) for one in found}


@pytest.mark.slow
def test_a_token_that_differs_and_can_be_read_is_in_order(tmp_path: Path):
    own(tmp_path, "tokens.toml", '[light]\npage = "#FEFEFE"\nink = "#000000"\n[size]\nbody = 17\n')
    assert remarks(tmp_path) == ()


STRINGS = {
    "a value that is not given": ('contents = "차례 {n}"\n', "strings.ko.toml, contents", "error"),
    "a value that is left out": ('number = "한 호"\n', "strings.ko.toml, number", "warning"),
    "a word of one language": ('hello = "안녕"\n', "strings.en.toml, hello", "error"),
    "a brace that is not closed": ('contents = "차례 {"\n', "strings.ko.toml, contents", "error"),
    "no text at all": ("contents = 3\n", "strings.ko.toml, contents", "error"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", STRINGS)
def test_words_that_differ_between_the_languages_are_found(tmp_path: Path, name: str):
    text, place, level = STRINGS[name]
    found = remarks(own(tmp_path, "strings.ko.toml", text))
    assert (f"templates/{place}", level) in {(one.place, one.level) for one in found}


@pytest.mark.slow
def test_another_word_for_the_same_is_in_order(tmp_path: Path):
    assert remarks(own(tmp_path, "strings.ko.toml", 'contents = "차림"\nnumber = "{number}째 글"\n')) == ()
