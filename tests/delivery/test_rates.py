"""Never more mails in any second than the limit says, as many as it allows, and slower where asked to."""

from __future__ import annotations

import heapq
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.delivery.hall import FEW, Hall, Wish
from digest.delivery.rates import QUIET, Rate, Rates
from digest.storage.ledger import Claimed


def played(rate: Rate, mails: int, travels: list[float], hands: int = 1) -> list[tuple[float, float]]:
    """When each of the mails took its place and when it left; `hands` connections, each mail takes one of `travels`."""
    now, done, out = 0.0, [], []
    while len(done) + len(out) < mails or out:
        while out and (out[0][0] <= now or len(out) >= hands or len(done) + len(out) >= mails):
            left, took = heapq.heappop(out)
            now = max(now, left)
            rate.leave(left)
            done.append((took, left))
        if len(done) + len(out) >= mails:
            continue
        wait = rate.wait(now)
        if wait:
            now += wait
            continue
        rate.take(now)
        heapq.heappush(out, (now + travels[len(done) % len(travels)], now))
    return done


def most(moments: list[float], window: float) -> int:
    """The most moments in any window."""
    ordered = sorted(moments)
    return max(sum(start <= other < start + window - 1e-9 for other in ordered) for start in ordered)


@given(
    limit=st.integers(min_value=1, max_value=30),
    travels=st.lists(st.floats(min_value=0, max_value=2), min_size=1, max_size=8),
    hands=st.integers(min_value=1, max_value=8),
)
def test_no_second_holds_more_than_the_limit_whichever_moment_is_counted(
    limit: int, travels: list[float], hands: int
):
    done = played(Rate(limit), 60, travels, hands)
    assert most([took for took, _ in done], 1.0) <= limit
    assert most([left for _, left in done], 1.0) <= limit


@pytest.mark.parametrize(("limit", "seconds"), [(4, 9.75), (1, 39.0), (0.5, 78.0), (2.5, 15.6)])
def test_the_limit_is_used_up(limit: float, seconds: float):
    done = played(Rate(limit), 40, [0.0])
    assert done[-1][0] == pytest.approx(seconds, rel=0.03)


def test_places_are_given_out_evenly():
    took = [took for took, _ in played(Rate(5), 11, [0.0])]
    assert took == pytest.approx([index / 5 for index in range(11)])


def test_no_limit_never_waits():
    assert played(Rate(math.inf), 5, [0.0]) == [(0.0, 0.0)] * 5


def test_a_slowed_rate_is_halved_and_rises_again_to_its_limit_and_no_further():
    rate = Rate(8)
    rate.slow(0)
    assert rate.now_at == 4
    rate.slow(1)
    assert rate.now_at == 2
    seen = []
    for minute in range(1, 8):
        rate.wait(1 + minute * QUIET)
        seen.append(rate.now_at)
    assert seen == [3.0, 4.5, 6.75, 8, 8, 8, 8]
    for _ in range(20):
        rate.slow(1000)
    assert rate.now_at == 0.1


def test_where_there_is_no_limit_the_pace_is_halved():
    rate, now = Rate(math.inf), 0.0
    for _ in range(400):
        now += 0.05
        rate.take(now)
        rate.leave(now)
    rate.slow(now)
    assert rate.now_at == pytest.approx(10, rel=0.1)
    rate.wait(now + 60 * QUIET)
    assert not rate.limited


@given(st.lists(st.sampled_from(["take", "slow", "rest"]), max_size=80), st.integers(1, 9))
def test_a_rate_that_changes_keeps_its_limit(steps: list[str], limit: int):
    rate, now, took = Rate(limit), 0.0, []
    for step in steps:
        if step == "slow":
            rate.slow(now)
        elif step == "rest":
            now += QUIET
        else:
            while wait := rate.wait(now):
                now += wait
            rate.take(now)
            rate.leave(now)
            took.append(now)
    assert not took or most(took, 1.0) <= limit


def row(place: int, domain: str = "free.example", *, attempts: int = 0) -> Claimed:
    return Claimed(
        subscriber=str(place),
        address=f"{place}@{domain}",
        name="",
        attempts=attempts,
        domain=domain,
        place=place,
    )


class Timer:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def hall(**limits: float) -> tuple[Hall, Timer]:
    timer = Timer()
    domains = {f"{name}.example": limit for name, limit in limits.items()}
    return Hall(Rates(timer, 0, domains)), timer


def feed(made: Hall, rows: list[Claimed]) -> Wish:
    """Answer a wish with those of the rows that it asks for, and take them away."""
    wish = made.wish()
    assert wish is not None
    fit = [
        one
        for one in rows
        if one.place > wish.after and one.domain not in wish.without and wish.only in ("", one.domain)
    ]
    made.add(wish, fit[: wish.count])
    rows[:] = [one for one in rows if one not in fit[: wish.count]]
    return wish


def test_a_domain_with_a_limit_does_not_hold_up_the_others():
    made, timer = hall(slow=1)
    rows = [row(1, "slow.example"), row(2, "slow.example"), row(3), row(4)]
    wishes = []
    while made.wish():
        wishes.append(feed(made, rows))
    assert [wish.only for wish in wishes] == ["slow.example", "slow.example", "", "", ""]
    assert [wish.after for wish in wishes[2:]] == [-1, 4, -1], (
        "at the end it looks once more from the beginning"
    )
    assert {wish.without for wish in wishes[2:]} == {("slow.example",)}
    places = []
    while isinstance(taken := made.take(), tuple):
        places.append(taken[0].place)
        made.left(taken[0])
        made.settled()
    assert places == [1, 3, 4]
    assert taken == pytest.approx(1.0), "the fourth waits for its domain"
    timer.now = 1.0
    taken = made.take()
    assert isinstance(taken, tuple)
    assert taken[0].place == 2
    assert made.take() == 0.0, "it is still under way"
    made.left(taken[0])
    made.settled()
    assert (made.take(), made.ended) == (None, "done")


def test_a_domain_of_which_enough_waits_is_not_claimed():
    made, _ = hall(slow=0.1)
    rows = [row(place, "slow.example") for place in range(1, 40)]
    wish = feed(made, rows)
    assert (wish.only, wish.count) == ("slow.example", FEW)
    assert feed(made, rows).without == ("slow.example",)
    assert made.wish() is None


def test_whoever_puts_a_row_back_gives_back_its_turn():
    made, _ = hall()
    made.stop_after = 2
    feed(made, [row(place) for place in range(1, 6)])
    first, second = made.take(), made.take()
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert made.take() == 0.0, "two are out, one of them may come back"
    made.left(first[0])
    made.put_back(*first)
    third = made.take()
    assert isinstance(third, tuple)
    assert third == (first[0], 2)
    for taken in (second, third):
        made.left(taken[0])
        made.settled()
    assert (made.take(), made.ended) == (None, "first")


def test_a_retry_had_its_turn_before():
    made, _ = hall()
    made.stop_after = 1
    feed(made, [row(1, attempts=2), row(2), row(3)])
    taken = [made.take(), made.take()]
    assert [one[1] for one in taken if isinstance(one, tuple)] == [0, 1]
