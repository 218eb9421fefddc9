"""Templates, strings and tokens: a publication's own go first, and their faults name file and line."""

from __future__ import annotations

import tomllib
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from digest.errors import ResultError
from digest.model import Issue, Period
from digest.rendering import dates, looks, strings
from digest.rendering.checking import faults
from digest.rendering.mail import render_mail
from digest.rendering.mjml import to_html

if TYPE_CHECKING:
    from pathlib import Path


def own(folder: Path, name: str, text: str) -> Path:
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_publication_states_only_the_words_and_colours_that_differ(issue: Issue, tmp_path: Path):
    own(tmp_path, "strings.ko.toml", 'contents = "오늘의 차림"\n')
    own(tmp_path, "tokens.toml", '[light]\npage = "#FEFEFE"\n')
    made = render_mail(issue, folder=tmp_path, web_url="")
    assert "오늘의 차림" in made.html
    assert "#FEFEFE" in made.html
    assert "많이 나온 말" in made.html


def test_a_publication_replaces_a_template(issue: Issue, tmp_path: Path):
    own(tmp_path, "issue/weekly/mail.txt.j2", "{{ issue.title }} & {{ issue.count }}\n")
    assert render_mail(issue, folder=tmp_path, web_url="").text == "맥락 & 12\n"


def test_an_unknown_genre_is_shown_as_the_weekly_one(issue: Issue, tmp_path: Path):
    own(tmp_path, "issue/brief/mail.txt.j2", "brief\n")
    from dataclasses import replace

    assert render_mail(replace(issue, genre="brief"), folder=tmp_path, web_url="").text == "brief\n"
    assert "맥락" in render_mail(replace(issue, genre="daily"), folder=tmp_path, web_url="").text


def test_a_template_that_changes_or_comes_later_is_used_at_once(issue: Issue, tmp_path: Path):
    """Templates are compiled once, until their file changes or the publication's own comes before the package's."""
    (tmp_path / "templates").mkdir()
    first = render_mail(issue, folder=tmp_path, web_url="")
    own(tmp_path, "partials/foot.txt.j2", "하나\n")
    assert render_mail(issue, folder=tmp_path, web_url="").text.endswith("하나\n")
    own(tmp_path, "partials/foot.txt.j2", "둘째 말\n")
    assert render_mail(issue, folder=tmp_path, web_url="").text.endswith("둘째 말\n")
    own(tmp_path, "tokens.toml", '[light]\npage = "#ABCDEF"\n')
    assert "#ABCDEF" in render_mail(issue, folder=tmp_path, web_url="").html
    (tmp_path / "templates" / "tokens.toml").unlink()
    (tmp_path / "templates" / "partials" / "foot.txt.j2").unlink()
    assert render_mail(issue, folder=tmp_path, web_url="") == first


