"""Korean sentences and morphemes: kiwipiepy's only door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from digest.language.pieces import Piece, pieces, without_space
from digest.language.quotations import mend
from digest.language.words import Analysed, AnalysedSentence, Word, WordKind, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RULES = "2"
"""Raised whenever the rules of this module change what they answer."""


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme at `text[start:end]`, in its normal form: `tag` is Sejong's, with `-I` where it conjugates irregularly.

    Endings that are a final consonant begin with it (`ᆫ다`). A contracted 이 has no place of its own.
    """

    form: str
    tag: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The tag without how it conjugates."""
        return self.tag.partition("-")[0]


_FIRST_WORD = 100
"""The analyser's ids below it stand for tags: that of a word which it guessed is its tag's."""
_KINDS: dict[str, WordKind] = {
    "NNG": "noun",
    "NNP": "name",
    "NR": "numeral",
    "XR": "root",
    "VV": "verb",
    "VA": "adjective",
    "SL": "latin",
    "SH": "hanja",
    "SN": "number",
}
# DeepSeek-R1, GPT-4o, COVID-19: Latin words joined by hyphens, with a figure or a capital behind one.
_MODEL = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z][A-Za-z0-9.]*(?:-[A-Z0-9][A-Za-z0-9]*(?:\.[0-9]+)*)+")
# 오픈AI, 챗GPT-4: a Hangul noun grown together with a Latin one.
_GROWN = re.compile(
    r"(?<![가-힣A-Za-z0-9])[가-힣]{1,3}[A-Z][A-Za-z]*(?:-?[0-9][0-9.]*[0-9]|-?[0-9])?(?![A-Za-z0-9])"
)


def version_of_analyser() -> str:
    """What determines the morphemes: the library, its model, the rules here."""
    from importlib.metadata import version  # who only asks for words need not load it

    return f"kiwipiepy {version('kiwipiepy')}, model {version('kiwipiepy_model')}, rules {RULES}"


@lru_cache(maxsize=4)
def _kiwi(user_words: tuple[str, ...]) -> Any:
    from kiwipiepy import Kiwi

    kiwi = Kiwi(load_multi_dict=False)  # saves 186 MB; the same names are found without it
    for word in user_words:
        if word.strip():
            kiwi.add_user_word(word.strip(), "NNP")
    return kiwi


def analyse(texts: Sequence[str], user_words: tuple[str, ...] = ()) -> list[Analysed]:
    """The sentences of each text, each with its content words; all offsets are code points into the text given."""
    cut = [pieces(text) for text in texts]
    flat = [piece.shown for found in cut for piece in found]
    if not flat:
        return [() for _ in texts]
    answers = cast("Iterator[list[Any]]", _kiwi(user_words).split_into_sents(iter(flat), return_tokens=True))
    return [
        tuple(sentence for piece in found for sentence in _sentences(text, piece, next(answers)))
        for text, found in zip(texts, cut, strict=True)
    ]


def morphemes(texts: Sequence[str]) -> list[tuple[Morpheme, ...]]:
    """The morphemes of each text (one line, not longer than a piece), by the analyser's own dictionary alone."""
    answers = _kiwi(()).tokenize(iter(texts)) if texts else ()
    return [
        tuple(Morpheme(token.form, token.tag, token.start, token.end) for token in found) for found in answers
    ]


def inside(nouns: Sequence[str]) -> list[tuple[Morpheme, ...]]:
    """What each of these nouns is made of, were it in no dictionary: 삼성전자 is 삼성 and 전자; itself where it is one.

    Those of one length are asked together, so that none hides a part of another: the answer does not depend on the others.
    """
    found: dict[str, tuple[Morpheme, ...]] = {}
    for length in sorted({len(noun) for noun in nouns}):
        some = sorted({noun for noun in nouns if len(noun) == length})
        for noun, tokens in zip(some, _kiwi(()).tokenize(iter(some), blocklist=frozenset(some)), strict=True):
            found[noun] = tuple(Morpheme(token.form, token.tag, token.start, token.end) for token in tokens)
    return [found[noun] for noun in nouns]


