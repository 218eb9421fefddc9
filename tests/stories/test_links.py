"""Canonical addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.stories.links import canonical, host


@pytest.mark.parametrize(
    ("given_url", "base", "expected"),
    [
        ("HTTP://WWW.Example.com:80/a?utm_source=x&id=3#part", "", "http://www.example.com/a?id=3"),
        ("https://blog.example.kr/a/1?fromRss=true&trackingCode=rss", "", "https://blog.example.kr/a/1"),
        ("../x?b=1&a=2", "https://a.kr/b/c", "https://a.kr/x?b=1&a=2"),
        ("http://한글.kr/뉴스?q=가&fbclid=1", "", "http://xn--bj0bj06e.kr/%EB%89%B4%EC%8A%A4?q=%EA%B0%80"),
        ("//cdn.example/y", "https://a.kr/", "https://cdn.example/y"),
        ("https://a.kr/b#:~:text=ab c", "", "https://a.kr/b#:~:text=ab%20c"),
        ("https://a.kr/100%", "", "https://a.kr/100%25"),
        ("https://a.kr/%eb%89%b4", "", "https://a.kr/%EB%89%B4"),
        ("https://name:secret@a.kr/", "", "https://a.kr/"),
        ("https://a.kr/a\n b", "", "https://a.kr/a%20b"),
        ("javascript:alert(1)", "https://a.kr/", ""),
        ("mailto:a@example.org", "", ""),
        ("/relative", "", ""),
        ("http://[::1/", "", ""),
        ("", "https://a.kr/", ""),
    ],
)
def test_an_address_has_one_form(given_url: str, base: str, expected: str):
    assert canonical(given_url, base) == expected


@given(st.text(max_size=60), st.sampled_from(["", "https://a.kr/b?c", "x"]))
def test_any_text_gives_an_address_of_the_web_or_nothing_and_is_stable(text: str, base: str):
    found = canonical(text, base)
    assert found == "" or found.startswith(("http://", "https://"))
    assert canonical(found) == found
    assert found.isascii()


@given(st.text(max_size=40))
def test_addresses_with_odd_hosts_are_stable(text: str):
    found = canonical(f"https://{text}")
    assert canonical(found) == found


def test_host_is_without_www():
    assert host("https://www.example.com:8080/a") == "example.com"
    assert host("") == ""
