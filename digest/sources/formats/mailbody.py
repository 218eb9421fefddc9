"""Which parts of a message are its text, and that text: the fuller of several versions, the original of a forward.

A message's structure says what belongs together (`multipart/mixed`, `related`) and what says the same thing twice
(`multipart/alternative`); only reading both tells which of two versions is a mere "view this in a browser".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.sources.formats import collected, forwarding, hypertext, plain
from digest.sources.formats.charset import decode
from digest.sources.formats.content import Content, joined, kept
from digest.sources.formats.flowed import unflowed, unquoted, unsigned
from digest.sources.formats.forwarding import Original
from digest.sources.formats.mailwords import parameters
from digest.sources.formats.transfer import decoded, without_attachments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Block
    from digest.sources.formats.mime import Entity

_NO_LETTER = frozenset(
    {
        "calendar",
        "css",
        "csv",
        "javascript",
        "rfc822-headers",
        "vcard",
        "x-vcard",
        "directory",
        "x-amp-html",
        "x-watch-html",
        "x-pmf",
        "xml",
    }
)
_TEXT_FILES = (".txt", ".htm", ".html")
_TAG = re.compile(r"</?[a-zA-Z!]")
_ENRICHED = re.compile(r"<param>.*?</param>|</?[a-zA-Z][\w-]*>", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")
_FULLER = 0.5
"""The HTML version is read unless it says less than this share of what the plain one says."""
_MUCH_LONGER = 4
"""Times what is new: an answer that hands on so much is the mail that it hands on."""
_A_LETTER = 400
"""Letters and digits: a shorter quotation is what an answer answers."""
_SAME = 0.8
_MOST_ROUNDS = 5
_FOOTER = re.compile(r"\s*_{20,}\s*\n")
_LONGEST_FOOTER = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the reading of a message's parts needs to know: its subject, whether it answers another, its zone, its name."""

    subject: str
    answers: bool
    zone: ZoneInfo
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A text, and the original that it was forwarded from, if it was.

    `cited`: the original stood in a quotation, which was undone. `footer`: it is what a mailing list hangs on.
    """

    content: Content
    original: Original | None = None
    cited: bool = False
    footer: bool = False

    @property
    def weight(self) -> int:
        """How much it says: its letters and digits, addresses left out."""
        return sum(map(str.isalnum, _ADDRESS.sub("", self.content.text)))


def body(entity: Entity, letter: Letter) -> Body:
    """The text of a message; empty where it has none. Attached texts are read only where there is no other."""
    found = _read(entity, letter, attached=False)
    return found if found.content.text else _read(entity, letter, attached=True)


def _read(entity: Entity, letter: Letter, *, attached: bool) -> Body:
    if not entity.parts:
        wanted = (is_text(entity) and _shown(entity)) or (
            attached and (is_text(entity) or _is_text_file(entity))
        )
        return _leaf(entity, letter) if wanted else _nothing()
    if entity.main == "message":
        return _nothing()
    parts = entity.parts
    if entity.kind == "multipart/related":
        root = next((part for part in parts if part.main in ("text", "multipart")), None)
        parts = (root,) if root else ()
    read = [_read(part, letter, attached=attached) for part in parts]
    read = [found for found in read if found.content.text]
    if entity.kind == "multipart/alternative":
        return _fuller(read)
    return _together(_without_twins(read))


def _nothing() -> Body:
    return Body(content=Content(format="plain"))


def is_text(entity: Entity) -> bool:
    """Whether a part is text that people read."""
    return not entity.parts and entity.main == "text" and entity.kind.partition("/")[2] not in _NO_LETTER


def _is_text_file(entity: Entity) -> bool:
    """Whether a file's name says that it is text, where its type says nothing."""
    name = entity.parameters.get("name") or parameters(entity.header("content-disposition")).get(
        "filename", ""
    )
    return entity.kind == "application/octet-stream" and name.lower().endswith(_TEXT_FILES)


def _shown(entity: Entity) -> bool:
    told = entity.header("content-disposition")
    kind = told.partition(b";")[0].strip().lower()
    named = "filename" in parameters(told) or "name" in entity.parameters
    return kind != b"attachment" and not (named and entity.kind != "text/html" and kind != b"inline")


def _fuller(read: Sequence[Body]) -> Body:
    """Of versions of one text the last (its writer's best) unless another says much more."""
    most = max((found.weight for found in read), default=0)
    good = [found for found in read if found.weight >= _FULLER * most]
    html = [found for found in good if found.content.format == "html"]
    return max(html, key=lambda found: found.weight) if html else good[-1] if good else _nothing()


