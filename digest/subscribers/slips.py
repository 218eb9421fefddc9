"""Addresses that look like slips of the keyboard: they are told, not refused, because they may be somebody's."""

from __future__ import annotations

from functools import lru_cache

PROVIDERS = (
    "gmail.com", "naver.com", "daum.net", "hanmail.net", "kakao.com", "nate.com", "hotmail.com", "outlook.com",
    "icloud.com", "yahoo.com", "yahoo.co.kr",
)  # fmt: skip
"""Where most readers of Korean and English letters have their mail."""
OTHERS = frozenset({"mail.com", "ymail.com", "email.com", "gmail.co", "live.com", "kakao.co", "nate.co"})
"""Domains that exist and stand a letter beside one of those."""


@lru_cache(maxsize=4096)
def meant(domain: str) -> str:
    """The provider that a domain may have been meant for: one letter put in, left out, changed or swapped; else empty."""
    if domain in PROVIDERS or domain in OTHERS:
        return ""
    return next((known for known in PROVIDERS if _one_apart(domain, known)), "")


def hint(address: str) -> str:
    """What to say of an address that looks like a slip; empty where it does not."""
    found = meant(address.rpartition("@")[2])
    return f"{found} may be meant" if found else ""


def _one_apart(left: str, right: str) -> bool:
    """Whether one edit (Damerau's: insertion, deletion, substitution or transposition) makes one of the other."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return len(left) != len(right)
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a == b[1:] or a[1:] == b or (a[1::-1] == b[:2] and a[2:] == b[2:])
