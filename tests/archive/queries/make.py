"""Grow the corpus of invented stories and the queries with their right answers from the marked frames beside this file.

An answer is right because the frame's author marked the word where it stands (`{금리:기준금리}가`), never because a
string was found. Run it to write `corpus.jsonl` and `queries.toml` anew (the same bytes each time); with `--read` it
prints, for each query, the sentences with and without the mark that look alike, for a person to read.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ITEMS = 1000

# (Korean, Latin, concept, whether the Latin name ends in a consonant as Korean reads it)
_COMPANIES = (
    ("삼성전자", "Samsung Electronics", "삼성전자", True),
    ("SK하이닉스", "SK hynix", "skhynix", True),
    ("현대차", "Hyundai", "현대차", False),
    ("LG에너지솔루션", "LG Energy Solution", "LG에너지솔루션", True),
    ("네이버", "NAVER", "네이버", False),
    ("카카오", "Kakao", "카카오", False),
    ("테슬라", "Tesla", "tesla", False),
    ("쿠팡", "Coupang", "쿠팡", True),
    ("도요타", "Toyota", "도요타", False),
    ("폭스바겐", "Volkswagen", "vw", True),
)
_MODELS = (
    ("딥시크", "DeepSeek", "deepseek", False),
    ("오픈AI", "OpenAI", "openai", False),
    ("앤트로픽", "Anthropic", "anthropic", True),
    ("엔비디아", "NVIDIA", "nvidia", False),
    ("구글", "Google", "구글", True),
    ("마이크로소프트", "Microsoft", "마이크로소프트", False),
)
_OTHER_NAMES = (
    ("애플", "Apple"),
    ("틱톡", "TikTok"),
    ("한국은행", "Bank of Korea"),
    ("부산", "Busan"),
    ("서울", "Seoul"),
    ("인도", "India"),
    ("일본", "Japan"),
    ("유럽", "Europe"),
    ("화웨이", "Huawei"),
    ("넷플릭스", "Netflix"),
    ("국제통화기금", "IMF"),
    ("소프트뱅크", "SoftBank"),
)
_PLACES = ("부산", "대구", "광주", "경주", "창원", "평택", "천안", "구미")
_TOWNS = ("강릉", "춘천", "목포", "여수", "남해", "통영", "안동", "순천")
_FAR = ("Lisbon", "Oslo", "Turin", "Ghent", "Porto", "Bergen", "Graz", "Nantes")
_AMOUNTS = (
    ("4000억", "4,000억"),
    ("1200억", "1,200억"),
    ("350억", "350억"),
    ("700억", "700억"),
    ("4000억", "4000억"),
    ("9500억", "9,500억"),
    ("6800억", "6,800억"),
)
_BUCKS = ("$4.2 billion", "$900 million", "$1.5 billion", "$350 million")
_RATES = ("2.5%", "12.5%", "3.4%", "7.2%", "0.5%", "25%", "4%")
_YEARS = ("2026", "2027", "2028", "2029", "2030")
_KEPT = {"P": _PLACES, "P2": _TOWNS, "E": _FAR, "Y": _YEARS}
_PARTICLES = {"은": "은는", "이": "이가", "을": "을를", "이다": ("이다", "다"), "도": "도도"}
_MARK = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")
_SLOT = re.compile(r"<([A-Z]2?)(?::([^<>]+))?>")


class Item(NamedTuple):
    """A story of the corpus, and what it tells of."""

    id: str
    title: str
    sentences: tuple[str, ...]
    language: str
    day: str
    concepts: frozenset[str]
    marked: tuple[str, ...]


def names() -> list[list[str]]:
    """Give the names in both scripts that the publication would have learned, as groups of spellings."""
    return [[k, latin] for k, latin, *_ in (*_COMPANIES, *_MODELS)] + [list(pair) for pair in _OTHER_NAMES]


def _frames(name: str) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    for block in (HERE / name).read_text("utf-8").split("\n== ")[1:]:
        head, *lines = block.strip().split("\n")
        titles = [line[2:] for line in lines if line.startswith("T ")]
        yield head, titles, [line[2:].split(" | ") for line in lines if line.startswith("- ")]


def _final(word: str) -> bool:
    return word[-1] >= "가" and (ord(word[-1]) - 0xAC00) % 28 > 0


class _Filler:
    """Fill the slots of one story's texts; its place, its year and its companies stay the same throughout."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self.language, self.rng = language, rng
        self.kept: dict[str, str] = {}
        self.used: dict[str, list[tuple[str, str, str, bool]]] = {"C": [], "D": []}
        self.turn = {"C": 0, "D": 0}

    def fill(self, text: str) -> str:
        self.turn = {"C": 0, "D": 0}
        return _SLOT.sub(self._slot, text)

    def _slot(self, match: re.Match[str]) -> str:
        kind, particle = match.groups()
        words, closed = self._name(kind) if kind in self.used else self._other(kind)
        return words + (_PARTICLES[particle][0 if closed else 1] if particle else "")

    def _name(self, kind: str) -> tuple[str, bool]:
        """The n-th company of a sentence is the n-th of the story; a Korean text writes it in either script."""
        used = self.used[kind]
        while len(used) <= self.turn[kind]:
            pool = _COMPANIES if kind == "C" else _MODELS
            used.append(self.rng.choice([each for each in pool if each not in used]))
        korean, latin, concept, consonant = used[self.turn[kind]]
        self.turn[kind] += 1
        if self.language == "en" or self.rng.random() < 0.3:
            return f"{{{concept}:{latin}}}", consonant
        return f"{{{concept}:{korean}}}", _final(korean)

    def _other(self, kind: str) -> tuple[str, bool]:
        if kind in _KEPT:
            word = self.kept.setdefault(kind, self.rng.choice(_KEPT[kind]))
            marks = {"P": word, "Y": word if self.language == "ko" or word == "2026" else word + "en"}
            return (f"{{{marks[kind]}:{word}}}" if kind in marks else word), _final(word)
        if kind == "A":
            return "{{{}:{}}}".format(*self.rng.choice(_AMOUNTS)), False
        if kind == "X":
            return f"{{{self.rng.choice(_RATES)}}}", False
        if kind == "B":
            return self.rng.choice(_BUCKS), False
        return str(self.rng.randint(1, 12) if kind == "M" else self.rng.randint(7, 99)), False


