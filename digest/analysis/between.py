"""The two languages of a batch brought together. What Korean words are called takes long, and another process may look for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.across import Across
from digest.analysis.collection import give_back
from digest.analysis.counting import counted
from digest.analysis.korean_pivots import translations
from digest.analysis.pivots import put_together
from digest.analysis.translating import listen

if TYPE_CHECKING:
    from digest.analysis.counting import Counted
    from digest.analysis.korean_pivots import Translations
    from digest.analysis.pivots import Sources, ToTranslate
    from digest.analysis.readings import Readings
    from digest.analysis.tally import Tally
    from digest.elsewhere import Asked, Elsewhere
    from digest.language.called import Called


class Between:
    """Korean and English stories of a batch.

    Args:
        latin: the names of the English stories, each with its stem.
        other: a process that translates, where there is one; it begins with these names.
    """

    def __init__(self, latin: dict[str, str], other: Elsewhere | None) -> None:
        self._latin = latin
        self._sources: Sources | None = None
        self._readings: Readings | None = None
        self._given: ToTranslate | None = None
        self._asked: Asked[Translations] | None = None
        self._other = other
        if other is not None:
            other.keep(listen, latin)

    def begin(self, sources: Sources, names: Called, readings: Readings) -> None:
        """Begin with what the Korean words are called.

        Args:
            sources: what the batch tells.
            names: those that are known in both scripts.
            readings: what the texts tell.
        """
        self._sources, self._readings = sources, readings
        self._given = sources.to_translate(names)
        if self._other is not None:
            self._asked = self._other.ask(translations, *self._given)

    def across(self, terms: Counted | None, tally: Tally | None) -> Across:
        """The batch over its pivots; to be asked for once.

        Args:
            terms: those of the English stories; None where there are none.
            tally: as for `Across.of`.
        """
        latin, sources, readings, given = self._latin, self._sources, self._readings, self._given
        assert sources is not None
        assert readings is not None
        assert given is not None
        self._sources = self._readings = self._given = None  # a large batch needs the memory
        self._latin = {}
        found = (self._asked and self._asked.answer()) or translations(listen(latin), *given)
        if self._other is not None:
            self._other.end()
        size = sources.size
        give_back(size)
        pivots = put_together(sources, found, readings, terms or counted([]))
        korean, english = sources.korean, sources.english
        del latin, sources, readings, given, found, terms
        across = Across.of(pivots, korean, english, tally)
        give_back(size)
        return across
