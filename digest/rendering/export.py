"""Rendition → what another mail service sends: its merge tags in place of our marks, and none of them from a source.

What each service wants, and where that is written: docs/decisions/0034-export.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Literal

from digest.rendering import marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Rendition
    from digest.rendering.strings import Strings

Target = Literal["stibee", "mailchimp", "html"]
_JOINER = "\N{WORD JOINER}"
_ADDRESSES = re.compile(r'(?P<name>\b(?:href|src)=")(?P<value>[^"]*)')
_TAGS = re.compile(r"(<[^>]*>)")
_UNSUBSCRIBE = re.compile(rf'<a\b[^>]*\bhref="{re.escape(marks.UNSUBSCRIBE)}"[^>]*>.*?</a>', re.DOTALL)
_BODY = re.compile(r"<body(?P<attributes>[^>]*)>(?P<inside>.*)</body>", re.DOTALL)
_PREVIEW = re.compile(r'^\s*<div style="display:none[^>]*>.*?</div>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a service fills in; empty where it has nothing for it.

    `brackets` are what its tags begin and end with; `if_name` what encloses words for those alone whose name it knows: where
    it has no such thing, nobody is greeted by name. `address` is the sender's, `address_text` that of the text part.
    """

    unsubscribe: str
    web: str
    name: str
    brackets: tuple[str, str]
    preferences: str = ""
    if_name: tuple[str, str] = ("", "")
    address: str = ""
    address_text: str = ""
    whole: bool = True


SERVICES: dict[Target, Service | None] = {
    "stibee": Service(
        unsubscribe="$%unsubscribe%$",
        web="$%permalink%$",
        name="$%name%$",
        brackets=("$%", "%$"),
        whole=False,
    ),
    "mailchimp": Service(
        unsubscribe="*|UNSUB|*",
        web="*|ARCHIVE|*",
        name="*|FNAME|*",
        brackets=("*|", "|*"),
        preferences="*|UPDATE_PROFILE|*",
        if_name=("*|IF:FNAME|*", "*|END:IF|*"),
        address="*|HTML:LIST_ADDRESS_HTML|*",
        address_text="*|LIST:ADDRESS|*",
    ),
    "html": None,
}


def export(rendition: Rendition, target: Target, *, web_url: str, words: Strings) -> Rendition:
    """The rendition as a service takes it; none of our marks is left.

    Args:
        rendition: as it was made for our own sending.
        target: the service; `html` is nobody's: the link to unsubscribe goes.
        web_url: the address of the issue's web page that stands in the rendition; empty where there is none.
        words: those of the rendition's language.
    """
    service = SERVICES[target]
    if service is None:
        return _bare(rendition)
    safe = _disarmed(rendition, service)
    html = _filled(_with_web(safe.html, web_url, service, words), service)
    text = _filled(_with_web_line(safe.text, web_url, service, words), service)
    if service.address:
        html = html.replace("</body>", f"{_paragraph(service.address)}</body>")
        text = f"{text.rstrip()}\n{service.address_text}\n"
    return replace(safe, html=html if service.whole else _inside(html, safe.preheader), text=text)


def _bare(rendition: Rendition) -> Rendition:
    html, text = (
        marks.settled(part, name=False, preferences=False, unsubscribe=False)
        for part in (rendition.html, rendition.text)
    )
    html = _UNSUBSCRIBE.sub("", html)
    text = "\n".join(line for line in text.split("\n") if marks.UNSUBSCRIBE not in line)
    return replace(
        rendition, html=marks.filled(html, unsubscribe=""), text=marks.filled(text, unsubscribe="")
    )


