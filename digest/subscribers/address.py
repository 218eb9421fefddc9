"""Which addresses mail can be sent to."""

from __future__ import annotations

import re

from digest.config import domains
from digest.errors import InputError

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")


def normal(given: str) -> str:
    """The address as mail is sent to it: the domain in lower case and ASCII (IDNA), the local part as it is.

    Raises:
        InputError: no mail can be sent to it; says why.
    """
    if re.search(r"[\r\n\x00]", given.strip(" \t")):
        raise _refused(given, "it holds a line break")
    address = given.strip()
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain:
        raise _refused(given, "an address is written name@domain")
    if not local.isascii():
        raise _refused(given, "its name part is not plain ASCII, which most mail servers refuse")
    if not _LOCAL.fullmatch(local):
        raise _refused(given, "its name part holds a character or a dot that cannot stand there")
    ascii_domain = _domain(given, domain)
    if len(local) > 64 or len(local) + 1 + len(ascii_domain) > 254:  # noqa: PLR2004 - RFC 5321, 4.5.3.1
        raise _refused(given, "it is longer than an address may be")
    return f"{local}@{ascii_domain}"


def _domain(given: str, domain: str) -> str:
    try:
        ascii_domain = domains.domain(domain)
    except ValueError:
        raise _refused(given, "its domain cannot exist") from None
    labels = ascii_domain.split(".")
    if len(labels) < 2:  # noqa: PLR2004 - a name and a top-level domain
        raise _refused(given, "its domain has no dot")
    if labels[-1].isdigit():
        raise _refused(given, "its domain cannot exist")
    return ascii_domain


def _refused(given: str, why: str) -> InputError:
    shown = " ".join(given.split()) or "(empty)"
    return InputError(f'address "{shown[:80]}"', why, "correct it, or ask its owner")