BROKEN = {
    "a name that is not given": ("line one\n{{ issue.nothing }}\n", "line 2"),
    "a bracket that is not closed": ("one\ntwo\n{% if issue %}\n", "line 3"),
    "a filter that does not exist": ("one\n{{ issue.title | shout }}\n", "line 2"),
    "a template that does not exist": ('{% include "partials/none.j2" %}\n', "none.j2"),
    "a text that does not exist": ('{{ s("no_such_text") }}\n', "no_such_text"),
    "arithmetic on words": ("one\n\n{{ issue.title / 2 }}\n", "line 3"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_template_names_its_file_and_line(broken: str, issue: Issue, tmp_path: Path):
    text, where = BROKEN[broken]
    own(tmp_path, "issue/weekly/mail.txt.j2", text)
    with pytest.raises(ResultError) as told:
        render_mail(issue, folder=tmp_path, web_url="")
    assert where in str(told.value)
    assert told.value.hint


MJML = """<mjml lang="ko">
<mj-body>
{% for section in issue.sections %}
  <mj-section><mj-column>
    <mj-text>{{ section.title }}</mj-text>
WRONG
  </mj-column></mj-section>
{% endfor %}
</mj-body>
</mjml>
"""
WRONG = {
    "an element misspelt": ("    <mj-colum></mj-colum>", "unknown element <mj-colum>"),
    "an end that does not fit": ("    <mj-text>…</mj-column>", "not MJML"),
    "an attribute without quotes": ("    <mj-spacer height=20px />", "not MJML"),
    "a bare ampersand": ("    <mj-text>R&D</mj-text>", "not MJML"),
    "a text outside of a column": ("    <mj-text><mj-text>x</mj-text></mj-text>", "cannot stand in"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_mjml_names_the_templates_line(wrong: str, issue: Issue, tmp_path: Path):
    """Also inside a loop and behind lines that leave no trace in what is rendered."""
    line, message = WRONG[wrong]
    own(tmp_path, "issue/weekly/mail.mjml.j2", MJML.replace("WRONG", line))
    with pytest.raises(ResultError) as told:
        render_mail(issue, folder=tmp_path, web_url="")
    assert told.value.subject == "templates/issue/weekly/mail.mjml.j2, line 6"
    assert message in str(told.value)


def test_wrong_mjml_in_a_partial_names_the_partial(issue: Issue, tmp_path: Path):
    own(tmp_path, "partials/contents.mjml.j2", "<!-- one -->\n<!-- two -->\n<mj-foot/>\n")
    with pytest.raises(ResultError) as told:
        render_mail(issue, folder=tmp_path, web_url="")
    assert told.value.subject == "templates/partials/contents.mjml.j2, line 3"


def test_depth_cannot_take_the_program_down(issue: Issue, tmp_path: Path):
    deep = "<div>" * 9000 + "</div>" * 9000
    own(tmp_path, "issue/weekly/mail.mjml.j2", MJML.replace("WRONG", f"<mj-text>{deep}</mj-text>"))
    with pytest.raises(ResultError):
        render_mail(issue, folder=tmp_path, web_url="")


def test_mjml_that_the_renderer_refuses_is_a_foreseen_fault():
    with pytest.raises(ResultError, match="cannot be rendered"):
        to_html("<mjml><mj-body", subject="x")


def test_a_table_that_is_not_toml_is_named(tmp_path: Path):
    own(tmp_path, "tokens.toml", "[light\n")
    with pytest.raises(ResultError, match=r"tokens\.toml"):
        looks.table(tmp_path, "tokens.toml")


def test_the_languages_say_the_same_things_with_the_same_values():
    """Every text stands in both tables and is filled in with the same values."""
    tables = {
        language: tomllib.loads((looks.package_folder() / f"strings.{language}.toml").read_text("utf-8"))
        for language in strings.LANGUAGES
    }
    assert set(tables["ko"]) == set(tables["en"])

    def values(text: object) -> set[str]:
        texts = text.values() if isinstance(text, dict) else text if isinstance(text, list) else [text]
        return {name for one in texts for _, name, _, _ in Formatter().parse(str(one)) if name}

    for key in tables["ko"]:
        if not key.startswith(("date_", "period_")):  # English says the year of a period once
            assert values(tables["ko"][key]) == values(tables["en"][key]), key


PERIODS = [
    (date(2025, 1, 27), date(2025, 2, 1), "2025. 1. 27 – 31", "27–31 January 2025"),
    (date(2025, 1, 27), date(2025, 2, 3), "2025. 1. 27 – 2. 2", "27 January – 2 February 2025"),
    (date(2024, 12, 30), date(2025, 1, 6), "2024. 12. 30 – 2025. 1. 5", "30 December 2024 – 5 January 2025"),
    (date(2025, 2, 1), date(2025, 3, 1), "2025년 2월", "February 2025"),
    (date(2025, 2, 3), date(2025, 2, 4), "2025. 2. 3", "3 February 2025"),
]


@pytest.mark.parametrize(("start", "end", "korean", "english"), PERIODS)
def test_periods_are_said_as_readers_write_them(start: date, end: date, korean: str, english: str):
    for language, expected in (("ko", korean), ("en", english)):
        told = dates.period(Period(start=start, end=end), strings.load(None, language))
        assert told.replace("\N{NO-BREAK SPACE}", " ") == expected


def test_the_looks_that_come_with_the_program_are_in_order(tmp_path: Path):
    assert faults(None) == ()
    assert faults(tmp_path) == ()


def test_checking_tells_every_broken_template_at_once(tmp_path: Path):
    own(tmp_path, "archive/index.html.j2", "{% if %}")
    own(tmp_path, "partials/foot.mjml.j2", "{{ x ")
    own(tmp_path, "tokens.toml", "[")
    assert len(faults(tmp_path)) == 3


def test_checking_finds_what_only_rendering_shows(tmp_path: Path):
    own(tmp_path, "partials/contents.mjml.j2", "{{ issue.nothing }}")
    assert [fault.subject for fault in faults(tmp_path)] == ["templates/partials/contents.mjml.j2, line 1"]
