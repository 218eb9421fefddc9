"""Pages asked for again, of a real server: each once, politely, and what came of each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from digest.config import Fetch
from digest.sources.revisit import PAUSE, Visit, revisit

if TYPE_CHECKING:
    from digest.sources.fetch import Fetched
    from tests.sources.conftest import Site


def visits(site: Site, *paths: str, **given: object) -> dict[str, Visit[bytes]]:
    settings = Fetch(allow_hosts=("localhost",), timeout=0.5)  # type: ignore[arg-type]
    asked = {"limit": 60.0, "sleep": lambda _: None, **given}
    done = revisit([site.url(path) for path in paths], _bytes, settings=settings, **asked)  # type: ignore[arg-type]
    return {url.removeprefix(site.url("")): visit for url, visit in done.items()}


def _bytes(answer: Fetched) -> bytes:
    return answer.content


def test_each_page_is_asked_for_once_with_a_pause_between(site: Site):
    slept: list[float] = []
    for name in "abc":
        site.put(f"/{name}", name)
    done = visits(site, "/a", "/b", "/a", "/c", "/b", sleep=slept.append)
    assert [path for path, _ in site.asked] == ["/a", "/b", "/c"]
    assert slept == [PAUSE, PAUSE]
    assert {path: visit.looked for path, visit in done.items()} == {"/a": b"a", "/b": b"b", "/c": b"c"}
    assert "Ganchu" in site.asked[0][1]["user-agent"]


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, "dead"), (410, "dead"), (403, "unreachable"), (401, "unreachable"), (429, "unreachable"), (500, "unreachable"), (503, "unreachable")],
)  # fmt: skip
def test_only_what_says_that_it_is_gone_is_dead(site: Site, status: int, kind: str):
    site.put("/a", "a")
    site.pages["/b"] = (status, {}, b"")
    assert visits(site, "/a", "/b")["/b"].kind == kind


def test_a_page_that_stalls_is_not_dead_and_a_host_that_does_is_left_alone(site: Site):
    def stall(_: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        time.sleep(1)
        return 200, {}, b""

    for name in "abc":
        site.pages[f"/{name}"] = stall
    done = visits(site, "/a", "/b", "/c")
    assert {visit.kind for visit in done.values()} == {"unreachable"}
    assert "left alone" in done["/c"].why
    assert [path for path, _ in site.asked] == ["/a", "/b"]


@pytest.mark.parametrize(("status", "asked"), [(429, 1), (503, 1), (403, 2), (404, 4), (500, 4)])
def test_a_host_that_wants_to_be_left_alone_is(site: Site, status: int, asked: int):
    for name in "abcd":
        site.pages[f"/{name}"] = (status, {}, b"")
    visits(site, "/a", "/b", "/c", "/d")
    assert len(site.asked) == asked


def test_after_the_limit_nothing_is_asked_for(site: Site):
    ticks = iter(range(0, 1000, 10))
    for name in "abc":
        site.put(f"/{name}", name)
    done = visits(site, "/a", "/b", "/c", limit=15.0, tick=lambda: float(next(ticks)))
    assert [done[path].kind for path in ("/a", "/b", "/c")] == ["had", "unreachable", "unreachable"]
    assert "no time left" in done["/b"].why


def test_a_redirect_is_told(site: Site):
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.put("/b", "b")
    visit = visits(site, "/a")["/a"]
    assert (visit.kind, visit.looked, visit.arrived) == ("had", b"b", site.url("/b"))


def test_an_unknown_host_is_dead_only_where_another_page_answers(site: Site, monkeypatch: pytest.MonkeyPatch):
    import socket

    known = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    settings = Fetch(allow_hosts=("localhost",))
    site.put("/a", "a")
    gone = "http://gone.example/a"
    alone = revisit([gone], _bytes, settings=settings, limit=60.0, sleep=lambda _: None)
    beside = revisit([gone, site.url("/a")], _bytes, settings=settings, limit=60.0, sleep=lambda _: None)
    assert (alone[gone].kind, beside[gone].kind) == ("unreachable", "dead")


def test_what_is_no_page_at_all_is_told_and_the_others_are_asked(site: Site):
    site.put("/a", b"\x89PNG\r\n", kind="image/png")
    site.put("/b", "b")

    def look(answer: Fetched) -> bytes:
        from digest.errors import InputError

        if answer.content.startswith(b"\x89PNG"):
            raise InputError(answer.url, "not a text")
        return answer.content

    settings = Fetch(allow_hosts=("localhost",))
    done = revisit(
        [site.url("/a"), site.url("/b")], look, settings=settings, limit=60.0, sleep=lambda _: None
    )
    assert [visit.kind for visit in done.values()] == ["unreachable", "had"]
