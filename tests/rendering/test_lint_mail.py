"""What an editor is told of the mail that an issue becomes; findings of templates name file and line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest.model import Headline, Issue, Link, Slots, Sponsor
from digest.rendering import lintmail, looks
from digest.rendering.drawing import draw
from digest.rendering.lintsubject import findings as of_subject
from tests.rendering.sample_issue import item, pick, reference

if TYPE_CHECKING:
    from pathlib import Path

    from digest.editing.remark import Remark

FOOT = "partials/foot.mjml.j2"
HEAD = "partials/masthead.mjml.j2"
TEXT_FOOT = "partials/foot.txt.j2"
TEXT_ITEM = "partials/item.txt.j2"


def found(issue: Issue, web_url: str, folder: Path | None = None) -> list[Remark]:
    return list(lintmail.findings(issue, folder=folder, web_url=web_url))


def changed(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A publication whose one template differs from the package's."""
    text = (looks.package_folder() / name).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", ["https://letter.example.org/archive/issues/x/", ""])
def test_the_sample_mail_is_in_order(issue: Issue, page: str):
    """But for the one address of a source that runs a script and is left out."""
    (only,) = found(issue, page)
    assert (only.kind, only.level, only.number, only.text) == ("link", "warning", 3, "javascript:alert(1)")


def errors(issue: Issue, web_url: str, folder: Path) -> set[tuple[str, str]]:
    return {(one.kind, one.place) for one in found(issue, web_url, folder) if one.level == "error"}


def line_of(folder: Path, name: str, text: str) -> str:
    lines = (folder / "templates" / name).read_text(encoding="utf-8").split("\n")
    return f"templates/{name}, line {next(n for n, line in enumerate(lines, 1) if text in line)}"


PICTURE = '<img src="https://pixel.example.net/p.gif"/>'
BROKEN = {
    "no way out": (
        (FOOT, "way(unsubscribe, ", "way('https://e.org/', "),
        "unsubscribe",
    ),
    "no sender": ((FOOT, "{{ issue.sender or issue.title }}", ""), "sender"),
    "no way out in the text": ((TEXT_FOOT, "{{ unsubscribe }}", ""), "unsubscribe"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_every_mail_must_carry_is_missed(issue: Issue, web_url: str, tmp_path: Path, name: str):
    (template, before, after), kind = BROKEN[name]
    folder = changed(tmp_path, template, (before, after))
    assert kind in {kind for kind, _ in errors(issue, web_url, folder)}


AMISS = {
    PICTURE: {"image", "foreign-host"},
    "<span>{{ '{{ name }}' }}</span>": {"leftover"},
    "<span>{{ none }}</span>": {"leftover"},
    "<span>*|FNAME|*</span>": {"leftover"},
    "<span>$%name%$</span>": {"leftover"},
    '<a href="">more</a>': {"link"},
    '<a href="/about">more</a>': {"link"},
    '<a href="javascript:void(0)">more</a>': {"link"},
    '<a href="#no-such-place">more</a>': {"link"},
    '<a href="https://example.org/"></a>': {"link"},
    '<a href="https://https://example.org/">more</a>': {"link"},
    "<i style=\"background:url('https://pixel.example.net/i.png')\">x</i>": {"foreign-host"},
}


@pytest.mark.parametrize("markup", AMISS)
def test_what_a_template_does_amiss_is_found_at_its_line(
    issue: Issue, web_url: str, tmp_path: Path, markup: str
):
    folder = changed(tmp_path, HEAD, ("<h1 ", f"{markup}<h1 "))
    place = line_of(folder, HEAD, "<h1 ")
    assert errors(issue, web_url, folder) == {(kind, place) for kind in AMISS[markup]}


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="" src="https://letter.example.org/logo.png"/>',
        '<a href="https://example.org/"><img alt="집" src="https://letter.example.org/logo.png"/></a>',
        '<a href="mailto:a@example.org">편지</a>',
        '<a id="here" href="#here">여기</a>',
        '<a href="https://web.archive.org/web/2019/https://example.org/">그때</a>',
        '<a href="tel:+82-2-000-0000">전화</a>',
        "<span>Nothing of the above, and 100%</span>",
    ],
)
def test_what_is_in_order_is_not_found(issue: Issue, web_url: str, tmp_path: Path, markup: str):
    folder = changed(tmp_path, HEAD, ("<h1 ", f"{markup}<h1 "))
    assert errors(issue, web_url, folder) == set()


def test_what_a_source_says_of_templates_is_its_own(issue: Issue, web_url: str):
    """A sentence may begin with None; one that shows a merge tag is told of as the item's, and nothing is held back."""
    spoken = item(
        1,
        "tech",
        (reference("s", "None of it was null", "가상통신"),),
        (
            pick("s", "None of the undefined terms is null."),
            pick("s", "안녕하세요 *|FNAME|*님, 새 소식입니다.", 50),
        ),
    )
    (only,) = [one for one in found(replace(issue, items=(spoken,)), web_url) if one.kind == "leftover"]
    assert (only.level, only.number) == ("warning", 1)
    assert "*|FNAME|*" in only.message


