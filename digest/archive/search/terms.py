"""Text → terms of the index: what a reader may look for, in the form in which the text writes it.

Korean: nouns, what stands together as one word and each stretch of it (AI반도체, 기준금리), nouns with their suffix, verbs as
stem + 다, the parts of long nouns (삼성전자: 삼성, 전자). English: Snowball stems. Both: Latin words, numbers with their unit.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.archive.search.folding import LATIN, bare, fold, numbers, parts
from digest.language import english, korean
from digest.language.data import word_list
from digest.language.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.language.korean import Morpheme
    from digest.model import Language

RULES = "2"
"""Raised whenever the rules of this module or of `folding` change what they answer."""
LONGEST = 4
"""Pieces of a stretch inside a word that is a term of its own."""
_SHORT = 3
_TAILS = frozenset("액안사항료율률권비세법금자인국실부서업점역시도군구산장소가단청망값편객난집관기생력선품학")
"""What is taken off a noun of three syllables: 수출액, 예산안, 부산항."""
_CONTENT = frozenset({"NNG", "NNP", "NNB", "NR", "SL", "SH", "SN", "XR", "XPN", "XSN", "MM"})
_ALONE = frozenset({"NNG", "NNP", "NR", "SH", "XR", "X"})
_FINALS = frozenset({4, 8, 16, 17, 20})  # ㄴ ㄹ ㅁ ㅂ ㅆ
_PLAIN = re.compile(r"[a-zÀ-ɏ]{2,}")


@dataclass(slots=True)
class Terms:
    """What a text gives: how often each term, joined neighbours that may be one word elsewhere, and verbs as written."""

    counts: Counter[str] = field(default_factory=Counter)
    joins: set[str] = field(default_factory=set)
    verbs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A content morpheme as the text writes it, at its place in the folded text."""

    form: str
    tag: str
    start: int
    end: int


def version() -> str:
    """Everything that determines the terms of a text."""
    return f"{RULES}; {korean.version_of_analyser()}; {english.version_of_analyser()}"


def stop_words() -> frozenset[str]:
    """English words that are no terms, as `web/words.js` needs them."""
    return word_list("en-stop-words.txt")


def analyse(texts: Sequence[str], languages: Sequence[Language]) -> list[Terms]:
    """The terms of each text."""
    folded = [fold(text) for text in texts]
    found = [Terms() for _ in texts]
    places = [place for place, language in enumerate(languages) if language == "ko"]
    cut = [(place, piece.shown) for place in places for piece in pieces(folded[place])]
    analysed = korean.morphemes([shown for _, shown in cut])
    runs = [_runs(shown, morphemes) for (_, shown), morphemes in zip(cut, analysed, strict=True)]
    _one_word(runs)
    inner = _inner({piece for told in runs for run in told for piece in run})
    for (place, shown), morphemes, told in zip(cut, analysed, runs, strict=True):
        _korean(found[place], shown, told, inner)
        _verbs(found[place], shown, morphemes)
    for place, text in enumerate(folded):
        _latin(found[place], text)
        for value, unit, _, _ in numbers(text.lower()):
            found[place].counts.update({value, value + unit})
    return found


def _runs(text: str, morphemes: Sequence[Morpheme]) -> list[list[_Piece]]:
    """The stretches of content morphemes that stand together, Latin words whole."""
    latin = {
        place: found for found in LATIN.finditer(text) if _letters(found[0]) for place in range(*found.span())
    }
    runs: list[list[_Piece]] = []
    done = 0
    for one in sorted(morphemes, key=lambda one: one.start):
        if one.start < done or one.end <= one.start:
            continue
        whole = latin.get(one.start)
        if whole:
            piece = _Piece(bare(whole[0]), "SL", *whole.span())
        elif one.kind in _CONTENT:
            piece = _Piece(text[one.start : one.end].lower(), one.kind, one.start, one.end)
        else:
            continue
        if runs and runs[-1][-1].end == piece.start:
            runs[-1].append(piece)
        else:
            runs.append([piece])
        done = piece.end
    return runs


def _one_word(runs: Sequence[Sequence[list[_Piece]]]) -> None:
    """Join what the analyser parts in a sentence, but not where it stands alone: 대구경 is no 경 of 대구.

    Where a syllable could as well belong to the noun before it as to the one behind, neither is taken out (책임금).
    """
    places = [
        (run, place)
        for told in runs
        for run in told
        for place in range(len(run) - 1)
        if {run[place].tag, run[place + 1].tag} <= {"NNG", "NNP"}
        and len(run[place].form) + len(run[place + 1].form) == _SHORT
    ]
    forms = sorted({_form(run, place) for run, place in places})
    heads = sorted({form[:2] for form in forms})
    alone = {form for form, cut in zip(forms, korean.morphemes(forms), strict=True) if len(cut) == 1}
    nouns = {
        form
        for form, cut in zip(heads, korean.morphemes(heads), strict=True)
        if [one.tag for one in cut] == ["NNG"]
    }
    for run, place in reversed(places):
        if place + 1 < len(run):
            form, first, last = _form(run, place), run[place], run[place + 1]
            if form in alone:
                run[place : place + 2] = [_Piece(form, "NNG", first.start, last.end)]
            elif len(first.form) == 1 and form[:2] in nouns:
                run[place : place + 2] = [_Piece(form, "X", first.start, last.end)]