def _plain(text: str) -> str:
    return _MARK.sub(lambda match: match[2] or match[1], text)


def _concepts(text: str) -> set[str]:
    return {concept for match in _MARK.finditer(text) for concept in match[1].split("+")}


def items(count: int = ITEMS, seed: int = 8) -> list[Item]:
    """Give the corpus: over a third are stories of the matters asked for, the rest distractors, in an order by chance."""
    rng = random.Random(seed)
    often = max(1, count // ITEMS)
    drafts: list[tuple[str, list[str]]] = []
    for name, language, copies in (("frames_ko.txt", "ko", 6 * often), ("frames_en.txt", "en", 7 * often)):
        for _, titles, pools in _frames(name):
            for copy in range(copies):
                filler = _Filler(language, rng)
                kept = pools if copy % 3 else rng.sample(pools, max(2, len(pools) - 1))
                texts = [
                    titles[copy % len(titles)],
                    *(pool[(copy + rng.randint(0, 1)) % len(pool)] for pool in kept),
                ]
                drafts.append((language, [filler.fill(text) for text in texts]))
    others = [("ko", *frame) for frame in _frames("frames_other.txt")]
    others += [("en", *frame) for frame in _frames("frames_other_en.txt") for _ in range(2)]
    while len(drafts) < count:
        language, _, titles, pools = others[len(drafts) % len(others)]
        filler = _Filler(language, rng)
        texts = [
            rng.choice(titles),
            *(rng.choice(pool) for pool in rng.sample(pools, rng.randint(2, len(pools)))),
        ]
        drafts.append((language, [filler.fill(text) for text in texts]))
    rng.shuffle(drafts)
    start = dt.date(2025, 1, 6)
    made = []
    for number, (language, texts) in enumerate(drafts):
        day = (start + dt.timedelta(days=number * 660 // count)).isoformat()
        title, *sentences = (_plain(text) for text in texts)
        concepts = frozenset(concept for text in texts for concept in _concepts(text))
        made.append(Item(f"s{number:04}", title, tuple(sentences), language, day, concepts, tuple(texts)))
    return made


def queries() -> Iterator[tuple[str, str, str, frozenset[str], frozenset[str]]]:
    """Give the queries: half, kind, what is typed, and the concepts that make an answer right, or neither."""
    seen: dict[str, int] = {}
    for line in (HERE / "queries.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, query, concepts, *either = line.split(" | ")
        seen[kind] = seen.get(kind, 0) + 1
        half = "unseen" if seen[kind] % 2 == 0 else "seen"
        yield half, kind, query, frozenset(concepts.split(",")), frozenset(either)


def main() -> None:
    """Write the corpus and the queries, or print what is to be read."""
    corpus = items()
    if "--read" in sys.argv:
        _read(corpus)
        return
    with (HERE / "corpus.jsonl").open("w", encoding="utf-8") as file:
        for item in corpus:
            keys = {name: getattr(item, name) for name in ("id", "title", "sentences", "language", "day")}
            file.write(json.dumps(keys, ensure_ascii=False) + "\n")
    lines = ["# Made by make.py from queries.txt and the marked frames; do not edit."]
    for half, kind, query, concepts, either in queries():
        wanted = [item.id for item in corpus if concepts <= item.concepts]
        neither = [item.id for item in corpus if item.id not in wanted and either & item.concepts]
        assert wanted, query
        lines += ["", "[[query]]", f"query = {json.dumps(query, ensure_ascii=False)}", f'kind = "{kind}"']
        lines += [f'half = "{half}"', f"wanted = {json.dumps(wanted)}"]
        lines += [f"neither = {json.dumps(neither)}"] if neither else []
    (HERE / "queries.toml").write_text("\n".join(lines) + "\n", "utf-8")
    (HERE / "names.json").write_text(json.dumps(names(), ensure_ascii=False, indent=1) + "\n", "utf-8")


def _read(corpus: list[Item]) -> None:
    everything = sorted({text for item in corpus for text in item.marked})
    for half, kind, query, concepts, _ in queries():
        wanted = sum(concepts <= item.concepts for item in corpus)
        print(f"\n# {kind} {query} ({half}): {wanted} answers")
        forms: set[str] = set()
        for concept in concepts:
            marks = [m for text in everything for m in _MARK.finditer(text) if concept in m[1].split("+")]
            forms |= {match[2] or match[1] for match in marks}
            print("  marked:", ", ".join(sorted({match[2] or match[1] for match in marks})))
        for text in everything:
            bare = _plain(text)
            for form in {each[:2] if kind == "verb" else each for each in forms} | {query}:
                if form.lower() in bare.lower() and not concepts & _concepts(text):
                    print(f"  unmarked {form!r}: {text}")
                    break


if __name__ == "__main__":
    main()
