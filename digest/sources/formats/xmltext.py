"""The text of a feed in XML as a parser bears it: nothing before it, no entities of its own, only characters of XML."""

from __future__ import annotations

import re

DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What is read once is never read again ((?>…), *+): no document can make a search take more than one pass.
DOCTYPE = re.compile(
    r"\A((?>\s|<\?.*?\?>|<!--.*?-->)*+)<!DOCTYPE(?>[^>\[]*)(?>\[.*?\]\s*(?=>))?>", re.IGNORECASE | re.DOTALL
)
OWN_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
# What a server's programs print before the feed that they make: a text or tags that begin no XML document.
JUNK = re.compile(
    r"(?!\s*<[?!])(?>[^<]|<(?!\?xml\b|rss\b|feed\b|rdf:))*+(?=<(?:\?xml|rss|feed|rdf:))", re.IGNORECASE
)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REFERENCES = re.compile(r"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);)+")
REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
LONGEST_NUMBER = 8
LAST = 0x10FFFF
BESIDE = re.compile(
    r"</?(?:[\w.-]+:)?(?:image|textinput|width|height|cloud|licen[sc]e|where|pos|poslist|point|box|line|polygon)\b[^<>]*>",
    re.IGNORECASE,
)


def bearable(text: str) -> str:
    """The feed alone: no text before it, no XML declaration (it is decoded), no DTD that defines entities.

    Characters that XML forbids are gone, also as references; two halves of a character outside of 16 bits, written as
    two references (`&#55357;&#56832;`), are that character.
    """
    junk = JUNK.match(text)
    undeclared = DECLARATION.sub("", text[junk.end() if junk else 0 :].lstrip("\ufeff"), count=1).lstrip()
    allowed = REFERENCES.sub(_allowed, NOT_XML.sub("", undeclared))
    if not OWN_ENTITY.search(allowed):
        return allowed
    return OWN_ENTITY.sub("<!IGNORED ", DOCTYPE.sub(r"\1", allowed, count=1))


def without_beside(text: str) -> str:
    """The text without the tags of what stands beside the entries (logos, places, licences)."""
    return BESIDE.sub("", text)


def _allowed(found: re.Match[str]) -> str:
    codes = [_code(*parts) for parts in REFERENCE.findall(found.group())]
    characters = "".join(chr(code) for code in codes)
    if not NOT_XML.search(characters):
        return found.group()
    joined = characters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return "".join(f"&#{ord(character)};" for character in NOT_XML.sub("", joined))


def _code(hexadecimal: str, decimal: str) -> int:
    """The number of a character; 0, which XML forbids, for what is none."""
    digits = (hexadecimal or decimal).lstrip("0")
    if not digits or len(digits) > LONGEST_NUMBER:
        return 0
    code = int(digits, 16 if hexadecimal else 10)
    return code if code <= LAST else 0
