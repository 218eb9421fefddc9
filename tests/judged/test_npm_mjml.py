"""npm's mjml, which MJML is made with, renders from our templates what our renderer does."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import html

from digest.rendering import grammar, mjml
from digest.rendering.mail import mail_values, render_mail
from digest.rendering.templates import Templates
from tests.judged import issues, tools

pytestmark = pytest.mark.slow

NAMES = tuple(issues.shown())


def source(name: str) -> str:
    issue, templates = issues.shown()[name], Templates(None)
    values = mail_values(issue, folder=None, web_url=issues.WEB)
    return templates.render(templates.of_genre(issue, "mail.mjml.j2"), **values)


def asked(verb: str, given: str = "") -> dict:
    """What npm's mjml answers."""
    unchecked = "that another renderer gives the same mail"
    folder = tools.package("mjml", unchecked=unchecked).parent
    node = tools.program("node", unchecked=unchecked)
    done = subprocess.run(
        [node, str(Path(__file__).with_name("mjml.cjs")), str(folder), verb],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def rendered() -> dict[str, dict]:
    """What npm's mjml makes of each, and what it finds wrong."""
    return asked("render", json.dumps({name: source(name) for name in NAMES}))


def body(page: str) -> html.HtmlElement:
    return html.document_fromstring(page).find("body")


def text(page: str) -> str:
    """All that is shown, without space, which the two set differently."""
    return re.sub(r"\s+", "", body(page).text_content())


def tables(page: str) -> list[tuple[int, ...]]:
    """Each table's cells by row, in the order of the page."""
    return [
        tuple(len(row.xpath("./td")) for row in table.xpath("./tr|./tbody/tr"))
        for table in body(page).iter("table")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_npm_finds_no_fault_in_our_templates(rendered, name: str):
    """Our own grammar (`digest check`) lets nothing pass that MJML does not know."""
    assert rendered[name]["errors"] == []


@pytest.mark.parametrize("name", NAMES)
def test_npm_renders_the_same_mail(rendered, name: str):
    """Text, links and tables are equal; spaces and how a tag is written are each renderer's own."""
    ours = mjml.to_html(source(name), subject=name)
    theirs = rendered[name]["html"]
    assert text(ours) == text(theirs)
    assert [a.get("href") for a in body(ours).iter("a")] == [a.get("href") for a in body(theirs).iter("a")]
    assert tables(ours) == tables(theirs)


def test_a_difference_would_be_seen():
    """Each comparison tells two mails apart that differ in what it compares."""
    ours = render_mail(issues.shown()[NAMES[0]], folder=None, web_url=issues.WEB).html
    assert text(ours) != text(ours.replace("<h3", "<h3>한 줄 더</h3><h3", 1))
    assert tables(ours) != tables(ours.replace("<tr><td", "<tr><td></td><td"))


KINDS = {
    "unit(px)": "px",
    "unit(px,%)": "px%",
    "unit(px,%){1,4}": "px%4",
    "unit(px,auto)": "pxauto",
    "unit(px,%,auto)": "px%auto",
    "unit(px,%,)": "line",
    "unitWithNegative(px,em)": "signed",
    "color": "colour",
    "integer": "number",
    "boolean": "true|false",
    "string": "text",
}
NARROWER = {("mj-style", "inline"), ("mj-hero", "mode")}
"""Where MJML takes any text, and only some words have a meaning."""


def kind(written: str) -> str:
    """A kind as our grammar writes it, the words of a choice in order."""
    if written.startswith("enum("):
        return "|".join(sorted(word for word in written[5:-1].split(",") if word))
    return "|".join(sorted(KINDS[written].split("|")))


def test_our_grammar_is_that_of_mjml():
    """Each element's attributes, and what they take, are those that npm's mjml checks."""
    theirs = asked("grammar")
    for element, attributes in grammar.ATTRIBUTES.items():
        if element == "mjml":  # npm has no table for it
            continue
        ours = {name: "|".join(sorted(kind.split("|"))) for name, kind in attributes.items()}
        wanted = {name: kind(written) for name, written in theirs[element].items()}
        differing = {name for name in ours | wanted if ours.get(name) != wanted.get(name)}
        assert {(element, name) for name in differing} <= NARROWER, element
