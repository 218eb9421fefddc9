"""Which addresses mail can be sent to."""

from __future__ import annotations

import re
from functools import lru_cache

from digest.config import domains
from digest.errors import InputError

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_UNSEEN = " \t\u00a0\u200b\u200c\u200d\u2060\ufeff"  # what pages and spreadsheets leave around an address
_LONGEST_LOCAL, _LONGEST = 64, 254  # RFC 5321, 4.5.3.1


def normal(given: str) -> str:
    """The address as mail is sent to it: the domain in lower case and ASCII (IDNA), the local part as it is.

    Raises:
        InputError: no mail can be sent to it; says why.
    """
    address = given.strip(_UNSEEN)
    if re.search(r"[\r\n\u0085\u2028\u2029]", address):
        raise _refused(given, "it holds a line break")
    if "\0" in address:
        raise _refused(given, "it holds a NUL character")
    local, at, domain = address.strip().rpartition("@")
    if not at or not local or not domain:
        raise _refused(given, "an address is written name@domain")
    if fault := _fault(local, domain):
        raise _refused(given, fault)
    ascii_domain, fault = _domain(domain)
    if fault:
        raise _refused(given, fault)
    if len(local) > _LONGEST_LOCAL or len(local) + 1 + len(ascii_domain) > _LONGEST:
        raise _refused(given, "it is longer than an address may be")
    return f"{local}@{ascii_domain}"


def shown(address: str) -> str:
    """An address as people read it: its domain in its own letters."""
    local, at, domain = address.rpartition("@")
    return (
        f"{local}{at}{domains.shown(domain)}" if domain.startswith("xn--") or ".xn--" in domain else address
    )


def _fault(local: str, domain: str) -> str:
    faults = (
        ("<" in local or domain.endswith(">"), "a name or brackets stand around it"),
        ('"' in local + domain, "it holds quotation marks"),
        ("@" in local, "it holds two @"),
        (not local.isascii(), "its name part is not plain ASCII, which most mail servers refuse"),
        (
            f".{local}.".count("..") > 0,
            "a dot begins or ends its name part, or two stand together",
        ),
        (not _LOCAL.fullmatch(local), "its name part holds a character that cannot stand there"),
        (domain.endswith((".", "。")), "it ends in a dot"),
    )
    return next((told for is_so, told in faults if is_so), "")


@lru_cache(maxsize=4096)  # most readers of a list share few domains
def _domain(domain: str) -> tuple[str, str]:
    """A domain in ASCII, or what is wrong with it."""
    try:
        ascii_domain = domains.domain(domain)
    except ValueError:
        return "", "its domain cannot exist"
    labels = ascii_domain.split(".")
    if len(labels) < 2:  # noqa: PLR2004 - a name and a top-level domain
        return "", "its domain has no dot"
    return (ascii_domain, "") if not labels[-1].isdigit() else ("", "its domain cannot exist")


def _refused(given: str, why: str) -> InputError:
    seen = " ".join(given.split()) or "(empty)"
    return InputError(f'address "{seen[:80]}"', why, "correct it, or ask its owner")
