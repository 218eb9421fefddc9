"""Names that texts give in both scripts: `딥시크(DeepSeek)` teaches that 딥시크 is DeepSeek, `DeepSeek(딥시크)` too.

Where both sound alike, the text says that they are one name, and how far it reaches to the left is told by the sound.
Where they do not, one may be a translation or an abbreviation of the other (`한국은행(Bank of Korea)`,
`거대언어모델(LLM)`), or something else altogether: such a gloss is weak, and believed only when it comes again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.language.alike import SURE, resemblance, same_name
from digest.language.brackets import brackets
from digest.language.names import foreignness, lexicon, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.language.brackets import Bracket

RULES = "1"
"""Raised whenever what is found in a text changes: the archive is then read again."""

By = Literal["sound", "meaning"]
"""How two names belong together: one name in two scripts, or a translation or abbreviation."""

NATIVE = -0.5
"""Foreignness from which a Korean name that sounds otherwise is no translation: 음바페(PSG)."""
_MOST_WORDS = 3
"""Words of a term that no quotation marks hold."""
_LONG = 4
"""Syllables from which a Korean word is a term and no person."""

_HANGUL = re.compile(r"[가-힣]")
_LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9.&'’+-]*(?: [A-Za-zÀ-ɏ0-9.&'’+-]+){0,5}")
_KOREAN_NAME = re.compile(r"(?=.*[가-힣])[가-힣A-Za-z0-9·-]+(?: [가-힣A-Za-z0-9·-]+){0,4}")
_ADDRESS = re.compile(r"^www\.|\.(?:com|net|org|kr|co|io|ai|hu|html?)$")
_TERM = re.compile(r"[가-힣]+(?: [가-힣]+){0,3}")
_ABBREVIATION = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Za-z&-]{1,7}")
_PHRASE = re.compile(r"(?=.*[a-z]{3})[A-Za-z][A-Za-z'’-]{2,}(?: [A-Za-z][A-Za-z'’&-]*){0,5}")
_BODY = re.compile(r"[가-힣]+[청처부]")
# The last sign of a word after which a name begins: an ending that leads to the next noun, a mark, or a particle.
_LEADS = re.compile(r"(?:[의에서로고며면한된인할던도만린진운쓴친킨긴께쳐해]|[,.…])$")
_AFTER_CONSONANT, _AFTER_VOWEL = frozenset("이은을과"), frozenset("가는를와")
_ADVERBS = "이날 전날 어제 오늘 내일 지난 지난해 올해 다음 이번 현재 최근 당시 앞서 이후 이전 또 또한 및 등 즉 곧 바로 특히 한편 다만 그러나 때문 함께 오전 오후 약 총 각 새"
_LEADING = frozenset(_ADVERBS.split())
_SPEECH = re.compile(r"(?:[다요까라며는을를고게만]|쓰이|위해)$")
_FUNCTION_WORDS = (
    "see source photo by from for to at in on via click here http https www com note left right top bottom file unit"
    " and or with of is are was were"
)
_STRAY = frozenset(_FUNCTION_WORDS.split())
_EVERYDAY = "OK TV PC CCTV SNS IT QR PDF USB OTT PR HR AS VS NO KO TKO MVP ID FA DH"
_COMMON = frozenset(_EVERYDAY.split())
_ENDINGS = "사시주섬강산호족역"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Gloss:
    """A Korean name and the Latin one beside it, as written."""

    korean: str
    latin: str
    by: By


def glosses(text: str) -> Iterator[Gloss]:
    """The names that a text gives in both scripts, in order, repeats too."""
    if not _HANGUL.search(text):
        return
    for found in brackets(text):
        korean = any(map(_HANGUL.search, found.words[-1:])) or (
            any(map(_HANGUL.search, found.words)) and not found.words[-1].isalpha()
        )
        if korean:
            yield from _explained(found)
        elif found.words[-1][:1].isascii():
            yield from _explaining(found)


def _explained(found: Bracket) -> Iterator[Gloss]:
    """딥시크(DeepSeek)."""
    if found.apart and not found.quoted:
        return  # 노바칩은 (NovaChip): a particle may have been taken along
    latin = [piece for piece in found.pieces if _LATIN_NAME.fullmatch(piece) and not _ADDRESS.search(piece)]
    for piece in latin:
        name = _sounding(found.words, piece)
        if name:
            yield name
            return
    term = found.quoted or _term(found)
    if term and _is_term(term):
        for piece in latin:
            if _means(piece):
                yield Gloss(korean=term, latin=piece, by="meaning")


def _explaining(found: Bracket) -> Iterator[Gloss]:
    """DeepSeek(딥시크)."""
    for piece in found.pieces:
        if not _KOREAN_NAME.fullmatch(piece):
            continue
        names = [" ".join(words) for words in _tails(found.words) if words[0][:1].isalpha()]
        best = max(names, key=lambda name: (resemblance(piece, name), -len(name)), default="")
        if best and _LATIN_NAME.fullmatch(best) and _can_be_sounding(piece) and same_name(piece, best):
            yield Gloss(korean=piece, latin=best, by="sound")
            return
        last = found.words[-1]
        if _ABBREVIATION.fullmatch(last) and last not in _COMMON and " " not in piece and _is_term(piece):
            yield Gloss(korean=piece, latin=last, by="meaning")
            return


def _sounding(words: Sequence[str], latin: str) -> Gloss | None:
    """The words next to a bracket that sound most like the name in it, if any does enough."""
    count = len(latin.split())
    found = [
        (resemblance(name, latin), len(tail) == count, -len(name), name)
        for tail in _tails(words)[: count + 1]
        for name in _forms(" ".join(tail))
        if _can_be_sounding(name)
    ]
    best = max(found, default=None)
    if best and best[0] and same_name(best[3], latin):
        return Gloss(korean=best[3], latin=latin, by="sound")
    last, surname = words[-1], latin.rpartition(" ")[2]
    if count > 1 and surname != latin and _can_be_sounding(last) and resemblance(last, surname) >= SURE:
        return Gloss(korean=last, latin=surname, by="sound")
    bare = [last[start:] for start in range(2, len(last) - 1) if _known(last[:start])]
    best_bare = max(bare, key=lambda name: resemblance(name, latin), default="")
    if best_bare and resemblance(best_bare, latin) >= SURE:
        return Gloss(korean=best_bare, latin=latin, by="sound")
    return None


def _known(words: str) -> bool:
    """Whether what stands before a name is nothing but known words: 중국스타트업(딥시크)."""
    return not words or any(
        (words[:end] in lexicon() or words[:end] in places()) and _known(words[end:])
        for end in range(2, len(words) + 1)
    )


def _tails(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The last word, the last two, and so on; names of one word are written apart from their neighbours by a space."""
    return [tuple(words[-size:]) for size in range(1, len(words) + 1)]


