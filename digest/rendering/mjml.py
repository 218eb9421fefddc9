"""MJML → HTML for mail.

The engine behind it tells no place in its errors, prints elements that it does not know and can be taken down by
depth alone; so the source is parsed and checked here first, and faults name the template's file and line. What gets
through works in a process of its own (`engine`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from digest.errors import ResultError
from digest.rendering import held
from digest.rendering.engine import ENGINE
from digest.rendering.grammar import PARENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.rendering.templates import Place, Templates

MAX_DEPTH = 60
_REFERENCE = re.compile(r"&#(160|8[0-9]{3}|847);")
_WHITE = "color:#ffffff;"  # the engine's own: no token of ours is written so
TOO_DEEP = f"more than {MAX_DEPTH} elements inside each other"
_LINES = re.compile(
    r"(?:,| (?=line)) ?line \d+(?:, column \d+)?"
)  # of what was rendered: nobody has that file


def render(templates: Templates, name: str, /, **values: object) -> str:
    """The HTML of a mail whose MJML a template gives.

    Raises:
        ResultError: the MJML is not well formed or holds what the renderer does not know; names file and line.
    """
    source = templates.render(name, **values)
    if _fault(source):
        traced, places = templates.traced(name, **values)
        line, message = _fault(traced) or _fault(source) or (1, "not MJML")
        raise ResultError(str(_at(places, line)), f"not MJML ({message})", "mend the template")
    issue = getattr(values.get("issue"), "id", "")
    return to_html(source, subject=f"templates/{name}" + (f" (issue {issue})" if issue else ""))


def to_html(source: str, *, subject: str) -> str:
    """The HTML of well-formed MJML; no web font is asked for.

    Spaces stand in it as the characters that they are, and the hidden preview is not white on white: filters take both
    for what spam hides its words with, and the first is shorter.

    Raises:
        ResultError: the engine refuses it or dies of it.
    """
    html = ENGINE.html(source, subject=subject)
    html = _REFERENCE.sub(lambda found: chr(int(found[1])), html)
    return html.replace(_WHITE, "", 1)


def faults(source: str) -> tuple[tuple[int, str], ...]:
    """Every fault of a source as (line, what is wrong): of its form or, where that is right, against MJML's grammar."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(source.encode(), parser)
    found = [(error.line, _plain(error.message)) for error in parser.error_log]
    if found or root is None:
        return tuple(dict.fromkeys(found or [(1, "there is no MJML")]))
    return tuple(dict.fromkeys(held.faults(root)))


def _plain(message: str) -> str:
    """What the parser says of a source, as one who writes templates would say it."""
    if "AttValue" in message:
        return f"an attribute's value stands without quotation marks ({message})"
    if "EntityRef" in message:
        return f"a bare & stands there: write &amp; ({message})"
    return message


def _fault(source: str) -> tuple[int, str] | None:
    """The first fault of a source as (line, message), or None."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        told = _LINES.sub("", error.msg or "not well formed")
        return error.lineno or 1, TOO_DEEP if told.startswith("Excessive depth") else told
    return _unknown(root)


def _unknown(root: Any) -> tuple[int, str] | None:
    waiting: list[tuple[Any, str, int]] = [(root, "", 0)]
    while waiting:
        element, parent, depth = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        tag, line = element.tag, element.sourceline or 1
        if depth > MAX_DEPTH:
            return line, TOO_DEEP
        if tag.startswith("mj"):
            if tag not in PARENTS:
                return line, f"unknown element <{tag}>"
            if parent not in (*PARENTS[tag], "mj-attributes") and (parent or tag != "mjml"):
                return line, f"<{tag}> cannot stand in <{parent}>"
            if tag == "mjml" and not element.get("lang"):
                return line, "<mjml> has no lang"
        elif not parent:
            return line, f"<{tag}> where <mjml> is expected"
        waiting.extend((child, tag, depth + 1) for child in reversed(element))
    return None


def _at(places: Sequence[Place], line: int) -> Place:
    return places[min(line, len(places)) - 1]
