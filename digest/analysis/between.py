"""The two languages of a batch brought together. What Korean words are called takes long, and another process may look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.across import Across
from digest.analysis.collection import give_back
from digest.analysis.counting import counted
from digest.analysis.pivots import put_together
from digest.analysis.translating import gather, listen, translations

if TYPE_CHECKING:
    from digest.analysis.counting import Counted
    from digest.analysis.pivots import Sources
    from digest.analysis.readings import Readings
    from digest.analysis.tally import Tally
    from digest.analysis.translating import Translations
    from digest.elsewhere import Asked, Elsewhere
    from digest.language.called import Called


class Between:
    """Korean and English stories of a batch.

    Args:
        sources: what the Korean stories tell.
        other: a process that translates, where there is one; it looks through these while others are read.
    """

    def __init__(self, sources: Sources, other: Elsewhere | None) -> None:
        self._sources: Sources | None = sources
        self._latin: dict[str, str] = {}
        self._names: Called | None = None
        self._readings: Readings | None = None
        self._asked: Asked[Translations] | None = None
        self._other = other
        if other is not None:
            other.keep(gather, *sources.to_translate())

    def hear(self, latin: dict[str, str]) -> None:
        """Take the names of the English stories, each with its stem."""
        self._latin = latin
        if self._other is not None:
            self._other.keep(listen, latin)

    def begin(self, names: Called, readings: Readings) -> None:
        """Begin with what the Korean words are called.

        Args:
            names: those that are known in both scripts.
            readings: what the texts tell.
        """
        self._names, self._readings = names, readings
        if self._other is not None:
            self._asked = self._other.ask(translations, names)

    def across(self, terms: Counted | None, tally: Tally | None) -> Across:
        """The batch over its pivots; to be asked for once.

        Args:
            terms: those of the English stories; None where there are none.
            tally: as for `Across.of`.
        """
        latin, sources, names, readings = self._latin, self._sources, self._names, self._readings
        assert sources is not None
        assert names is not None
        assert readings is not None
        self._sources = self._names = self._readings = None  # a large batch needs the memory
        self._latin = {}
        found = self._asked.answer() if self._asked is not None else None
        if found is None:
            found = translations(listen(gather(*sources.to_translate()), latin), names)
        if self._other is not None:
            self._other.end()
        size = sources.size
        give_back(size)
        pivots = put_together(sources, found, readings, terms or counted([]))
        korean, english = sources.korean, sources.english
        del latin, sources, names, readings, found, terms
        give_back(size)
        across = Across.of(pivots, korean, english, tally)
        give_back(size)
        return across