def _disarmed(rendition: Rendition, service: Service) -> Rendition:
    """The rendition with every bracket of the service's tags broken: so far, each comes from a source or a template."""

    def plain(text: str) -> str:
        for bracket in service.brackets:
            text = text.replace(bracket, f"{bracket[0]}{_JOINER}{bracket[1]}")
        return text

    def address(text: str) -> str:
        for bracket in service.brackets:
            first = bracket[0] if bracket[0] == "%" else f"%{ord(bracket[0]):02X}"
            second = bracket[1] if bracket[1] == "%" else f"%{ord(bracket[1]):02X}"
            text = text.replace(bracket, first + second)
        return text

    return replace(
        rendition,
        subject=plain(rendition.subject),
        preheader=plain(rendition.preheader),
        html="".join(_parts(rendition.html, plain, address)),
        text=re.sub(
            r"\S+", lambda word: (address if "://" in word.group() else plain)(word.group()), rendition.text
        ),
    )


def _parts(html: str, plain: Callable[[str], str], address: Callable[[str], str]) -> list[str]:
    """The parts of a page: in addresses what is not letters is written in percent, so that they still lead there."""
    return [
        _ADDRESSES.sub(lambda found: found["name"] + address(found["value"]), plain_tag(part, plain))
        if part.startswith("<")
        else plain(part)
        for part in _TAGS.split(html)
    ]


def plain_tag(tag: str, plain: Callable[[str], str]) -> str:
    """A tag whose attributes that are no addresses are made plain."""
    held = [found.span("value") for found in _ADDRESSES.finditer(tag)]
    made, last = [], 0
    for start, end in held:
        made += [plain(tag[last:start]), tag[start:end]]
        last = end
    return "".join([*made, plain(tag[last:])])


def _with_web(html: str, web_url: str, service: Service, words: Strings) -> str:
    """The page with the service's web view: in place of the link to ours, or over the page where there is none."""
    ours = f'href="{escape(web_url)}"'
    if web_url and ours in html:
        return html.replace(ours, f'href="{service.web}"')
    link = f'<a href="{service.web}" style="color:inherit;text-decoration:underline">{escape(words("view_on_web"))}</a>'
    return re.sub(
        r"(<body[^>]*>\s*<div style=\"display:none.*?</div>)",
        lambda found: found[0] + _paragraph(link),
        html,
        count=1,
        flags=re.DOTALL,
    )


def _with_web_line(text: str, web_url: str, service: Service, words: Strings) -> str:
    if web_url and re.search(rf"{re.escape(web_url)}(?=\s)", text):
        return re.sub(rf"{re.escape(web_url)}(?=\s)", lambda _: service.web, text, count=1)
    return f"{words('view_on_web')}: {service.web}\n\n{text}"


def _filled(text: str, service: Service) -> str:
    def block(condition: str, inside: str) -> str:
        if condition == marks.IF_NAME:
            before, after = service.if_name
            return f"{before}{inside}{after}" if before else ""
        return inside if condition == marks.IF_UNSUBSCRIBE or service.preferences else ""

    text = marks.replaced(text, block)
    return (
        text.replace(marks.UNSUBSCRIBE, service.unsubscribe)
        .replace(marks.PREFERENCES, service.preferences)
        .replace(marks.NAME, service.name)
    )


def _paragraph(inside: str) -> str:
    return f'<div class="k3" style="padding:12px;text-align:center;font-family:sans-serif;font-size:13px;line-height:20px;color:#67635A">{inside}</div>'


def _inside(html: str, preheader: str) -> str:
    """What stands in the body, for services that take no whole page: neither head nor styles nor `<body>` itself.

    The preheader stands in the table that Stibee's editor wants for it.
    """
    found = _BODY.search(html)
    inside = _PREVIEW.sub("", found["inside"] if found else html)
    style = re.search(r'style="[^"]*"', found["attributes"]) if found else None
    preview = (
        '<table id="$stb-htmlv3$" style="display:none;visibility:hidden;height:0;max-height:0;overflow:hidden;'
        f'font-size:0;line-height:0"><tr><td>{escape(preheader)}</td></tr></table>'
    )
    return f"{preview}<div {style.group() if style else ''}>{inside}</div>\n"