def _forms(name: str) -> tuple[str, ...]:
    """A name, and without the syllable that says what it names: 앤트로픽사, 팔루시."""
    return (name, name[:-1]) if name[-1] in _ENDINGS and len(name) > 3 else (name,)  # noqa: PLR2004


def _can_be_sounding(name: str) -> bool:
    return any(len(_HANGUL.findall(word)) > 1 for word in name.split()) or bool(
        re.fullmatch(r"[가-힣][A-Z]{2,}|[A-Z]{2,}[가-힣]", name)
    )


def _term(found: Bracket) -> str:
    """The words next to a bracket back to where a phrase must begin; empty where that cannot be told."""
    taken: list[str] = []
    for word in reversed(found.words):
        if taken and leads(word):
            return " ".join(reversed(taken))
        if len(taken) == _MOST_WORDS:
            return ""
        taken.append(word)
    return " ".join(reversed(taken)) if found.whole else ""


def leads(word: str) -> bool:
    """Whether a phrase begins after a Korean word: one that ends in a particle, leads to the next noun, or is an adverb."""
    return bool(len(word) == 1 or word in _LEADING or _LEADS.search(word) or _particled(word))


def _is_term(name: str) -> bool:
    """Whether a Korean phrase can be a term or an institution: no person, no foreign name, no sentence."""
    if not _TERM.fullmatch(name) or _SPEECH.search(name):
        return False
    syllables = len(name.replace(" ", ""))
    if syllables < _LONG and not (_BODY.fullmatch(name) and syllables == _LONG - 1):
        return False
    return foreignness(name.replace(" ", "")) < NATIVE


def _particled(word: str) -> bool:
    """Whether a word ends in a particle: 연구소가, and not 전문가, where no 가 could follow."""
    if len(word) < 2 or not _HANGUL.match(word[-2]):  # noqa: PLR2004
        return False
    closed = (ord(word[-2]) - ord("가")) % 28 > 0
    return word[-1] in (_AFTER_CONSONANT if closed else _AFTER_VOWEL)


def _means(latin: str) -> bool:
    """Whether Latin words in a bracket can be a translation or an abbreviation of what stands before it."""
    if _ABBREVIATION.fullmatch(latin):
        return latin not in _COMMON
    words = latin.split()
    told = bool(_PHRASE.fullmatch(latin)) and (len(words) > 1 or latin[0].isupper())
    return told and not _STRAY & {words[0].lower(), words[-1].lower()}
