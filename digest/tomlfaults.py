"""What is wrong in a text that is not TOML, in words for who wrote it: the line, and what to write instead.

Python's parser names a place and a rule of its grammar. People write quotation marks of a word processor, a text without
any, a name in Hangul, `name: value`, or the path of a Windows folder.
"""

from __future__ import annotations

import re

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_CURLY = re.compile(r"[“”„‟″＂‘’]")
_NAME = re.compile(r"\s*([^\s=:\"'\[\]#]+)\s*=")
_VALUE = re.compile(r"[^=]*=\s*(.*)")
_LONGEST = 60
"""Characters of a line that are shown."""
_SECRET = re.compile(r"(?i)(\s*[\w.-]*(?:password|secret|token)[\w.-]*\s*[=:]).*")
_SAID = {
    "Unterminated string": "a quotation mark is not closed",
    'Expected "\'"': "a quotation mark is not closed",
    "Unclosed array": "a comma or a ] is missing",
    "Unclosed inline table": "a comma or a } is missing",
    "Expected ']' at the end of a table declaration": "a ] is missing",
    "Expected ']]' at the end of an array declaration": "a ]] is missing",
    "Expected '=' after a key in a key/value pair": "write = between a name and its value",
    "Cannot overwrite a value": "this name was there before",
    "Expected newline or end of document after a statement": "something stands behind the value; remarks begin with #",
    "Unescaped '\\' in a string": "write / for \\ in a path",
    "Illegal character '\\n'": "a quotation mark is not closed",
    "Illegal character '\\r'": "a quotation mark is not closed",
    "Cannot declare": "this table was there before; put its lines together",
    "Invalid hex value": "write / for \\ in a path",
}


def fault(text: str, error: Exception) -> str:
    """What is wrong, beginning with the line.

    Args:
        text: what was read.
        error: what `tomllib` raised.
    """
    if isinstance(error, RecursionError):
        return "brackets stand in brackets without end"
    place = _PLACE.search(str(error))
    message = str(error)[: place.start()] if place else str(error)
    lines = text.splitlines() or [""]
    if place and place[1]:
        number = int(place[1])
    else:
        number = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 1)
    line = lines[number - 1] if number <= len(lines) else ""
    return f"line {number}, `{_shown(line)}`: {_advice(line, message)}" if line.strip() else message


def _shown(line: str) -> str:
    """A line as it is repeated; what may be a secret is not."""
    line = "…" if "PRIVATE KEY" in line else _SECRET.sub(r"\1 …", line.strip())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _advice(line: str, message: str) -> str:
    value = _VALUE.match(line)
    given = value[1].strip() if value else ""
    ends_late = message.startswith("Expected newline")
    if _CURLY.search(line) and (
        ends_late or message in ("Invalid statement", "Invalid value", "Unclosed array")
    ):
        return 'write straight quotation marks (")'
    if message == "Invalid statement":
        name = _NAME.match(line)
        foreign = name and not name[1].isascii()
        return (
            "names of settings are written in Latin letters"
            if foreign
            else "no name of a setting stands there"
        )
    if message == "Invalid value":
        return _meant(given)
    if ends_late and re.match(r"\d+[^\W\d_]", given):
        return "put the text in quotation marks"
    return next((advice for begin, advice in _SAID.items() if message.startswith(begin)), message)


def _meant(given: str) -> str:
    word = given.partition("#")[0].strip().lower()
    if word in ("true", "false"):
        return f"write {word} in small letters"
    if word in ("yes", "no", "on", "off", "예", "아니오", "네", "참", "거짓"):
        return "write true or false"
    return "put the text in quotation marks" if given else "a value is missing"
