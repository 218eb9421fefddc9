"""A name as a folder of the site: a function of the name alone, so that its address stays for ever (decision 0043)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from digest import codec

LONGEST = 48
"""Letters of a slug: of three bytes each in UTF-8 they stay far below the 255 that a file's name may have."""
_OTHER = re.compile(r"[^0-9a-z가-힣]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)")


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """The folder of a name: small letters, digits and Hangul, joined by hyphens; never empty.

    A name of which that loses something (signs, other scripts, its end) gets a checksum behind it: no two names share a
    folder. Names that differ in case or spaces only are one.
    """
    whole = key(name)
    told = _OTHER.sub("-", whole).strip("-")
    short = told[:LONGEST].strip("-")
    if short and short == whole.replace(" ", "-") and not _RESERVED.fullmatch(short):
        return short
    return f"{short}-{codec.fingerprint(whole)[:8]}".strip("-")


def key(name: str) -> str:
    """What two spellings of one name in one script have in common: composed letters, small, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", name).lower().split())
