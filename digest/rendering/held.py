"""Holding parsed MJML to its grammar: every fault, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.rendering import grammar, values

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = 40
"""Characters of a text that a fault quotes."""


def faults(root: Any) -> Iterator[tuple[int, str]]:
    """(line, what is wrong) of each fault of an element tree, in the order of the source."""
    waiting: list[tuple[Any, str]] = [(root, "")]
    while waiting:
        element, parent = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        tag, line = element.tag, element.sourceline or 1
        if tag.startswith("mj"):
            yield from _element(element, tag, parent, line)
        elif parent not in grammar.ENDING and parent.startswith("mj"):
            yield line, f"<{tag}> cannot stand in <{parent}>: put it into <mj-text> or <mj-raw>"
        elif not parent:
            yield line, f"<{tag}> where <mjml> is expected"
        if tag in grammar.PARENTS and tag not in grammar.ENDING:
            yield from _stray_text(element, tag)
        if tag not in grammar.ENDING and tag.startswith("mj"):
            waiting.extend((child, tag) for child in reversed(element))
        else:
            yield from _inside(element)


def _element(element: Any, tag: str, parent: str, line: int) -> Iterator[tuple[int, str]]:
    if tag not in grammar.PARENTS:
        yield line, f"unknown element <{tag}>"
        return
    if parent not in (*grammar.PARENTS[tag], "mj-attributes") and (parent or tag != "mjml"):
        yield line, f"<{tag}> cannot stand in <{parent}>, only in {_named(grammar.PARENTS[tag])}"
    yield from ((line, told) for told in _attributes(element, tag, parent))


def _attributes(element: Any, tag: str, parent: str) -> Iterator[str]:
    known = _known(tag)
    for name, value in element.attrib.items():
        if name not in known:
            yield f'<{tag}> has no attribute "{name}"'
            continue
        wanted = values.fault(known[name], value)
        if wanted:
            yield f'{name}="{value}" of <{tag}> is not {wanted}'
    if parent != "mj-attributes":
        for name in grammar.REQUIRED.get(tag, ()):
            if name not in element.attrib or (name != "alt" and not element.get(name)):
                yield f"<{tag}> lacks {name}"


def _known(tag: str) -> dict[str, str]:
    """The attributes of an element; a class and `mj-all` set those of any."""
    if tag in ("mj-all", "mj-class"):
        every = {name: kind for known in grammar.ATTRIBUTES.values() for name, kind in known.items()}
        return {**every, "name": "text", "align": "left|right|center|justify"}
    return {**grammar.ATTRIBUTES[tag], **grammar.EVERYWHERE}


def _stray_text(element: Any, tag: str) -> Iterator[tuple[int, str]]:
    """Text where only elements stand: it is dropped in silence."""
    places = [
        (element.sourceline or 1, element.text),
        *((child.sourceline or 1, child.tail) for child in element),
    ]
    for line, text in places:
        if text and text.strip():
            shown = " ".join(text.split())[:SHOWN]
            at = line + text.count("\n", 0, len(text) - len(text.lstrip()))
            yield at, f'the text "{shown}" directly in <{tag}> is not shown: put it into <mj-text>'


def _inside(element: Any) -> Iterator[tuple[int, str]]:
    """MJML elements where HTML stands as it is: they are printed as they are."""
    for inner in element.iterdescendants():
        if isinstance(inner.tag, str) and inner.tag.startswith("mj"):
            yield (
                inner.sourceline or 1,
                f"<{inner.tag}> cannot stand in <{element.tag}>: it is not rendered there",
            )


def _named(parents: tuple[str, ...]) -> str:
    return " or ".join(f"<{parent}>" for parent in parents)