def _form(run: Sequence[_Piece], place: int) -> str:
    return run[place].form + run[place + 1].form


def _letters(word: str) -> bool:
    return any(sign.isalpha() for sign in word)


def _korean(
    into: Terms, text: str, runs: Sequence[Sequence[_Piece]], inner: Mapping[str, Sequence[str]]
) -> None:
    for run in runs:
        terms = {form for piece in run for form in inner.get(piece.form, ())}
        terms |= {
            piece.form
            for piece in run
            if piece.tag in _ALONE or (piece.tag == "NNB" and len(piece.form) > 1)  # 달러
        }
        terms.update(_stretches(run), _heads(run, inner))
        into.counts.update(terms)
        into.counts.update(_counted(run, text))
    for before, after in pairwise(runs):
        if text[before[-1].end : after[0].start].isspace():
            into.joins.update(
                left + right for left in _ends(before, last=True) for right in _ends(after, last=False)
            )
    for one, two, three in zip(runs, runs[1:], runs[2:], strict=False):
        if text[one[-1].end : two[0].start].isspace() and text[two[-1].end : three[0].start].isspace():
            into.joins.add("".join(piece.form for run in (one, two, three) for piece in run))


def _stretches(run: Sequence[_Piece]) -> Iterator[str]:
    """Each stretch of several pieces without a number, which neither a suffix begins nor a prefix ends, nor is a plural."""
    for start in range(len(run)):
        if run[start].tag in {"XSN", "SN"}:
            continue
        form = run[start].form
        for end in range(start + 1, len(run)):
            if run[end].tag == "SN" or run[end].form == "들":
                break
            form += run[end].form
            whole = start == 0 and end == len(run) - 1
            last = run[end]
            ends = last.tag not in {"XPN", "MM", "NNB"} or (last.tag == "NNB" and len(last.form) > 1)
            if (end - start < LONGEST or whole) and (ends or (last.tag == "MM" and end == len(run) - 1)):
                yield form


