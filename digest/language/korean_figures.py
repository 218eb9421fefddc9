"""The figures of a Korean text: where they stand and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.beginnings import found_at
from digest.language.stated import DAY_OF, MONEY, dated, money, multiple, number, share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SMALL = {"십": 10, "백": 100, "천": 1000}
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
_ONES = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열"
_WORDS = {name: value for value, name in enumerate(_ONES.split(), 1)}
_WORDS |= {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "스무": 20}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
CURRENCIES = {
    "원": "krw",
    "달러": "usd",
    "불": "usd",
    "유로": "eur",
    "엔": "jpy",
    "위안": "cny",
    "파운드": "gbp",
    "프랑": "chf",
    "루블": "rub",
    "루피": "inr",
}
"""Currencies by their names, the usual one first."""
DOLLARS = {
    "미국": "usd",
    "미": "usd",
    "캐나다": "cad",
    "호주": "aud",
    "홍콩": "hkd",
    "대만": "twd",
    "싱가포르": "sgd",
}
"""Whose dollars, and their currency."""
# What may follow a unit: nothing in Hangul, a counter or currency, a particle. 2조각 is no 2조.
_AFTER = (
    r"(?![가-힣])|(?=여|원|달러|불|유로|엔|위안|파운드|프랑|루블|루피|미국|캐나다|호주|홍콩|대만|싱가포르|명|인|개|대|건|가구|세대|톤|주|표|호|년|곳|"
    r"채|권|장|마리|회|번|배|리터|제곱|평|킬로|배럴|도즈|필지|점|종|이상|이하|이나|가량|안팎|남짓|정도|씩|쯤|선|을|를|이\s|가\s|은|는|에|의\s|"
    r"로\s|으로|까지|부터|보다|도\s|분의)"
)
_UNITS = rf"[십백천만억조경]{{1,2}}(?:{_AFTER}|(?=\s?\d))"
_AMOUNT = rf"{_NUMBER}(?:\s?{_UNITS}(?:\s?{_NUMBER}\s?{_UNITS}){{0,3}}(?:\s?{_NUMBER}(?![\d월일년시%％.]))?)?"
_SIGN = "|".join(map(re.escape, sorted(MONEY, key=len, reverse=True)))
_FIGURE = re.compile(
    rf"(?P<date>{DAY_OF})"
    r"|(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})(?:\s?[~∼～-]\s?(?P<until>\d{1,2}))?일"
    r"|(?P<only>\d{1,2})월(?!드)"
    r"|(?P<quarter>[1-4])\s?분기|(?P<half>[상하])반기"
    rf"|(?P<share>{_NUMBER})\s*(?:%|％|퍼센트|프로(?!그|젝))|(?P<points>{_NUMBER})\s?(?:bps?\b|베이시스\s?포인트)"
    rf"|(?P<times>{_AMOUNT})\s?배(?=[가로의에나 ,.는를였로]|까지|이상|$)|(?<![가-힣])(?P<fold>{_WORD})\s?배(?=[가로의에나 ,.는를였]|까지|이상|$)"
    r"|(?P<twice>갑절|곱절)|(?P<halved>절반|반\s?토막)|(?P<parts>\d{1,2})분의\s?(?P<of>\d{1,2})"
    rf"|(?P<sign>{_SIGN})\s?(?P<signed>{_AMOUNT})"
    rf"|(?P<amount>{_AMOUNT})(?:여|가량)?\s?(?P<country>{'|'.join(DOLLARS)})?\s?"
    rf"(?P<currency>{'|'.join(CURRENCIES)})(?!자력|내대표|칙|인|래|유|료|장|정\s|작|서|화|리|성)"
    rf"|(?P<number>{_AMOUNT})"
    rf"|(?<![가-힣])(?P<word>{_WORD})\s?(?:명|곳|개|차례|번째|사람|살|대|건)"
)
# Where one of these can begin: whatever stands there above must be found by this too.
_BEGINNING = re.compile(
    rf"(?=[\d상하갑곱절반{re.escape(''.join(dict.fromkeys(word[0] for word in (*_WORDS, *MONEY))))}])"
    rf"(?:\d|[상하]반기|갑절|곱절|절반|반\s?토막|{_SIGN}"
    rf"|(?<![가-힣])(?:{_WORD})\s?(?:배|명|곳|개|차례|번째|사람|살|대|건))"
)
_PARTS = re.compile(rf"({_NUMBER})\s?([십백천만억조경]*)")


def stated(text: str) -> Iterator[tuple[str, int, int]]:
    """The figures of a Korean text, in order, each with where it is stated: text[start:end]."""
    for found in found_at(_BEGINNING, _FIGURE, text):
        if found.lastgroup == "number":  # most figures
            yield number(value(found[0])), found.start(), found.end()
            continue
        for figure in _figure({kind: said for kind, said in found.groupdict().items() if said}):
            yield figure, found.start(), found.end()


def _figure(found: dict[str, str]) -> Iterator[str]:
    if "date" in found:
        yield from dated(found)
    elif "month" in found:
        for day in (found["day"], found.get("until")):
            if day:
                yield f"d:{int(found['month'])}-{int(day)}"
        yield f"m:{int(found['month'])}"
    elif "currency" in found:
        code = CURRENCIES[found["currency"]]
        code = DOLLARS.get(found.get("country", ""), code) if code == "usd" else code
        yield from money(value(found["amount"]), code)
    elif "sign" in found:
        yield from money(value(found["signed"]), MONEY[found["sign"]])
    elif "parts" in found:
        yield multiple(int(found["of"]) / max(1, int(found["parts"])))
    else:
        kind, said = next(iter(found.items()))
        yield _KINDS[kind](said)


_KINDS: dict[str, Callable[[str], str]] = {
    "only": lambda month: f"m:{int(month)}",
    "quarter": lambda quarter: f"q:{quarter}",
    "half": lambda half: f"h:{'상하'.index(half) + 1}",
    "share": lambda said: share(value(said)),
    "points": lambda said: share(value(said) / 100),
    "times": lambda said: multiple(value(said)),
    "fold": lambda word: multiple(_WORDS[word]),
    "twice": lambda _: multiple(2),
    "halved": lambda _: multiple(0.5),
    "word": lambda word: number(_WORDS[word]),
    "number": lambda said: number(value(said)),
}


def value(text: str) -> float:
    """The value of an amount: 1조2천억 is 1.2e12, 3천500만 35 million."""
    if text.isdecimal():
        return float(text)
    total = part = 0.0
    for digits, units in _PARTS.findall(text):
        here = float(digits.replace(",", ""))
        for unit in units:
            if unit in _SMALL:
                here *= _SMALL[unit]
            else:
                total, part, here = total + (part + here) * _LARGE[unit], 0.0, 0.0
        part += here
    return total + part