def _without_twins(read: Sequence[Body]) -> list[Body]:
    """Without the plain version of a text whose HTML version stands beside it, as if both were to be read."""
    if len({found.content.format for found in read}) < 2:  # noqa: PLR2004 - one kind has no twins
        return list(read)
    words = set[str]()
    for found in read:
        if found.content.format == "html":
            words |= set(found.content.text.split())
    return [found for found in read if found.content.format == "html" or not _within(found, words)]


def _within(found: Body, words: set[str]) -> bool:
    own = [word for word in _ADDRESS.sub("", found.content.text).split() if any(map(str.isalnum, word))]
    return bool(own) and sum(word in words for word in own) >= _SAME * len(own)


def _together(read: Sequence[Body]) -> Body:
    """Parts one after another; where one of them forwards an original, what stands above it is the forwarder's."""
    parts = [found for found in read if not found.footer] or list(read)
    parts = parts[max((place for place, found in enumerate(parts) if found.original), default=0) :]
    if not parts:
        return _nothing()
    first, rest = parts[0], [found.content for found in parts[1:]]
    if first.cited:
        rest = [_raised(content) if _mostly_quoted(content, 0) else content for content in rest]
    return replace(first, content=joined([first.content, *rest]))


def _leaf(entity: Entity, letter: Letter) -> Body:
    data = decoded(entity.body, entity.header("content-transfer-encoding"))
    charset = entity.parameters.get("charset", "")
    if entity.kind != "text/html":
        return _text(decode(without_attachments(data), charset), entity, letter)
    text = decode(data, charset)
    if not _TAG.search(text):
        return _text(text, entity, letter)
    return _html(text, letter)


