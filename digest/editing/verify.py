"""Proof that an issue invents nothing: each sentence and headline is found, letter by letter, in the texts it cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.codec import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.model import Issue, Item, Pick

Verdict = Literal["proved", "editor", "wrong", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one sentence or headline; `message` says what is wrong, empty where nothing is."""

    item: str
    text: str
    verdict: Verdict
    message: str = ""


def verify(issue: Issue, texts: Mapping[str, str | None], titles: Mapping[str, str]) -> tuple[Finding, ...]:
    """One finding for each headline and sentence of the issue.

    Args:
        issue: as it stands in issue.json.
        texts: story id → the text frozen when the issue was built; None where it is gone.
        titles: story id → its headline, from the same store.
    """
    return tuple(finding for item in issue.items for finding in _item(item, texts, titles))


def _item(item: Item, texts: Mapping[str, str | None], titles: Mapping[str, str]) -> Iterator[Finding]:
    head = item.headline
    if head.provenance == "editor":
        yield Finding(item=item.id, text=head.text, verdict="editor")
    elif head.story not in titles:
        yield Finding(
            item=item.id, text=head.text, verdict="gone", message=f"story {head.story} is not in the store"
        )
    elif head.text in (titles[head.story], *_first_sentence(texts.get(head.story), head.text)):
        yield Finding(item=item.id, text=head.text, verdict="proved")
    else:
        yield Finding(
            item=item.id,
            text=head.text,
            verdict="wrong",
            message=f'the story is headed "{titles[head.story]}"',
        )
    prints = {reference.story: reference.fingerprint for reference in item.references}
    for pick in item.picks:
        yield _sentence(item, pick, texts, prints)


def _first_sentence(text: str | None, head: str) -> tuple[str, ...]:
    return (head,) if text and head and text.startswith(head) else ()


def _sentence(item: Item, pick: Pick, texts: Mapping[str, str | None], prints: Mapping[str, str]) -> Finding:
    sentence = pick.sentence

    def found(verdict: Verdict, message: str = "") -> Finding:
        return Finding(item=item.id, text=sentence.text, verdict=verdict, message=message)

    if pick.provenance == "editor":
        return found("editor")
    text = texts.get(sentence.story)
    if text is None:
        return found("gone", f"the text of story {sentence.story} is not in the store")
    return found("wrong" if (message := _difference(pick, text, prints)) else "proved", message)


def _difference(pick: Pick, text: str, prints: Mapping[str, str]) -> str:
    """What keeps a pick from being a quotation of this text; empty where nothing does."""
    sentence = pick.sentence
    stands = text[sentence.start : sentence.end]
    if sentence.story not in prints:
        return f"story {sentence.story} is not among the item's references"
    if fingerprint(text) != prints[sentence.story]:
        return f"the text of story {sentence.story} is not the one that was cited"
    if stands != sentence.text:
        return f'at {sentence.start}–{sentence.end} the story says "{stands}"'
    if pick.shown is not None and pick.provenance == "verbatim":
        return "it is shown in other words, yet called verbatim"
    return ""
