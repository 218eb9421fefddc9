"""How fast mails may leave: for the whole and for each domain, never faster than configured, slower where asked to.

A mail takes a place when its envelope leaves and gives it back a window after its body has left; as many places as the
limit says stand in a window of (at least) one second. So whichever of its moments the other side counts, it never
counts more than the limit in any second. Places are given out evenly, not all at once.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LOWEST = 0.1  # mails a second: below that nobody asks us to go
QUIET = 60.0  # seconds without trouble after which a slowed rate rises again
RISE = 1.5  # by how much, each time
CATCH_UP = 0.1  # seconds by which places may be given out behind their even beat
ASK_AGAIN = 0.05  # seconds after which to ask again for a place that another connection holds
TICK = 1e-9  # seconds below which two moments are one
CROWD = 1000  # domains to remember before those that rest are forgotten
MEMORY = 5.0  # seconds over which the pace is judged


class Rate:
    """A limit, and how it is used up.

    Args:
        limit: mails a second; infinite where there is no limit. A fraction is kept on average: 2.5 = 3 in 1.2 seconds.
    """

    def __init__(self, limit: float) -> None:
        self.limit = self.now_at = limit
        self._held = 0
        self._left: deque[float] = deque()
        self._beat = -math.inf  # when the next place is given out
        self._troubled = -math.inf
        self._ceiling = math.inf
        self._pace, self._paced = 0.0, -math.inf

    @property
    def limited(self) -> bool:
        """Whether there is a limit at present."""
        return math.isfinite(self.now_at)

    def wait(self, now: float) -> float:
        """How many seconds until a place may be free: 0 where one is."""
        self._recover(now)
        if not self.limited:
            return 0.0
        places = max(1, math.ceil(self.now_at))
        window = places / self.now_at
        while self._left and self._left[0] + window <= now + TICK:
            self._left.popleft()
        if self._held + len(self._left) >= places:
            return self._left[0] + window - now if self._left else ASK_AGAIN
        return self._beat - now if self._beat > now + TICK else 0.0

    def take(self, now: float) -> None:
        """Take a place; `wait` has said that one is free."""
        since = now - self._paced
        self._pace = self._pace * math.exp(-since / MEMORY) + 1 / MEMORY
        self._paced = now
        self._held += 1
        if self.limited:
            self._beat = (self._beat if now - self._beat <= CATCH_UP else now) + 1 / self.now_at

    def leave(self, now: float) -> None:
        """The mail has left: its place is free again a window from now."""
        self._held -= 1
        if self.limited:
            self._left.append(now)

    def idle(self, now: float) -> bool:
        """Whether nothing would be lost if it were forgotten."""
        return not self.limited and not self._held and now - self._paced > 4 * MEMORY

    def slow(self, now: float) -> None:
        """Go half as fast as now; then faster by and by, up to the limit."""
        pace = self.now_at if self.limited else max(self._pace, 1.0)
        if not self.limited:
            self._ceiling = 4 * pace
        self.now_at = max(min(pace, self.now_at) / 2, min(LOWEST, self.limit))
        self._troubled = now
        self._beat = max(self._beat, now + 1 / self.now_at)

    def _recover(self, now: float) -> None:
        while self.now_at < self.limit and now - self._troubled >= QUIET:
            self._troubled += QUIET
            self.now_at = min(self.now_at * RISE, self.limit)
            if self.now_at > self._ceiling:
                self.now_at, self._ceiling = self.limit, math.inf


@dataclass(slots=True)
class Rates:
    """The rate of the whole and those of the domains. Not for several threads at once: its user locks.

    Args:
        timer: seconds that only grow.
        per_second: mails a second in all; 0: no limit.
        per_domain: domain → mails a second.
    """

    timer: Callable[[], float]
    per_second: float = 0
    per_domain: Mapping[str, float] = field(default_factory=dict)
    _whole: Rate = field(init=False)
    _domains: dict[str, Rate] = field(init=False)
    _crowd: int = CROWD

    def __post_init__(self) -> None:
        self._whole = Rate(self.per_second or math.inf)
        self._domains = {domain: Rate(limit) for domain, limit in self.per_domain.items()}

    def limited(self, domain: str) -> bool:
        """Whether mails to a domain have a rate of their own at present."""
        rate = self._domains.get(domain)
        return rate is not None and rate.limited

    def at(self, domain: str) -> float:
        """How many mails a second may go to a domain at present."""
        rate = self._domains.get(domain)
        return math.inf if rate is None else rate.now_at

    def wait(self, domain: str | None = None) -> float:
        """How many seconds until a mail (to a domain) may leave: 0 where it may now."""
        now = self.timer()
        rate = self._whole if domain is None else self._domains.get(domain)
        return 0.0 if rate is None else rate.wait(now)

    def take(self, domain: str) -> None:
        """Take a mail's place, in the whole and in its domain; each was free."""
        now = self.timer()
        self._whole.take(now)
        if len(self._domains) > self._crowd:
            self._domains = {name: rate for name, rate in self._domains.items() if not rate.idle(now)}
            self._crowd = max(CROWD, 2 * len(self._domains))
        self._of(domain).take(now)

    def leave(self, domain: str) -> None:
        """Say that the mail has left, or will not."""
        now = self.timer()
        self._whole.leave(now)
        self._domains[domain].leave(now)

    def slow(self, domain: str | None = None) -> None:
        """Halve the rate of a domain, or of the whole."""
        (self._whole if domain is None else self._of(domain)).slow(self.timer())

    def _of(self, domain: str) -> Rate:
        return self._domains.setdefault(domain, Rate(math.inf))