def _text(text: str, entity: Entity, letter: Letter) -> Body:
    lines = unsigned(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    if entity.kind in ("text/enriched", "text/richtext"):
        lines = _ENRICHED.sub("", "\n".join(lines).replace("<<", "‹")).split("\n")
    if entity.parameters.get("format", "").lower() == "flowed":
        lines = unflowed(lines, delete_space=entity.parameters.get("delsp", "").lower() == "yes")
    several = collected.parted(lines, letter.zone)
    lines, original = (several, None) if several else _unwrapped(lines, letter)
    content = plain.read("\n".join(lines), name=letter.name, zone=letter.zone)
    footer = len(text) < _LONGEST_FOOTER and _FOOTER.match(text) is not None
    return Body(content=content, original=original, footer=footer)


def _unwrapped(lines: list[str], letter: Letter) -> tuple[list[str], Original | None]:
    """The lines of the innermost original, or those that are new in a reply; one level of quoting undone."""
    subject, answers = letter.subject, letter.answers
    original: Original | None = None
    for _ in range(_MOST_ROUNDS):
        found = forwarding.find(lines, letter.zone)
        if found is None:
            break
        above = lines[: found.start]
        if _hands_on(found, subject, above, lines[found.end :], answers=answers):
            original, lines = found, unquoted(lines[found.end :])
            subject, answers = found.subject or subject, forwarding.is_reply(found.subject)
        else:
            lines = above
            break
    if answers or any(forwarding.attributes(line.strip()) for line in lines):
        quoted = forwarding.quotes(lines)
        given = forwarding.handed_on(lines, quoted, letter.zone)
        if given and (forwarding.is_forward(subject) or _comments(lines, quoted)):
            return unquoted([line for line, cited in zip(lines, quoted, strict=True) if cited]), given
        new = forwarding.new_lines(lines, quoted)
        if any(any(map(str.isalnum, lines[number])) for number in new):
            return [lines[number] for number in new], original
        lines = [line for line in lines if line.lstrip().startswith(">")] or lines
    return unquoted(lines), original


def _comments(lines: Sequence[str], quoted: Sequence[bool]) -> bool:
    """Whether what is new in an answer is but a comment on a whole letter that it quotes."""
    sizes = [sum(map(str.isalnum, line)) for line in lines]
    old = sum(size for size, inside in zip(sizes, quoted, strict=True) if inside)
    return old >= _A_LETTER and old >= _MUCH_LONGER * (sum(sizes) - old)


def _hands_on(
    found: Original, subject: str, above: Sequence[str], below: Sequence[str], *, answers: bool
) -> bool:
    """Whether a message hands the original on, or answers it; where nothing tells, which of the two texts is longer."""
    new, old = (sum(map(str.isalnum, "".join(lines))) for lines in (above, below))
    if not old:
        return False
    if found.forwarded or not new or forwarding.is_forward(subject):
        return True
    if forwarding.was_forwarded(subject) and _MUCH_LONGER * new <= old:
        return True  # a word or two above what somebody else handed on
    own = [number for number in forwarding.new_lines(above, [False] * len(above)) if above[number].strip()]
    return not own or (not answers and not forwarding.is_reply(subject) and new <= old)


def _html(text: str, letter: Letter) -> Body:
    content = hypertext.letter(text, zone=letter.zone)
    subject, answers = letter.subject, letter.answers
    original: Original | None = None
    undone = False
    for cited in range(_MOST_ROUNDS):
        lines = content.text.split("\n")
        found = forwarding.find(lines, letter.zone)
        if found is None:
            break
        if not _hands_on(found, subject, lines[: found.start], lines[found.end :], answers=answers):
            content = kept(content, range(found.start))
            break
        if cited < 1 and _mostly_quoted(content, found.end):
            content, undone = hypertext.letter(text, zone=letter.zone, cited=1), True
            continue
        original, content = found, kept(content, range(found.end, len(lines)))
        subject, answers = found.subject or subject, forwarding.is_reply(found.subject)
    if original is None:
        given = _handed_on(text, content, letter) if forwarding.is_forward(subject) else None
        return given or Body(content=_reply(text, content, letter))
    return Body(content=_new(content, answers=answers), original=original, cited=undone)


def _handed_on(text: str, content: Content, letter: Letter) -> Body | None:
    """The quotation of a letter that hands it on, read again with one level of quoting undone; None where there is none."""
    if not content.blocks:
        return None
    lines, quoted = content.text.split("\n"), [block.kind == "quote" for block in content.blocks]
    original = forwarding.handed_on(lines, quoted, letter.zone)
    if original is None:
        return None
    again = hypertext.letter(text, zone=letter.zone, cited=1)
    around = {line for line, cited in zip(lines, quoted, strict=True) if not cited}
    told = [place for place, line in enumerate(again.text.split("\n")) if line not in around]
    return Body(content=kept(again, told), original=original, cited=True)


def _reply(text: str, content: Content, letter: Letter) -> Content:
    """What is new in a reply, read again without what it quotes: its headings and lists do not look quoted any more.

    Where nothing is new, the quotation itself, one level of quoting undone.
    """
    lines = content.text.split("\n")
    announced = any(map(forwarding.attributes, lines))
    if not _quoted(content) or not (letter.answers or announced):
        return content
    quoted = [block.kind == "quote" for block in content.blocks]
    new = set(forwarding.new_lines(lines, quoted))
    dropped = {line for number, line in enumerate(lines) if number not in new and not quoted[number]}
    for cited in (-1, 1):
        again = hypertext.letter(text, zone=letter.zone, cited=cited)
        told = again.text.split("\n")
        left = [number for number, line in enumerate(told) if line not in dropped]
        if any(any(map(str.isalnum, told[number])) for number in left):
            return kept(again, left)
    return content


def _quoted(content: Content) -> bool:
    return any(block.kind == "quote" for block in content.blocks)


def _mostly_quoted(content: Content, start: int) -> bool:
    texts = [block for block in content.blocks[start:] if block.kind in ("paragraph", "quote")]
    return sum(block.kind == "quote" for block in texts) > len(texts) / 2


def _new(content: Content, *, answers: bool) -> Content:
    """What is new in a reply; all of it, one level of quoting undone, where nothing is."""
    lines = content.text.split("\n")
    said = next((number for number, line in enumerate(lines) if forwarding.attributes(line)), None)
    if said is None and not answers:
        return content
    quoted = [block.kind == "quote" for block in content.blocks]
    new = forwarding.new_lines(lines, quoted) if lines and content.blocks else []
    if any(any(map(str.isalnum, lines[number])) for number in new):
        return kept(content, new)
    return _raised(content)


def _raised(content: Content) -> Content:
    """The content with one level of quoting undone."""
    return replace(content, blocks=tuple(map(_one_less, content.blocks)))


def _one_less(block: Block) -> Block:
    if block.kind != "quote":
        return block
    return (
        replace(block, level=block.level - 1)
        if block.level > 1
        else replace(block, kind="paragraph", level=0)
    )
