"""Small round-ups made of stories that are known, each in one of the plain layouts that senders use.

The written documents are rich: ten stories, chapters, advertisements. Many real ones are two short stories below a
title. These are made for training only; what is reached is measured on the written ones.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

from tests.stories.reading import document_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Document

_TOLD = 5
"""Words by which the scorer knows a story's beginning and end."""
_LAYOUTS: dict[str, tuple[str, str, str]] = {
    # file name: headline, line of the body, what stands between stories
    "heading.md": ("## {}", "{}", ""),
    "deep.md": ("### {}", "{}", ""),
    "bold.md": ("**{}**", "{}", ""),
    "list.md": ("## {}", "- {}", ""),
    "square.txt": ("□ {}", "○ {}", ""),
    "block.txt": ("■ {}", "{}", ""),
    "diamond.txt": ("◆ {}", "- {}", ""),
    "arrow.txt": ("▶ {}", "{}", ""),
    "lens.txt": ("【{}】", "{}", ""),
    "angle.txt": ("<{}>", "{}", ""),
    "bare.txt": ("{}", "{}", ""),
    "ruled.txt": ("{}", "{}", "-----"),
    "number.txt": ("{n}. {}", "{}", ""),
    "number.md": ("## {n}. {}", "{}", ""),
    "heading.html": ("<h2>{}</h2>", "<p>{}</p>", ""),
    "bold.html": ("<p><b>{}</b></p>", "<p>{}</p>", ""),
    "runin.html": ("<p><b>{}</b> ", "{}</p>", ""),
    "ruled.html": ("<h3>{}</h3>", "<p>{}</p>", "<hr>"),
    "linked.html": ('<h3><a href="https://c.example/{n}">{}</a></h3>', "<p>{}</p>", ""),
    "chaptered.md": ("### {}", "{}", ""),
    "chaptered.txt": ("{n}. {}", "{}", ""),
    "chaptered-bare.txt": ("{}", "{}", ""),
}
_CHAPTERS = {"chaptered.md": "## {}", "chaptered.txt": "【{}】", "chaptered-bare.txt": "■ {}"}
_NAMES = {
    True: ("정책", "산업", "연구", "지역", "사람"),
    False: ("Policy", "Industry", "Research", "People", "In brief"),
}
_MIXED, _SHORT = 0.2, 0.4
"""How many have stories in both languages, and how many a paragraph for each sentence."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z가-힣“])")
_ALIKE = 0.3
"""How many of them tell much the same in each story, as releases of one office do."""
_TITLES = {
    True: ("이번 주 소식", "주간 소식지", "{}월 소식", "오늘의 브리핑", ""),
    False: ("This week", "Weekly notes", "The brief, no. {}", "News in short", ""),
}
_OPEN = {
    True: ("안녕하세요. 이번 주 소식을 전합니다.", "한 주 동안 있었던 일을 모았습니다.", ""),
    False: ("Hello, and welcome to this week's letter.", "Here is what happened this week.", ""),
}
_CLOSE = {
    True: ("수신거부", "다음 주에 또 만나요.", "문의: letter@example.org", ""),
    False: ("Unsubscribe", "See you next week.", "You receive this letter because you signed up.", ""),
}


def made(golds: Sequence[dict[str, Any]], count: int, seed: str) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Documents with their gold answers, of the stories of a set's.

    Args:
        golds: the set's gold answers.
        count: how many to make.
        seed: the set's name; the same one makes the same documents.
    """
    choose = random.Random(seed)
    for number in range(count):
        korean = bool(number % 2)
        both = choose.random() < _MIXED
        stories = [
            story
            for gold in golds
            if len(gold["stories"]) > 1
            for story in gold["stories"]
            if (both or ("가" <= max(story["title"], default="") <= "힣") == korean) and _fit(story)
        ]
        size = choose.choice((2, 2, 3, 4, 5))
        if len(stories) >= size:
            yield _document(choose.sample(stories, size), korean=korean, choose=choose)


def _fit(story: dict[str, Any]) -> bool:
    lines = story["text"].split("\n")
    return len(lines[0].split()) > 2 * _TOLD and "<" not in story["text"] and len(story["title"]) > _TOLD


def _document(
    chosen: Sequence[dict[str, Any]], *, korean: bool, choose: random.Random
) -> tuple[Document, dict[str, Any]]:
    name = choose.choice(sorted(_LAYOUTS))
    head, body, rule = _LAYOUTS[name]
    page = name.endswith(".html")
    title, opening, closing = (
        choose.choice(parts[korean]).format(choose.randrange(1, 12)) for parts in (_TITLES, _OPEN, _CLOSE)
    )
    pool = [line for story in chosen for line in story["text"].split("\n")[:1]][:3]
    alike, short = choose.random() < _ALIKE, choose.random() < _SHORT
    names = list(_NAMES[korean])
    out: list[str] = []
    if title:
        out.append(f"<h1>{title}</h1>" if page else f"# {title}" if name.endswith(".md") else title)
    around = [text for text in (opening, closing) if text]
    if opening:
        out.append(f"<p>{opening}</p>" if page else opening)
    stories = []
    for number, story in enumerate(chosen, 1):
        size = choose.randrange(1, 5)
        lines = choose.sample(pool, min(size, len(pool))) if alike else story["text"].split("\n")[:size]
        if short:
            lines = [line for line in _SENTENCE.split(" ".join(lines)) if len(line.split()) > _TOLD][
                :size
            ] or lines
        if name in _CHAPTERS and (number == 1 or (number % 2 and names)):
            out.append(_CHAPTERS[name].format(names.pop(0)))
        if rule and number > 1:
            out.append(rule)
        shown = head.format(story["title"], n=number)
        told = [body.format(line) for line in lines]
        out += [shown + told[0], *told[1:]] if name == "runin.html" else [shown, *told]
        words = (lines[0].split(), lines[-1].split())
        stories.append(
            {
                "title": story["title"],
                "text": "\n".join(lines),
                "first_words": " ".join(words[0][:_TOLD]),
                "last_words": " ".join(words[1][-_TOLD:]),
            }
        )
    if closing:
        out.append(f"<p>{closing}</p>" if page else closing)
    gold = {"stories": stories, "not_stories": [{"kind": "furniture", "text": text} for text in around]}
    return document_from("\n\n".join(out), name=name), gold
