"""What a page says of itself: title, author, date, site, address, language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from digest.model import Language, Precision
from digest.sources.formats import byline
from digest.sources.formats.moments import moment
from digest.stories.clean import tidy
from digest.stories.identity import normalise
from digest.stories.links import canonical

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from selectolax.lexbor import LexborHTMLParser

TITLES = ("og:title", "twitter:title", "dc.title", "title")
AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author", "dable:author")
DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "og:regdate",
    "publish-date",
    "article:created",
)
SITES = ("og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone")
SECTIONS = ("article:section", "og:article:section", "parsely-section", "dable:category", "section")
ARTICLE_TYPES = ("Article", "Posting", "Report", "WebPage")
LARGEST_JSON = 500_000
DEEPEST_JSON = 4
HOME_SLASHES = 3
FOLDERS = re.compile(r"/((?:19|20)\d\d)/([01]\d)/([0-3]\d)(?:/|$)")
SHORTEST_TITLE = 8
SITE = re.compile(r"\s*(?:\s[-–—:·<>]\s|[|｜«»])\s*.{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The metadata of a page, empty or None where it says nothing; `signed` is the site or role given as author."""

    title: str = ""
    author: str = ""
    signed: str = ""
    outlet: str = ""
    url: str = ""
    base: str = ""
    category: str = ""
    language: Language | None = None
    published: datetime | None = None
    precision: Precision = field(default="time")


def read_head(tree: LexborHTMLParser, *, url: str, zone: ZoneInfo) -> Head:
    """The metadata of a parsed page that stood at `url`; dates without a zone are in `zone`."""
    meta = _meta(tree)
    linked = _linked_data(tree)
    outlet = _first(meta, SITES) or _name(linked.get("publisher"))
    base_node = tree.css_first("base[href]")
    base = canonical((base_node.attributes.get("href") if base_node else "") or "", url) or url
    address = _address(tree, meta, base)
    dated = _date(tree, meta, linked, zone) or _in_address(address or url, zone)
    author, signed = _authors(tree, meta, linked, outlet)
    return Head(
        title=_title(tree, meta, linked, outlet),
        author=author,
        signed=signed,
        outlet=outlet or _site_in_title(tree),
        url=address,
        base=base or address,
        category=unescape(_first(meta, SECTIONS) or _section(linked)),
        language=_language(tree, meta),
        published=dated[0] if dated else None,
        precision=dated[1] if dated else "time",
    )


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        for key in ("property", "name", "itemprop"):
            name, content = (attributes.get(key) or "").strip().lower(), attributes.get("content") or ""
            if name and content.strip():
                found.setdefault(name, tidy(content))
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if meta.get(name)), "")


def _linked_data(tree: LexborHTMLParser) -> dict[str, Any]:
    """The first JSON-LD object that describes an article; empty where there is none or it is not JSON."""
    for node in tree.css('script[type="application/ld+json"]'):
        text = node.text(deep=True) or ""
        if len(text) > LARGEST_JSON:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        found = _article(value, DEEPEST_JSON)
        if found:
            return found
    return {}


def _article(value: Any, depth: int) -> dict[str, Any]:
    if isinstance(value, list) and depth:
        return next((found for part in value if (found := _article(part, depth - 1))), {})
    if not isinstance(value, dict):
        return {}
    if str(value.get("@type", "")).strip("[]'\" ").endswith(ARTICLE_TYPES) and "datePublished" in value:
        return value
    return _article(value.get("@graph"), depth)


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(name for part in value[:5] if (name := _name(part)))
    if isinstance(value, dict):
        return _name(value.get("name"))
    return tidy(value) if isinstance(value, str) else ""


def _section(linked: dict[str, Any]) -> str:
    """The section that an article's JSON-LD names, the first of several."""
    told = linked.get("articleSection")
    return _name(told[0] if isinstance(told, list) and told else told)


def _title(tree: LexborHTMLParser, meta: dict[str, str], linked: dict[str, Any], outlet: str) -> str:
    node = tree.css_first("head > title") or tree.css_first("title")
    title = (
        _first(meta, TITLES) or _name(linked.get("headline")) or (tidy(node.text(deep=True)) if node else "")
    )
    if not title:
        heading = tree.css_first("h1")
        return tidy(heading.text(deep=True)) if heading else ""
    same = _same_heading(tree, title)
    if same:
        return same
    if outlet:
        return re.sub(rf"\s+[-–—|:·<]\s+{re.escape(outlet)}$", "", title) or title
    return title


def _site_in_title(tree: LexborHTMLParser) -> str:
    """The site's name where the page's title is its heading and, after a dash or bar, that name; else empty."""
    node = tree.css_first("head > title")
    title = tidy(node.text(deep=True)) if node else ""
    told = _same_heading(tree, title)
    return re.split(r"\s[-–—:·<>]\s|[|｜«»]", title[len(told) :])[-1].strip() if told else ""


def _same_heading(tree: LexborHTMLParser, title: str) -> str:
    """The page's heading where the title is that heading and, after a dash or bar, the site's name."""
    for node in tree.css("h1, h2, h3")[:12]:
        told = tidy(node.text(deep=True, separator=" "))
        if len(told) >= SHORTEST_TITLE and title.startswith(told) and SITE.fullmatch(title[len(told) :]):
            return told
    return ""


def _authors(
    tree: LexborHTMLParser, meta: dict[str, str], linked: dict[str, Any], outlet: str
) -> tuple[str, str]:
    """The author that a page declares or shows, and, where it names only itself or a role, that name."""
    told = [*(meta[name] for name in AUTHORS if meta.get(name)), _name(linked.get("author"))]
    named = [byline.cleaned(unescape(name)) for name in told if not name.startswith(("http:", "https:"))]
    person = next(
        (name for name in named if byline.is_name(name) and normalise(name) != normalise(outlet)), ""
    )
    return person or byline.author(tree), next(filter(None, named), "")


def _date(
    tree: LexborHTMLParser, meta: dict[str, str], linked: dict[str, Any], zone: ZoneInfo
) -> tuple[datetime, Precision] | None:
    told = [meta[name] for name in DATES if name in meta] + [str(linked.get("datePublished") or "")]
    return next((found for text in (*told, *byline.dates(tree)) if (found := moment(text, zone))), None)


def _in_address(url: str, zone: ZoneInfo) -> tuple[datetime, Precision] | None:
    """The day that an address holds as its folders (`/2025/01/13/`)."""
    match = FOLDERS.search(url)
    return moment("-".join(match.groups()), zone) if match else None


def _address(tree: LexborHTMLParser, meta: dict[str, str], base: str) -> str:
    node = tree.css_first('link[rel="canonical"][href]')
    own = (node.attributes.get("href") if node else "") or meta.get("og:url", "")
    found = canonical(own, base)
    return (
        "" if found.count("/") == HOME_SLASHES and found.endswith("/") else found
    )  # a whole site under one name


def _language(tree: LexborHTMLParser, meta: dict[str, str]) -> Language | None:
    node = tree.css_first("html[lang]")
    told = (node.attributes.get("lang") if node else "") or meta.get("og:locale", "")
    return language(told)


def language(code: str) -> Language | None:
    """The language that a code (`ko-KR`, `en_US`) names; None where it names none of ours."""
    main = re.split(r"[-_]", code.strip().lower())[0]
    return "ko" if main in ("ko", "kor") else "en" if main in ("en", "eng") else None
