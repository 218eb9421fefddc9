"""A campaign while it is sent, as a terminal and a log show it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from digest import events
from digest.cli import sending_view, show
from digest.cli.sending_picture import Course, clock_time, line, picture
from digest.cli.sending_view import SendingView
from digest.delivery.status import CampaignStatus, Domain, Limits
from digest.errors import InputError

NOW = datetime(2025, 11, 24, 7, 0, tzinfo=UTC)
NO_LIMITS = Limits(per_second=0, per_domain={})
DOMAINS = (
    Domain(domain="naver.com", mails=1200, sent=600, retry=12, failed=3),
    Domain(domain="xn--bj0bj06e.xn--3e0b707e", mails=300, sent=100),
    *(Domain(domain=f"d{number}.example", mails=20, sent=10) for number in range(30)),
)


def status(*domains: Domain) -> CampaignStatus:
    found = domains or DOMAINS
    counts = {
        "sent": sum(one.sent for one in found),
        "pending": sum(one.waiting for one in found),
        "retry": sum(one.retry for one in found),
        "failed": sum(one.failed for one in found),
    }
    return CampaignStatus(
        issue="small-weekly-2025-11-17",
        state="running",
        started=NOW,
        ended=None,
        counts=counts,  # type: ignore[arg-type]
        domains=found,
        next_retry=NOW + timedelta(minutes=5),
    )


def course(*, done: int = 1003, total: int = 2100, seconds: float = 4, rate: float = 100) -> Course:
    made = Course("small-weekly-2025-11-17", 0.0)
    made.status = status()
    made.reach(0.0, round(done - seconds * rate), total)
    made.reach(seconds, done, total)
    return made


def drawn(width: int, found: Course | None = None, **options: object) -> list[str]:
    console = Console(file=io.StringIO(), width=width, force_terminal=True, **options)  # type: ignore[arg-type]
    console.print(picture(found or course(), 4.0, NO_LIMITS, UTC, width=width))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return text.splitlines()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a log gets."""
    told = io.StringIO()
    monkeypatch.setattr(show, "err", Console(file=told, width=200, soft_wrap=True, highlight=False))
    return told


class Seconds:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(width: int):
    lines = drawn(width, color_system=None)
    assert max(cell_len(one) for one in lines) <= width
    assert any("1,003 of 2,100" in one for one in lines)
    assert any("100 a second" in one for one in lines)


def test_domains_are_shown_in_their_letters_and_line_up():
    lines = drawn(100, color_system=None)
    naver, korean, others = (
        next(one for one in lines if one.startswith(name)) for name in ("naver.com", "한글.한국", "26 others")
    )
    for one in (naver, korean, others):
        assert cell_len(one.rstrip()) == cell_len(naver.rstrip())
    assert naver.split()[-4:] == ["600", "1,200", "12", "3"]
    assert others.split()[-4:] == ["260", "520", "–", "–"]


def test_without_colours_nothing_is_coloured():
    coloured, plain = ("".join(drawn(100, color_system="truecolor", no_color=off)) for off in (False, True))
    assert "\x1b[3" in coloured
    assert "\x1b[3" not in plain


def test_how_long_it_takes_minds_the_limits():
    found = course()
    assert "0:11 to go" in line(
        found, 4.0, NO_LIMITS, UTC
    )  # 1,085 that have not had their turn, 100 a second
    slow = Limits(per_second=0, per_domain={"naver.com": 0.1})
    assert "1:37:30 to go" in line(found, 4.0, slow, UTC)
    assert "12 wait for another attempt, the next at 07:05" in line(found, 4.0, slow, UTC)


def test_the_speed_is_that_of_the_last_ten_seconds():
    found = Course("x", 0.0)
    for second in range(40):
        found.reach(second, 100 * second if second < 20 else 2000 + 5 * (second - 20), 5000)
    assert found.rate(39.0) == pytest.approx(5, rel=0.01)
    assert found.rate(100.0) < 1  # it stands still


def test_times_are_told_as_on_a_clock():
    assert [clock_time(one) for one in (6, 75, 3723, 90000)] == ["0:06", "1:15", "1:02:03", "1 days 1:00:00"]


