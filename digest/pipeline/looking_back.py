"""What an issue that looks back takes of the archive, and which storyline one about a storyline is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.editing.looking_back import ANATOMIES
from digest.errors import UsageError
from digest.model import Period
from digest.storage import archived, storylines

if TYPE_CHECKING:
    from digest.config import Config
    from digest.editing.past import Archived
    from digest.storage.store import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The storyline that an issue is about, as one genre tells it."""

    line: str
    genre: str
    first: date
    last: date

    def period(self, today: date) -> Period:
        """From its first day to yesterday: the texts may go on that issues have not told yet."""
        return Period(start=self.first, end=max(today, self.last + timedelta(days=1)))


def about(connection: Connection, config: Config, name: str, *, genre: str) -> About:
    """The storyline that is meant by its id or a beginning of it.

    Raises:
        UsageError: the genre tells no single storyline.
        ResultError: there is none, or there are several.
    """
    if config.anatomy(genre) != "retrospective":
        one = next((name for name in sorted(config.genres) if config.anatomy(name) == "retrospective"), "")
        hint = f"write --genre {one}" if one else 'give a genre like = "retrospective" in config.toml'
        raise UsageError("--storyline", f'an issue of the genre "{genre}" is not about one storyline', hint)
    line = storylines.anywhere(connection, name)
    first, last = archived.days(connection, line.id, line.genre)
    return About(line=line.id, genre=line.genre, first=first, last=last)


def archive(
    connection: Connection, config: Config, *, genre: str, period: Period, about: About | None = None
) -> tuple[Archived, ...]:
    """The storylines that issues of other genres told in a period; nothing for a genre that does not look back.

    The one that the issue is about comes first, drafts of issues included.
    """
    if config.anatomy(genre) not in ANATOMIES:
        return ()
    looking = {name for name in config.genres if config.anatomy(name) in ANATOMIES}
    found = archived.archived(connection, but=looking, period=period)
    if about is None:
        return found
    return archived.united((archived.named(connection, about.line, about.genre), *found))


def lines(found: tuple[Archived, ...]) -> tuple[str, ...]:
    """The archive as texts: for a fingerprint."""
    return tuple(f"{one.storyline} {one.name} {sorted(one.stories)} {one.told!r}" for one in found)
