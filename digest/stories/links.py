"""Addresses in one form, so that the same page is known again: absolute, valid, without tracking parameters."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_TABLE = """
fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid mc_cid mc_eid igshid igsh li_fat_id _hsenc _hsmi
mkt_tok vero_id vero_conv oly_anon_id oly_enc_id wickedid rb_clickid s_cid wt_mc wt.mc_id _ga _gl _branch_match_id
fb_action_ids fb_action_types fb_source cmpid ns_campaign ns_mchannel ns_source guccounter guce_referrer
guce_referrer_sig __s sc_cid trk trackingid napm fromrss trackingcode n_media n_query n_rank n_ad_group n_ad n_keyword dable
"""
TRACKING = frozenset(_TABLE.split())
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "itm_", "at_recipient_", "stm_")
PORTS = {"http": 80, "https": 443}
KEPT_FRAGMENTS = (":~:", "!")
UNWANTED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
PATH_SAFE = "%/:=&?~+!$,;'@()*[]|-._"
MOBILE = re.compile(r"^(?:m|mobile|amp)\.(?=[^.]+\.)")
AMP_FILE = re.compile(r"(?<=[a-z0-9])(?:Amp|\.amp)(?=\.\w{3,5}$|$)")
AMP_QUERIES = frozenset({"amp", "amp=1", "amp=true", "outputtype=amp", "m=1", "mobile=1", "mobile=true"})
INDEX = re.compile(r"(?:index|default)\.(?:html?|php|aspx?|jsp)", re.IGNORECASE)
WEB = ("http", "https")


def canonical(url: str, base: str = "") -> str:
    """The address in canonical form; empty where it is not one of the web (`mailto:`, `javascript:`, no host).

    Args:
        url: as it was written; relative ones are resolved against `base`.
        base: the address of the document that the link stands in.
    """
    cleaned = _trimmed(url)
    if not cleaned:
        return ""
    try:
        parts = urlsplit(urljoin(base, cleaned) if base else cleaned)
        host = _host(parts.hostname or "")
        port = parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme not in WEB or not host:
        return ""
    network = host if port in (None, PORTS[scheme]) else f"{host}:{port}"
    fragment = parts.fragment if parts.fragment.startswith(KEPT_FRAGMENTS) else ""
    path, query = _valid(parts.path) or "/", _without_tracking(parts.query)
    return urlunsplit((scheme, network, path, query, _valid(fragment)))


def page_name(url: str) -> str:
    """What an address shares with its other forms: http and https, `www.`, `m.`, AMP pages, the order of its query.

    It is for recognising a page, not for opening it. Empty for what is no page of its own: no address, a site's front
    page. Two pages may share a name, so what they say must be compared too.
    """
    parts = urlsplit(canonical(url))
    name = MOBILE.sub("", parts.netloc.removeprefix("www.").removesuffix(":443").removesuffix(":80"))
    steps = [
        step for step in AMP_FILE.sub("", parts.path.rstrip("/")).split("/") if step and step.lower() != "amp"
    ]
    if steps and INDEX.fullmatch(steps[-1]):
        steps.pop()
    pairs = sorted(pair for pair in parts.query.split("&") if pair and pair.lower() not in AMP_QUERIES)
    return f"{'/'.join([name, *steps])}?{'&'.join(pairs)}" if name and (steps or pairs) else ""


def trackers(url: str) -> tuple[str, ...]:
    """The names of the tracking parameters that an address carries, in their order; one that stands twice is told once."""
    try:
        query = urlsplit(url).query
    except ValueError:
        return ()
    names = (pair.partition("=")[0] for pair in query.split("&"))
    return tuple(dict.fromkeys(name for name in names if _tracks(name.lower())))


def host(url: str) -> str:
    """The host of a canonical address, without a leading `www.`; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _trimmed(url: str) -> str:
    """The address without blanks at its ends; blanks inside it become %20, controls and zero-widths go."""
    spaced = re.sub(r"[\t\r\n]", "", url.strip()).strip().replace(" ", "%20")
    return UNWANTED.sub("", spaced).encode("utf-8", "ignore").decode()


def _host(name: str) -> str:
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    bracketed = f"[{name}]" if ":" in name else name
    return bracketed.rstrip(".").lower() if re.fullmatch(r"[\w.:\-\[\]]+", bracketed) else ""


def _valid(text: str) -> str:
    quoted = quote(STRAY_PERCENT.sub("%25", text), safe=PATH_SAFE)
    return ESCAPE.sub(lambda found: found.group().upper(), quoted)


def _without_tracking(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair.partition("=")[0].lower())]
    return _valid("&".join(kept))


def _tracks(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)
