"""A mail as mail programs show it: in light and dark, turned over, without its pictures, without its styles."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Literal, get_args

from digest.web.preview.inversion import inverted

Light = Literal["light", "dark", "inverted"]
Shown = Literal["html", "images-off", "stripped", "text"]
LIGHTS: tuple[Light, ...] = get_args(Light)
SHOWN: tuple[Shown, ...] = get_args(Shown)

_TAG = re.compile(r"""<[a-zA-Z][\w:-]*(?:"[^"]*"|'[^']*'|[^'">])*>""")
_STYLE_SHEET = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_DARK = re.compile(r"@media([^{]*?)\(\s*prefers-color-scheme\s*:\s*dark\s*\)", re.IGNORECASE)
_LIGHT = re.compile(r"@media([^{]*?)\(\s*prefers-color-scheme\s*:\s*light\s*\)", re.IGNORECASE)
_SCHEME = re.compile(r"((?<!prefers-)(?:supported-)?color-schemes?\s*:\s*)[a-z ]+", re.IGNORECASE)
_META = re.compile(r'(<meta name="(?:supported-)?color-schemes?" content=")[^"]*', re.IGNORECASE)
_STYLED = re.compile(r"""(\s(?:style|bgcolor|color)=)("[^"]*"|'[^']*')""", re.IGNORECASE)
_STRIPPED = re.compile(r"""\s(?:style|class)=(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_PICTURE = re.compile(r"""\s(?:src|srcset|background)=(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_URL = re.compile(r"""url\((?:"[^"]*"|'[^']*'|[^)]*)\)""", re.IGNORECASE)
_AWAY = re.compile(r"""<a\b(?=(?:"[^"]*"|'[^']*'|[^'">])*\shref=["']https?:)""", re.IGNORECASE)
_PLAIN = {"light": ("#ffffff", "#191815"), "dark": ("#191917", "#f2efe8"), "inverted": ("#121212", "#ede9e3")}


@lru_cache(maxsize=64)
def as_seen(page: str, text: str, *, light: Light, shown: Shown, language: str) -> str:
    """The HTML of a mail (`page`), or of its text part, as a page of its own; links away open elsewhere."""
    if shown == "text":
        return _text(text, light, language)
    found = page
    if shown == "stripped":
        found = _TAG.sub(lambda tag: _STRIPPED.sub("", tag[0]), _STYLE_SHEET.sub("", found))
    if shown == "images-off":
        found = _TAG.sub(lambda tag: _URL.sub("none", _PICTURE.sub("", tag[0])), found)
    found = _lit(found, light)
    if shown == "stripped" and light != "light":
        back, ink = _PLAIN[light]
        rule = f"<style>:root{{color-scheme:dark}}body{{background:{back};color:{ink}}}a{{color:#a9b4ff}}</style></head>"
        found = found.replace("</head>", rule, 1)
    return _AWAY.sub('<a target="_blank" rel="noopener noreferrer"', found)


def _lit(page: str, light: Light) -> str:
    """The page as if the reader's system were light or dark, whatever this one is; or turned over."""
    scheme = "dark" if light == "dark" else "light"
    page = _META.sub(rf"\g<1>{scheme}", page)
    page = _STYLE_SHEET.sub(lambda sheet: sheet[1] + _sheet(sheet[2], light, scheme) + sheet[3], page)
    if light == "inverted":
        page = _TAG.sub(lambda tag: _STYLED.sub(lambda at: at[1] + inverted(at[2]), tag[0]), page)
    return page


def _sheet(css: str, light: Light, scheme: str) -> str:
    # A condition cannot be met by hand in a frame: it is replaced by one that always, or never, holds.
    dark, bright = (
        ("(min-width:0)", "(max-width:0)") if light == "dark" else ("(max-width:0)", "(min-width:0)")
    )
    css = _SCHEME.sub(rf"\g<1>{scheme}", css)
    css = _LIGHT.sub(rf"@media\g<1>{bright}", _DARK.sub(rf"@media\g<1>{dark}", css))
    return inverted(css) if light == "inverted" else css


def _text(text: str, light: Light, language: str) -> str:
    back, ink = _PLAIN[light]
    style = (
        f":root{{color-scheme:{'light' if light == 'light' else 'dark'}}}"
        f"body{{margin:0;background:{back};color:{ink}}}"
        "pre{margin:0;padding:28px 24px 44px;font:14px/1.65 ui-monospace,'Noto Sans Mono CJK KR',D2Coding,Menlo,Consolas,"
        "monospace;white-space:pre-wrap;overflow-wrap:anywhere}"
    )
    return (
        f'<!doctype html><html lang="{html.escape(language)}"><head><meta charset="utf-8"><title>text/plain</title>'
        f"<style>{style}</style></head><body><pre>{html.escape(text)}</pre></body></html>"
    )
