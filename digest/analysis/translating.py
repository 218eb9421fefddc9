"""What Korean nouns are called in English: by names known in both scripts, by the lexicon, by CLDR, or by how they sound."""

from __future__ import annotations

from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from digest.elsewhere import Elsewhere
from digest.language.alike import same_name
from digest.language.borrowed import borrowed
from digest.language.english import stem
from digest.language.familiar import FAMILIAR, rate
from digest.language.names import endings, lexicon, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.analysis.sounding import LatinNames
    from digest.language.called import Called
    from digest.language.names import Stems

Run = tuple[str, ...]
"""Hangul nouns that stand together without a space."""
Told = tuple["Stems", bool]
"""What a name is called, and whether only because it sounds so."""

MANY = 1000
"""Stories from which another process is worth what it costs."""
LONGEST_RUN = 4
"""Nouns of a run that are looked up as one."""
SYLLABLES = 2
"""Syllables of a part of a noun that is known by itself."""
BORROWED = 0.25
"""How much a noun must look borrowed to be sought by its sound: an ordinary word (사람) sounds like a name by chance."""


class ToTranslate(NamedTuple):
    """What Korean stories tell that may be called something in English.

    Attributes:
        runs: of nouns, each once.
        plain: the stems of words in Latin script, each once.
        foreign: those parts of the runs that may be names of another language.
    """

    runs: Sequence[Run]
    plain: Sequence[str]
    foreign: frozenset[str]


class Listening(NamedTuple):
    """What is to be translated, and the names of English texts among which it is looked for."""

    told: ToTranslate
    latin: LatinNames


def gather(runs: Sequence[Run], plain: Sequence[str]) -> ToTranslate:
    """Runs of Korean nouns and words in Latin script, looked through as far as no English text is needed for it."""
    read_lists()
    return ToTranslate(runs, plain, foreign(runs))


def listen(told: ToTranslate, words: Mapping[str, str]) -> Listening:
    """The same beside the names of English texts, each with its stem."""
    from digest.analysis.sounding import LatinNames

    return Listening(told, LatinNames(words))


@contextmanager
def helper(stories: Sequence[Prepared]) -> Iterator[Elsewhere | None]:
    """A process to translate the words of Korean stories; None where they are few, or of one language.

    It reads its lists while others load their libraries.
    """
    if len(stories) < MANY or not {"ko", "en"} <= {story.story.language for story in stories}:
        yield None
        return
    with Elsewhere() as other:
        other.keep(read_lists)
        yield other


def read_lists() -> None:
    """Read all lists by which Korean words are known, which takes longer than to look into them."""
    for read in (lexicon, places, endings):
        read()
    borrowed("")