def common(words: Sequence[str]) -> frozenset[str]:
    """Those of the words that the dictionary knows as one common noun; what it only takes for one is none (네시아)."""
    answers = _kiwi(()).tokenize(iter(words)) if words else ()
    return frozenset(
        word
        for word, found in zip(words, answers, strict=True)
        if len(found) == 1 and found[0].tag == "NNG" and found[0].id >= _FIRST_WORD
    )


def are_stems(words: Sequence[str]) -> frozenset[str]:
    """Those of the words that the dictionary knows as stems of verbs or adjectives: 배우 is one, and a noun, too."""
    answers = _kiwi(()).tokenize(f"{word}지 않는다" for word in words) if words else ()
    return frozenset(
        word
        for word, found in zip(words, answers, strict=True)
        if found[0].tag[:2] in {"VV", "VA"} and found[0].form == word and found[1].form == "지"
    )


def joined(parts: Sequence[tuple[str, str]]) -> str:
    """Morphemes, as (form, tag), written as one word: each in the form that it takes behind the one before it."""
    return cast("str", _kiwi(()).join(list(parts), lm_search=False))


def parted(seams: Sequence[tuple[str, str]]) -> list[bool]:
    """Whether a space stood where a line was broken, for each (end of a line, begin of the next).

    By the likelier reading of the two; a noun and the `하다` that makes a verb of it stand together.
    """
    if not seams:
        return []
    kiwi = _kiwi(())
    return [
        bool(kiwi.glue([before, after], return_space_insertions=True)[1][0])
        and not _leans(kiwi.tokenize(before + after), len(before))
        for before, after in seams
    ]


def _leans(tokens: Iterable[Any], place: int) -> bool:
    """Whether at a place a noun ends and `하다` or `되다` makes a verb of it: these are written together."""
    return any(
        before.end == after.start == place and before.tag[0] in "NX" and after.tag in {"XSV", "XSA"}
        for before, after in pairwise(tokens)
    )


def _sentences(text: str, piece: Piece, found: list[Any]) -> Iterator[AnalysedSentence]:
    tokens = sorted((token for sentence in found for token in sentence.tokens), key=lambda token: token.start)
    ends = frozenset(token.end for token in tokens if token.tag in ("EF", "VCP"))
    ranges = [(sentence.start, sentence.end) for sentence in found if sentence.end > sentence.start]
    words = _words(piece.shown, tokens)
    used = 0
    going = frozenset(token.end for token in tokens if token.tag[0] == "J" or token.tag == "EC")
    for start, end in mend(piece.shown, ranges, ends, going):
        first = used
        while used < len(words) and words[used].start < end:
            used += 1
        left, right = without_space(text, piece.place(start), piece.place(end))
        if left < right:
            yield AnalysedSentence(left, right, Words.of(_placed(piece, word) for word in words[first:used]))


def _words(shown: str, tokens: Iterable[Any]) -> list[Word]:
    whole = sorted({match.span() for pattern in (_MODEL, _GROWN) for match in pattern.finditer(shown)})
    words: list[Word] = []
    at = done = 0
    for token in tokens:
        while at < len(whole) and whole[at][1] <= token.start:
            at += 1
        start, end = whole[at] if at < len(whole) else (len(shown), len(shown))
        if token.start >= start and token.start < end:
            if start >= done:
                words.append(Word(shown[start:end].lower(), "name", start, end))
                done = end
            continue
        kind = _KINDS.get(token.tag.partition("-")[0])
        if kind and token.start >= done and token.len:  # a contracted 하 has no place of its own
            form = token.form.lower() if kind in ("latin", "name", "noun") else token.form
            words.append(Word(form, kind, token.start, token.end))
    return words


def _placed(piece: Piece, word: Word) -> Word:
    start = piece.place(word.start)
    return Word(word.form, word.kind, start, piece.place(word.end - 1) + 1)