def mailed(done: int, total: int = 1000, **counts: int) -> events.Mailed:
    found = tuple(("naver.com", state, mails) for state, mails in counts.items())
    return events.Mailed(issue="small-weekly-2025-11-17", done=done, total=total, counts=found)  # type: ignore[arg-type]


def test_a_log_gets_a_line_a_tenth_and_never_within_ten_seconds(terminal: io.StringIO):
    clock = Seconds()
    with SendingView(lambda _issue: None, NO_LIMITS, clock=clock) as view:
        for second in range(101):
            clock.now = float(second)
            view(mailed(second * 10, sent=10))
    lines = terminal.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[0].startswith(
        "small-weekly-2025-11-17: 100 of 1,000 (10%); 10 a second · 0:10 so far · 1:30 to go"
    )


def test_a_log_of_a_slow_campaign_gets_a_line_in_ten_minutes(terminal: io.StringIO):
    clock = Seconds()
    with SendingView(lambda _issue: None, NO_LIMITS, clock=clock) as view:
        for second in range(3601):
            clock.now = float(second)
            view(mailed(second, 100_000, sent=1))
    assert len(terminal.getvalue().splitlines()) == 6


def test_refusals_are_counted_and_few_are_told(terminal: io.StringIO):
    """No address in a log, masked or not, for each of ten thousand; the exit status is that of one."""
    with SendingView(lambda _issue: None, NO_LIMITS) as view:
        for number in range(100):
            error = InputError(f'address "r***@d{number}.example"', "550 no", "it is not tried again")
            view(events.Failed(stage="send", error=error))
            view(events.Noted(stage="send", subject='address "r***@x.example"', message="450: tried again"))
    lines = terminal.getvalue().splitlines()
    assert len(lines) == sending_view.FEW + 1
    assert "digest campaign show" in lines[-1]
    assert view.failures


def test_what_concerns_the_whole_campaign_is_always_told(terminal: io.StringIO):
    with SendingView(lambda _issue: None, NO_LIMITS) as view:
        for _ in range(20):
            view(events.Failed(stage="send", error=InputError("mail server mx:25", "hangs up", "later")))
    assert terminal.getvalue().count("hangs up") == 20


def test_what_was_said_since_the_ledger_was_read_is_added_once(terminal: io.StringIO):
    with SendingView(lambda _issue: status(), NO_LIMITS) as view:
        view(mailed(10, sent=10))
        made = view._course
        assert made is not None
        view._read(made, 0.0)
        assert made.domains()[0].sent == 600
        view(mailed(15, sent=4, failed=1))
        assert (made.domains()[0].sent, made.domains()[0].failed) == (604, 4)
        view._read(made, 1.0)
        assert made.domains()[0].sent == 600
    assert terminal.getvalue() == ""


def test_who_interrupts_it_is_told_how_to_go_on(terminal: io.StringIO):
    def interrupted() -> None:
        with SendingView(lambda _issue: None, NO_LIMITS) as view:
            view(mailed(1165, 5000, sent=10))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert "1,165 of 5,000 are settled: `digest campaign resume" in terminal.getvalue()


def test_watching_ends_when_the_campaign_does(terminal: io.StringIO):
    clock = Seconds()
    half = (Domain(domain="naver.com", mails=10, sent=5),)
    left = [status(*half), status(*half), status(Domain(domain="naver.com", mails=10, sent=10))]

    def look(_issue: str) -> CampaignStatus:
        found = left.pop(0)
        if left:
            return found
        return CampaignStatus(
            **{**{name: getattr(found, name) for name in found.__dataclass_fields__}, "state": "ended"}
        )

    def wait(seconds: float) -> None:
        clock.now += 12 + seconds

    with SendingView(look, NO_LIMITS, clock=clock) as view:
        found = view.watch("small-weekly-2025-11-17", wait=wait)
    assert found is not None
    assert found.state == "ended"
    assert left == []
    assert "5 of 10 (50%)" in terminal.getvalue()
