"""Pages that were read before, asked for again: each once, one at a time of a host, with a pause, and not for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Literal, TypeVar
from urllib.parse import urlsplit

from digest.errors import InputError
from digest.sources.fetch import Fetched, Fetcher, NotHadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.config import Fetch

PAUSE = 1.0
"""Seconds between two requests to a host."""
PATIENCE = 2
"""Times in a row that a host may not answer, or refuse, before it is left alone."""
DEAD = (404, 410)
REFUSED = 403
LEAVE = (429, 503)
"""What a host answers that wants to be left alone at once."""

Looked = TypeVar("Looked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Generic[Looked]):
    """What came of an address.

    Args:
        url: as it was asked for.
        kind: it was had; it is `dead` (404, 410, no such host); or it could not be had now.
        looked: what was seen there.
        arrived: the address that a redirect led to; empty where there was none.
        why: what was wrong.
        status: what a server answered that refused it; 0 where none did.
    """

    url: str
    kind: Literal["had", "dead", "unreachable"]
    looked: Looked | None = None
    arrived: str = ""
    why: str = ""
    status: int = 0


@dataclass(slots=True)
class _Round(Generic[Looked]):
    """A round of visits: what all hosts share."""

    fetcher: Fetcher
    look: Callable[[Fetched], Looked]
    sleep: Callable[[float], None]
    tick: Callable[[], float]
    end: float
    told: Callable[[str], None]
    stop: threading.Event

    def host(self, urls: Sequence[str]) -> list[Visit[Looked]]:
        """The pages of one host, one after the other."""
        done: list[Visit[Looked]] = []
        silent, left = 0, ""
        for number, url in enumerate(urls):
            if not left and number:
                self.sleep(PAUSE)
            if self.stop.is_set() or self.tick() >= self.end:
                left = left or "there was no time left to ask for it"
            if left:
                done.append(Visit(url=url, kind="unreachable", why=left))
            else:
                visit, answered = self._one(url)
                done.append(visit)
                silent = 0 if answered else silent + 1
                if visit.status in LEAVE:
                    left = f"its host answered {visit.status} before, and is left alone"
                elif silent >= PATIENCE:
                    left = "its host did not answer, or refused, before and is left alone"
            self.told(url)
        return done

    def _one(self, url: str) -> tuple[Visit[Looked], bool]:
        """A visit, and whether its host answered and did not refuse."""
        try:
            answer = self.fetcher.fetch(url)
        except NotHadError as error:
            kind: Literal["dead", "unreachable"] = "unreachable"
            if error.status in DEAD or error.nowhere:
                kind = "dead"
            answered = error.nowhere or error.status not in (0, REFUSED)
            return Visit(url=url, kind=kind, why=error.message, status=error.status), answered
        except InputError as error:
            return Visit(url=url, kind="unreachable", why=error.message), False
        assert isinstance(answer, Fetched)  # no validators were given
        arrived = answer.url if answer.url != url else ""
        try:
            looked = self.look(answer)
        except InputError as error:
            return Visit(url=url, kind="unreachable", arrived=arrived, why=error.message), True
        return Visit(url=url, kind="had", looked=looked, arrived=arrived), True


def revisit(
    urls: Iterable[str],
    look: Callable[[Fetched], Looked],
    *,
    settings: Fetch,
    limit: float,
    sleep: Callable[[float], None] = time.sleep,
    tick: Callable[[], float] = time.monotonic,
    told: Callable[[str], None] = lambda _url: None,
) -> dict[str, Visit[Looked]]:
    """Ask for pages again, each once. Hosts are asked side by side, the pages of one after each other.

    A host that is unknown counts as dead only where another page answered at all: else it is our own network that fails.

    Args:
        urls: their addresses.
        look: what is to be seen on a page; called in threads.
        settings: limits and manners of fetching.
        limit: seconds after which no page is asked for any more.
        sleep: what waits, in seconds.
        tick: a clock that never goes back, in seconds.
        told: who is told of each address when it is done with; called in threads.
    """
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        hosts.setdefault((urlsplit(url).hostname or "").lower(), []).append(url)
    stop = threading.Event()
    with Fetcher(settings) as fetcher, ThreadPoolExecutor(settings.connections) as pool:
        tour = _Round(
            fetcher=fetcher,
            look=look,
            sleep=sleep,
            tick=tick,
            end=tick() + limit,
            told=told,
            stop=stop,
        )
        try:
            done = [visit for visits in pool.map(tour.host, hosts.values()) for visit in visits]
        finally:
            stop.set()
    answered = any(visit.kind == "had" or visit.status for visit in done)
    return {visit.url: visit if answered else _unknown(visit) for visit in done}


def _unknown(visit: Visit[Looked]) -> Visit[Looked]:
    if visit.kind != "dead":
        return visit
    return replace(visit, kind="unreachable", why=f"{visit.why}, and no other page answers either")
