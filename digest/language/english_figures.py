"""The figures of an English text: where they stand and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.language.beginnings import before_words, found_by_words
from digest.language.stated import DAY_OF, MONEY, dated, money, multiple, number, share

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1000}
_BESIDE_MONEY = {"b": 10**9, "tn": 10**12, "trn": 10**12, "t": 10**12}
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {name: value for value, name in enumerate(_ONES.split(), 1)} | _TENS
_MONTH_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
    "oct october|nov november|dec december"
)
_MONTHS = {name: month for month, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
MONTHS = tuple(names.split()[-1].capitalize() for names in _MONTH_NAMES.split("|"))
"""The months by their full names."""
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_FOLD = {
    "doubl": 2,
    "twice": 2,
    "twofold": 2,
    "tripl": 3,
    "threefold": 3,
    "quadrupl": 4,
    "fourfold": 4,
    "quintupl": 5,
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_POINTS = {"quarter": 0.25, "half": 0.5}
_CURRENCIES = {
    "dollar": "usd",
    "won": "krw",
    "euro": "eur",
    "yen": "jpy",
    "yuan": "cny",
    "renminbi": "cny",
    "pound": "gbp",
    "franc": "chf",
    "ruble": "rub",
    "rouble": "rub",
    "rupee": "inr",
}
_DOLLARS = {
    "canadian": "cad",
    "australian": "aud",
    "hong kong": "hkd",
    "taiwan": "twd",
    "new taiwan": "twd",
    "singapore": "sgd",
}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SURE_MONTH = "|".join(name for name in sorted(_MONTHS, key=len, reverse=True) if name not in ("mar", "may"))
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = "|".join(_UNITS)
_SIGN = "|".join(map(re.escape, sorted(map(str.lower, MONEY), key=len, reverse=True)))
_SAID = "|".join(sorted(_WORDS, key=len, reverse=True))
_TENS_AND = "|".join(("twenty", *_TENS))
_WORD = rf"(?:(?:{_TENS_AND})-(?:{'|'.join(_ONES.split()[:9])})|{_SAID})"
_TH = "(?:st|nd|rd|th)?"
_KIND = "|".join(sorted(_DOLLARS, key=len, reverse=True))
_FIGURE = re.compile(
    rf"\b(?P<date>{DAY_OF})"
    rf"|\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}}){_TH}(?:\s?[-–]\s?(?P<until>\d{{1,2}}){_TH})?\b(?!,?\d)"
    rf"|\b(?P<day2>\d{{1,2}}){_TH}\s+(?:of\s+)?(?P<month2>{_MONTH})\b"
    r"|\b(?P<order>first|second|third|fourth|1st|2nd|3rd|4th)[\s-](?P<span>quarter|half)\b|\bq(?P<q>[1-4])\b|\b(?P<q2>[1-4])q\b"
    rf"|\b(?P<only>{_SURE_MONTH})\b|\b(?:in|since|until|by|last|this|next|late|early)\s+(?P<only2>may)\b"
    rf"|(?P<share>{_NUMBER}|\b{_WORD})[\s-]*(?:%|per\s?cent(?:age)?\b|pct\b)|(?P<points>{_NUMBER})[\s-](?:basis\s+points?|bps?)\b"
    r"|\b(?P<part_of_point>quarter|half)[\s-](?:percentage[\s-])?point\b"
    r"|\b(?P<fold>doubl|tripl|quadrupl|quintupl)(?:e[ds]?|ing)\b|\b(?P<fold2>twice|(?:two|three|four)-?fold)\b"
    rf"|(?P<times>\b{_NUMBER}|\b{_WORD})(?:[\s-]times\b|[\s-]?fold\b|x\b)"
    r"|\bhalv(?P<halved>e[ds]?|ing)\b|\bby\s+(?P<by_half>half)\b|\b(?P<half_of>half)\s+(?:of|the)\b"
    rf"|\b(?P<how_many>an?|one|two|three|four)[\s-](?P<part>third|quarter|fifth|tenth)s?(?=\s+of\b|\s+the\b|\s*[,.]|$)"
    rf"|(?P<sign>{_SIGN})\s?(?P<signed>{_NUMBER})[\s-]?(?P<sign_unit>{_UNIT}|mn|bn|trn|tn|m|b|t|k)?\b"
    rf"|\b(?P<amount>{_NUMBER}|a|{_WORD})(?:[\s-]?(?P<amount_unit>{_UNIT}|mn|bn|m|k))?[\s-]"
    rf"(?:(?P<kind>{_KIND}|u\.s\.|us|american)\s)?(?P<currency>{'|'.join(_CURRENCIES)})s?\b"
    rf"|(?P<number>{_NUMBER})(?:[\s-]?(?P<unit>{_UNIT}|mn|bn|m|k)\b)?"
    rf"|\b(?P<word>{_WORD})\b(?:[\s-](?P<word_unit>{_UNIT})\b)?|\b(?P<half_a>half\s+a|a)\s+(?P<one>{_UNIT})\b"
)
# Where one of these can begin: whatever stands there above must be found by this too.
_BEFORE_WORDS = [
    *(rf"{month}\b" for month in _MONTHS),
    *_WORDS,
    *(
        "first",
        "second",
        "third",
        "fourth",
        "half",
        "quarter",
        "doubl",
        "tripl",
        "quadrupl",
        "quintupl",
        "twice",
    ),
    *("halv", r"by\s+half", "q[1-4]", f"a(?:{_UNIT})"),
    rf"an?[\s-]\s*(?:{'|'.join(_PARTS)}|{_UNIT}|mn|bn|m[\s-]|k[\s-]|{_KIND}|u\.s\.|us|american|{'|'.join(_CURRENCIES)})",
    *(
        rf"{before}\s+may\b"
        for before in ("in", "since", "until", "by", "last", "this", "next", "late", "early")
    ),
]
_BEGINNING = before_words(
    _BEFORE_WORDS,
    signs="".join(sign for sign in MONEY if len(sign) == 1 and sign != "$"),
    far=["$", *(sign.lower() for sign in MONEY if sign.endswith(" "))],
)


def stated(text: str) -> Iterator[tuple[str, int, int]]:
    """The figures of an English text, in order, each with where it is stated: text[start:end]."""
    for found in found_by_words(_BEGINNING, _FIGURE, text):
        if found.lastgroup == "number":  # most figures, and nothing else is said
            yield number(_value(found[0])), found.start(), found.end()
            continue
        given = {kind: said for kind, said in found.groupdict().items() if said}
        for figure in _of_time(given) or _of_share(given) or _of_amount(given):
            yield figure, found.start(), found.end()


def _of_time(found: dict[str, str]) -> tuple[str, ...]:
    if "date" in found:
        return tuple(dated(found))
    month = found.get("month") or found.get("month2")
    if month:
        days = filter(None, (found.get("day") or found.get("day2"), found.get("until")))
        return (*(f"d:{_MONTHS[month]}-{int(day)}" for day in days), f"m:{_MONTHS[month]}")
    only = found.get("only") or found.get("only2")
    if only:
        return (f"m:{_MONTHS[only]}",)
    quarter = found.get("q") or found.get("q2")
    if quarter:
        return (f"q:{quarter}",)
    return (f"{found['span'][0]}:{_ORDER[found['order']]}",) if "order" in found else ()


def _of_share(found: dict[str, str]) -> tuple[str, ...]:
    """Shares of a hundred, multiples and parts."""
    said: tuple[str, ...] = ()
    fold = found.get("fold") or found.get("fold2")
    if "share" in found:
        said = (share(_value(found["share"])),)
    elif "points" in found:
        said = (share(_value(found["points"]) / 100),)
    elif "part_of_point" in found:
        said = (share(_POINTS[found["part_of_point"]]),)
    elif fold:
        said = (multiple(_FOLD[fold.replace("-", "")]),)
    elif "times" in found:  # three times as many, and three times in a year
        said = (number(_value(found["times"])), multiple(_value(found["times"])))
    elif found.keys() & {"halved", "by_half", "half_of"}:
        said = (multiple(0.5),)
    elif "part" in found:
        said = (multiple(_WORDS.get(found["how_many"], 1) / _PARTS[found["part"]]),)
    return said


def _of_amount(found: dict[str, str]) -> tuple[str, ...]:
    if "sign" in found:
        code = next(code for sign, code in MONEY.items() if sign.lower().strip() == found["sign"].strip())
        return tuple(money(_value(found["signed"], found.get("sign_unit")), code))
    if "currency" in found:
        if found["currency"] == "pound" and "amount_unit" not in found:
            return (number(_value(found["amount"])),)  # a weight, for all that is said
        code = _CURRENCIES[found["currency"]]
        code = _DOLLARS.get(found.get("kind", ""), code) if code == "usd" else code
        return tuple(money(_value(found["amount"], found.get("amount_unit")), code))
    if "one" in found:
        return (number(_UNITS[found["one"]] * (0.5 if found["half_a"] != "a" else 1)),)
    unit = found.get("unit") or found.get("word_unit")
    return (number(_value(found.get("number") or found["word"], unit)),)


def _value(said: str, unit: str | None = None) -> float:
    """The value of figures or words with their unit: 3.05 billion, twenty-one."""
    scale = (_UNITS | _SHORT | _BESIDE_MONEY)[unit] if unit else 1
    if said[0].isdigit():
        return float(said.replace(",", "")) * scale
    return sum(_WORDS.get(word, 1) for word in said.split("-")) * scale