def _heads(run: Sequence[_Piece], inner: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The stretches that end with the head of a long noun: 건강보험 of 건강 + 보험료."""
    for end, piece in enumerate(run):
        head = inner.get(piece.form, ("",))[0]
        if not head or not piece.form.startswith(head):
            continue
        form = head
        for before in run[max(0, end - LONGEST + 1) : end][::-1]:
            if before.tag in {"SN", "XSN"} or before.form == "들":
                break
            form = before.form + form
            yield form


def _ends(run: Sequence[_Piece], *, last: bool) -> Iterator[str]:
    """The pieces at one end of a word, up to three: what a neighbour may be joined to."""
    for size in range(1, min(len(run), 3) + 1):
        part = run[-size:] if last else run[:size]
        if (
            all(piece.tag != "SN" for piece in part)
            and part[0].tag != "XSN"
            and part[-1].tag not in {"XPN", "MM"}
        ):
            yield "".join(piece.form for piece in part)


def _counted(run: Sequence[_Piece], text: str) -> Iterator[str]:
    """A number with all that is joined to it: 2분기, 4차산업혁명."""
    for value, _, start, _ in numbers(text.lower()):
        rest = [piece for piece in run if piece.start > start]
        if rest and run[0].start <= start:
            form = value
            for piece in rest[:LONGEST]:
                if piece.tag in {"SN", "SL"} or piece.form == "들":
                    break
                if not (piece.tag == "NR" or form == value + piece.form):
                    form += piece.form
                    yield form


def _verbs(into: Terms, text: str, morphemes: Sequence[Morpheme]) -> None:
    """Verbs and adjectives as stem + 다; where a text writes the stem in another way (올라, 도와), that way leads to it."""
    for place, one in enumerate(morphemes):
        if one.kind not in {"VV", "VA"} or one.start == one.end:  # 간대: the 하 of -ㄴ다(고) 하- is left out
            continue
        into.counts[f"{one.form}다"] += 1
        base = text[one.start : one.end]
        after = morphemes[place + 1] if place + 1 < len(morphemes) else None
        if after and after.tag[0] == "E" and after.start < one.end:
            base = _open(base)
        elif (
            after
            and after.start == one.end
            and after.form[0] in "어아었았"
            and text[after.start] not in "어아었았여였"
        ):
            base = _open(text[one.start : after.start + 1])
        if base != one.form:
            into.verbs[base] = f"{one.form}다"
        _become(into, text, morphemes[place : place + 3])


def _become(into: Terms, text: str, some: Sequence[Morpheme]) -> None:
    """A verb with 어지다 is a verb of its own too, as the analyser has it in other sentences: 커지는, 커졌다 → 커지다."""
    if (
        len(some) == _SHORT
        and (some[1].form in {"어", "아"})
        and (some[2].form, some[2].kind) == ("지", "VX")
    ):
        stem, last = text[some[0].start : some[2].start], _open(text[some[2].start])
        into.counts[f"{stem}지다"] += 1
        if last != "지":
            into.verbs[stem + last] = f"{stem}지다"


def _open(base: str) -> str:
    """A stem without the consonant that an ending has left at its end: 올랐 → 올라, 커진 → 커지."""
    final = (ord(base[-1]) - 0xAC00) % 28
    return base[:-1] + chr(ord(base[-1]) - final) if "가" <= base[-1] <= "힣" and final in _FINALS else base


def _inner(pieces_: set[_Piece]) -> dict[str, tuple[str, ...]]:
    """The parts of long nouns: where all are nouns; else the end of a name, if it is a common noun, and what is before."""
    tags: dict[str, set[str]] = {}
    for one in pieces_:
        if one.tag in {"NNG", "NNP"} and len(one.form) >= _SHORT:
            tags.setdefault(one.form, set()).add(one.tag)
    nouns = sorted(tags)
    made, lone = {}, []
    for noun, cut in zip(nouns, korean.inside(nouns), strict=True):
        forms = [one.form for one in cut]
        if len(cut) > 1 and "".join(forms) == noun and _nouns(cut, tags[noun]):
            made[noun] = tuple(form for form in forms if len(form) > 1)
        elif "NNP" in tags[noun] and len(noun) > _SHORT:
            lone.append(noun)
    for noun, cut in zip(nouns, korean.morphemes(nouns), strict=True):
        if len(cut) > 1 and cut[0].kind in {"NNG", "NNP"} and cut[0].end > 1 and _particles(cut[1:]):
            made[noun] = (*made.get(noun, ()), cut[0].form)  # 쿠팡이, taken for a noun in its sentence
    ends = sorted({noun[at:] for noun in lone for at in range(2, len(noun) - 1)})
    common = korean.common(ends)
    for noun in lone:
        at = next((at for at in range(2, len(noun) - 1) if noun[at:] in common), 0)
        if at:
            made[noun] = (noun[:at], noun[at:])
    return made


def _particles(cut: Sequence[Morpheme]) -> bool:
    return all(one.kind[0] == "J" for one in cut)


def _nouns(cut: Sequence[Morpheme], tags: set[str]) -> bool:
    """Whether a noun is made of these parts: the first has two syllables, the others are nouns or suffixes.

    A common noun of four syllables holds no name (파인애플 is no 애플); one of three is a noun with a tail. A name ends
    with a common noun: 인도네시아 is no 인도 with another name behind it.
    """
    first, *others = cut
    if (
        first.kind not in {"NNG", "NNP"}
        or first.end == 1
        or any(one.kind not in {"NNG", "NNP", "NNB", "XSN"} for one in others)
    ):
        return False
    if cut[-1].end == _SHORT:
        return others[-1].form in _TAILS
    if any(one.kind == "NNB" for one in others) or ("NNP" in tags and others[-1].kind == "NNP"):
        return False
    return "NNP" in tags or all(one.kind != "NNP" for one in cut)


def _latin(into: Terms, text: str) -> None:
    shouted = text.isupper()
    stop = stop_words()
    for found in LATIN.finditer(text):
        word = found[0]
        form = bare(word)
        acronym = word.isupper() and not shouted and len(form) > 1
        if _letters(form) and (acronym or form not in stop) and (len(form) > 1):
            told = {part for part in parts(word) if part not in stop}
            into.counts.update({stemmed(form), *map(stemmed, told)})
        into.joins.update(_named(text, found))


def _named(text: str, first: re.Match[str]) -> Iterator[str]:
    """A capital word joined with the ones behind it: Bank of Korea, SK hynix."""
    if not first[0][0].isupper():
        return
    joined, end = bare(first[0]), first.end()
    for _ in range(LONGEST):
        after = LATIN.match(text, end + 1) if text[end : end + 1] == " " else None
        if after is None:
            return
        joined, end = joined + bare(after[0]), after.end()
        yield joined


def stemmed(word: str) -> str:
    """The Snowball stem of a Latin word in lower case; one with figures in it stays."""
    return english.stem(word) if _PLAIN.fullmatch(word) else word
