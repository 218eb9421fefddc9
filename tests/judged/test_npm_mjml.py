"""npm's mjml, which MJML is made with, renders from our templates what our renderer does."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import html

from digest.rendering.mail import mail_values, render_mail, template_of
from digest.rendering.templates import Templates
from tests.judged import issues, tools

pytestmark = pytest.mark.slow

NAMES = tuple(issues.shown())


def source(name: str) -> str:
    issue, templates = issues.shown()[name], Templates(None)
    values = mail_values(issue, folder=None, web_url=issues.WEB)
    return templates.render(template_of(templates, issue.genre, "mail.mjml.j2"), **values)


@pytest.fixture(scope="module")
def rendered() -> dict[str, dict]:
    """What npm's mjml makes of each, and what it finds wrong."""
    unchecked = "that another renderer gives the same mail"
    folder = tools.package("mjml", unchecked=unchecked).parent
    node = tools.program("node", unchecked=unchecked)
    done = subprocess.run(
        [node, str(Path(__file__).with_name("mjml.cjs")), str(folder)],
        input=json.dumps({name: source(name) for name in NAMES}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


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
    ours = render_mail(issues.shown()[name], folder=None, web_url=issues.WEB).html
    theirs = rendered[name]["html"]
    assert text(ours) == text(theirs)
    assert [a.get("href") for a in body(ours).iter("a")] == [a.get("href") for a in body(theirs).iter("a")]
    assert tables(ours) == tables(theirs)


def test_a_difference_would_be_seen():
    """Each comparison tells two mails apart that differ in what it compares."""
    ours = render_mail(issues.shown()[NAMES[0]], folder=None, web_url=issues.WEB).html
    assert text(ours) != text(ours.replace("<h3", "<h3>한 줄 더</h3><h3", 1))
    assert tables(ours) != tables(ours.replace("<tr><td", "<tr><td></td><td", 1))