class Translator:
    """What a run of Korean nouns is called in English: the longest known part first, then by sound.

    Args:
        latin: the names of English texts.
        names: those that are known in both scripts.
        among: all `foreign` names that will be asked for, where they are known.
    """

    def __init__(self, latin: LatinNames, names: Called, among: frozenset[str] | None = None) -> None:
        self._latin = latin
        self._names = names
        self._is_foreign = _may_be_a_name if among is None else among.__contains__
        # Latin words that stand beside a Hangul name: written out, they say no more than the name does.
        self.glossed = frozenset(stem(latin) for latin in names.words.values())
        self._nouns: dict[str, Sequence[Told]] = {}

    def expect(self, names: Iterable[str]) -> None:
        """Look for many `foreign` names by their sound, which costs far less than one by one."""
        self._latin.find(sorted(name for name in names if not self._listed(name)[0]))

    def __call__(self, run: Run) -> Iterator[Told]:
        """What each part of a run is called, where it is called anything."""
        at = 0
        while at < len(run):
            for length in range(min(LONGEST_RUN, len(run) - at), 0, -1):
                # several nouns are seldom met again in another run: to keep them all would take much memory
                found = self.called(run[at]) if length == 1 else self._found("".join(run[at : at + length]))
                if found:
                    yield from found
                    break
            else:
                length = 1
            at += length

    def called(self, name: str) -> Sequence[Told]:
        """What a noun is called; where nothing is, its parts: 해운 (shipping) at the end of a company's name."""
        if name not in self._nouns:
            self._nouns[name] = self._found(name)
        return self._nouns[name]

    def _found(self, name: str) -> Sequence[Told]:
        told = self._told(name)
        return (told,) if told[0] else self._cut(name)

    def _cut(self, name: str) -> Sequence[Told]:
        for cut in _cuts(name):
            own = self._told(name[:cut])
            return (*([own] if own[0] else []), (endings()[name[cut:]], False))
        return ()

    def _told(self, name: str) -> Told:
        stems, by_sound = self._listed(name)
        if not stems:
            stems, by_sound = self._by_sound(name), True
        never = self._names.refused.get(name, frozenset())
        return tuple((one, weight) for one, weight in stems if one not in never), by_sound

    def _listed(self, name: str) -> Told:
        """What is known without listening."""
        names = self._names
        stems, by_sound = names.given.get(name, ()), name in names.sounding
        if not stems:
            stems = lexicon().get(name) or places().get(name) or ()
            by_sound = sounds_so(name, stems)
        if not stems:
            stems, by_sound = names.learned.get(name, ()), name in names.sounding
        return stems, by_sound

    def _by_sound(self, name: str) -> Stems:
        if len(name) < 2:  # noqa: PLR2004
            return ()
        found = self._latin.alike(name) if self._is_foreign(name) else ()
        return found or self._latin.romanised(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translations:
    """What runs are called, and behind them what words are, each with its share.

    Those of run i are `names[pivots[at]]` for ends[i] ≤ at < ends[i + 1]; `plainly` is 0 where it is called so by its sound alone.
    """

    names: tuple[str, ...]
    pivots: array[int]
    shares: array[float]
    plainly: array[int]
    ends: array[int]


def translations(listening: Listening, names: Called) -> Translations:
    """What runs of Korean nouns, and words in Latin script, are called; `names` are known in both scripts."""
    told, latin = listening
    translate = Translator(latin, names, told.foreign)
    translate.expect(told.foreign)
    numbers: dict[str, int] = {}
    pivots, shares, plainly, ends = array("q"), array("d"), array("b"), array("q", [0])
    called: Iterator[Iterable[Told]] = map(translate, told.runs)
    words = ([(((one, 1.0),), one in translate.glossed)] for one in told.plain)
    for found in chain(called, words):
        for stems, by_sound in found:
            for pivot, share in stems:
                pivots.append(numbers.setdefault(pivot, len(numbers)))
                shares.append(share)
                plainly.append(not by_sound)
        ends.append(len(pivots))
    return Translations(names=tuple(numbers), pivots=pivots, shares=shares, plainly=plainly, ends=ends)


def foreign(runs: Iterable[Run]) -> frozenset[str]:
    """Those parts of runs, and of their nouns, that may be names of another language."""
    parts = {
        "".join(run[at:end])
        for run in runs
        for at in range(len(run))
        for end in range(at + 1, min(at + LONGEST_RUN, len(run)) + 1)
    }
    own = {name[:cut] for name in parts for cut in _cuts(name)}
    return frozenset(name for name in parts | own if _may_be_a_name(name))


def _may_be_a_name(noun: str) -> bool:
    return len(noun) > 1 and borrowed(noun) >= BORROWED and rate(noun) < FAMILIAR


def _cuts(name: str) -> Iterator[int]:
    """Where the ends of a noun that may name a trade begin, the longest first."""
    known = endings()
    for cut in range(SYLLABLES, len(name) - SYLLABLES + 1):
        if name[cut:] in known:
            yield cut


def sounds_so(name: str, stems: Stems) -> bool:
    """Whether all that a Korean name is called is how it sounds."""
    return bool(stems) and all(same_name(name, one) for one, _ in stems)
