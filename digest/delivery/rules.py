"""How a worker works, and what tells it the time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a worker works.

    - uncertain: what it does with mails that may or may not have arrived
    - per_second, per_domain: how many mails a second it may send in all (0: no limit), and to a domain
    - connections: how many it opens at most; each is closed after `recycle` mails
    """

    uncertain: Literal["hold", "resend"] = "hold"
    per_second: float = 0
    per_domain: dict[str, float] = field(default_factory=dict)
    connections: int = 4
    recycle: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """What time it is (`clock`), how much has passed (`timer`: seconds that only grow), and what waits (`sleep`)."""

    clock: Clock
    timer: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