def test_the_editors_own_words_and_links_are_judged(issue: Issue, web_url: str):
    """A merge tag in the greeting would reach readers as it stands; a link that is no address is left out in silence."""
    slots = Slots(greeting="$%name%$님, 안녕하세요.", sponsor=Sponsor(text="의자", url="javascript:alert(1)"))
    first = replace(issue.items[0], note="{{ name }}님", links=(Link(url="/about", text="보기"),))
    told = found(replace(issue, slots=slots, items=(first,)), web_url)
    assert [(one.kind, one.number, one.level) for one in told if one.kind in ("leftover", "link")] == [
        ("link", 1, "warning"),
        ("link", 0, "warning"),
        ("leftover", 1, "warning"),
        ("leftover", 0, "warning"),
    ]


def test_a_word_of_the_publication_is_no_left_over(issue: Issue, web_url: str, tmp_path: Path):
    """`None` stands in its strings on purpose; a place that nothing fills does not, though others have its name."""
    (tmp_path / "templates").mkdir()
    words = tmp_path / "templates" / "strings.ko.toml"
    words.write_text('how_made = "None but the best."\n', encoding="utf-8")
    assert errors(issue, web_url, tmp_path) == set()
    words.write_text('how_made = "{{name}}이 엮었습니다."\n', encoding="utf-8")
    assert {kind for kind, _ in errors(issue, web_url, tmp_path)} == {"leftover"}


def test_what_the_text_part_leaves_out_is_named(issue: Issue, web_url: str, tmp_path: Path):
    folder = changed(tmp_path, TEXT_ITEM, ("{{ source.url }}", ""), ("(sentence.text", '("…"'))
    told = [one for one in found(issue, web_url, folder) if one.kind == "text-part"]
    sentences = {one.text for one in told if one.number}
    shown = {pick.shown or pick.sentence.text for one in issue.items for pick in one.picks}
    assert sentences <= shown
    assert len(sentences) >= len(shown) - 3  # the brief tells some of them
    (links,) = [one for one in told if not one.number]
    assert links.level == "warning"
    assert "news.example.com" in links.message


def test_the_inbox_line_is_judged(issue: Issue, web_url: str):
    """Empty, the name alone, too long, the preheader the same; an advertisement that the subject hides is an error."""

    def said(subject: str, preheader: str = "다른 말", **slots: object) -> list[tuple[str, str]]:
        drawn = draw(replace(issue, slots=Slots(**slots)), folder=None, web_url=web_url)
        mail = replace(drawn.rendition, subject=subject, preheader=preheader)
        return [(one.kind, one.level) for one in of_subject(replace(drawn, rendition=mail))]

    assert said("이번 주 소식") == []
    assert said(" · ") == [("subject", "error")]
    assert said("맥락 제48호") == said("맥락") == [("subject", "warning")]
    assert said("가나다라마 " * 10) == [("subject", "warning")]
    assert said("이번 주 소식", "") == said("이번 주 소식", "주 소식") == [("preheader", "warning")]
    sponsor = Sponsor(text="좋은 의자")
    assert said("이번 주 소식", sponsor=sponsor) == [("advertising", "error")]
    assert said("(광고) 이번 주 소식", sponsor=sponsor) == []


def test_a_brief_line_that_leans_on_something_is_found(issue: Issue, web_url: str):
    leaning = replace(
        issue.items[0], headline=Headline(text="하지만 그는 달랐다", story="dc1", language="ko"), picks=()
    )
    told = found(replace(issue, items=(leaning, *issue.items[1:])), web_url)
    assert [(one.kind, one.number) for one in told if one.kind == "brief"] == [("brief", 1)]


def test_a_big_mail_names_what_makes_it_big_as_it_is_rendered(issue: Issue, web_url: str):
    """An item's weight is what the mail loses without it, markup and all: more than its sentences."""
    long = replace(
        issue.items[7], id="long", picks=tuple(pick("pe1", "긴 문장이 이어진다. " * 40, n) for n in range(30))
    )
    heavy = replace(issue, items=(*issue.items, long))
    told = [one for one in found(heavy, web_url) if one.kind == "size"]
    assert [one.level for one in told] == ["error", "warning", "warning", "warning"]
    assert told[1].number == len(issue.items) + 1
    said = sum(len(one.sentence.text.encode()) for one in long.picks)
    weighed = int(told[1].message.split(" bytes")[0].rpartition(" ")[2].replace(",", ""))
    assert weighed > said
    assert str(len(draw(heavy, folder=None, web_url=web_url).rendition.html.encode())) in told[
        0
    ].message.replace(",", "")
