"""What the parts of a view are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from digest.model import Issue, Language, Pick, Reference
    from digest.rendering.cited import SourceView
    from digest.rendering.strings import Strings
    from digest.rendering.view import SentenceView


class Maker(Protocol):
    """What makes the view of an issue."""

    issue: Issue
    strings: Strings

    def text(self, given: str) -> str:
        """A text from outside, made harmless."""
        ...

    def title(self, given: str) -> str:
        """The same for a title, which may be shorter."""
        ...

    def name(self, given: str) -> str:
        """The same for a name, which may be shorter still."""
        ...

    def own(self, given: str) -> str:
        """The same for what the editor wrote, which is never cut."""
        ...

    def url(self, given: str) -> str:
        """An address, where it is safe to follow; else nothing."""
        ...

    def foreign(self, language: Language) -> bool:
        """Whether a language is not the issue's."""
        ...

    def source(self, item: int, number: int, reference: Reference) -> SourceView:
        """A reference as it is shown."""
        ...

    def when(self, reference: Reference) -> str:
        """The day of a reference in words."""
        ...

    def sentence(
        self, item: int, number: int, pick: Pick, sources: dict[str, SourceView], around: Language
    ) -> SentenceView:
        """A sentence as it is shown among words of the language `around`."""
        ...
