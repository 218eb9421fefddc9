"""HTML or MJML as it stands, element by element, each with the line it begins on: for those who judge it."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = "area base br col embed hr img input link meta source track wbr"
VOID = frozenset(_VOID.split())
HIDDEN = frozenset(("style", "script", "mj-style", "mj-attributes"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An element: its attributes as written, the text inside it and the alternative texts of pictures there."""

    tag: str
    attributes: dict[str, str]
    line: int
    text: str

    def get(self, name: str) -> str:
        """An attribute, without space around it; empty where it has none."""
        return self.attributes.get(name, "").strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A run of text that a reader sees, and the line that it begins on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A source taken apart; `styles` are the contents of its style sheets."""

    elements: tuple[Element, ...]
    texts: tuple[Text, ...]
    styles: tuple[Text, ...]

    @property
    def shown(self) -> str:
        """All the text that a reader sees."""
        return " ".join(run.text for run in self.texts)

    def named(self, *tags: str) -> tuple[Element, ...]:
        """The elements of these names, in their order."""
        return tuple(element for element in self.elements if element.tag in tags)


def read(source: str) -> Page:
    """Take a source apart; what is not well formed is read as far as it goes."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.page()


class _Open:
    """An element that has begun."""

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.said: list[str] = []

    def element(self) -> Element:
        text = " ".join(" ".join(self.said).split())
        return Element(tag=self.tag, attributes=self.attributes, line=self.line, text=text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._every: list[_Open] = []
        self._open: list[_Open] = []
        self._texts: list[Text] = []
        self._styles: list[Text] = []

    def page(self) -> Page:
        return Page(
            elements=tuple(one.element() for one in self._every),
            texts=tuple(self._texts),
            styles=tuple(self._styles),
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = self._begin(tag, attrs)
        if tag not in VOID:
            self._open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        run = Text(text=data, line=self.getpos()[0])
        if any(one.tag in HIDDEN for one in self._open):
            self._styles.append(run)
            return
        self._texts.append(run)
        self._say(data)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> _Open:
        one = _Open(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        self._every.append(one)
        self._say(one.attributes.get("alt", "") or one.attributes.get("aria-label", ""))
        return one

    def _say(self, text: str) -> None:
        if text:
            for one in self._open:
                one.said.append(text)
