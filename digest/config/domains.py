"""Names of domains as mail and the web's protocols want them (idna's only door)."""

from __future__ import annotations

import re

import idna

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


def domain(given: str) -> str:
    """A domain in lower case and ASCII: IDNA 2008 with the mapping of UTS 46, as browsers do it.

    Raises:
        ValueError: there can be no such domain.
    """
    text = given.strip().removesuffix(".")
    try:
        plain = idna.encode(text, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise ValueError(f'"{given}" can be no domain ({error})') from None
    if not all(_LABEL.fullmatch(label) for label in plain.split(".")) or len(plain) > 253:  # noqa: PLR2004 - RFC 1035
        raise ValueError(f'"{given}" can be no domain')
    return plain


def shown(given: str) -> str:
    """A domain as people read it: `xn--…` in its own letters, where it has any."""
    try:
        return idna.decode(given)
    except (idna.IDNAError, UnicodeError):
        return given
