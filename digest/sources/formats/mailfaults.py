"""Mail that brings no text to read: what it is, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.sources.formats.content import Content
    from digest.sources.formats.mime import Entity

Fault = tuple[str, str]
_OPEN = "open it in a mail program that has the key, and save its text"
_LEAVE = "leave it out; it is no letter"
_ARMOUR = "-----BEGIN PGP MESSAGE-----"
_SIGNED_DATA = ("signed-data", "certs-only")
_REPORTS = {
    "delivery-status": "is a mail server's report on a delivery",
    "disposition-notification": "is a receipt, sent when a letter was opened",
    "feedback-report": "is a complaint about a letter, sent by a mail provider",
}
_FILES_SHOWN = 3


def fault(entity: Entity, content: Content) -> Fault | None:
    """Why a message cannot be read as a letter, and what to do; None where it can.

    Args:
        entity: the message.
        content: the text that was found in it.
    """
    if entity.kind == "multipart/report":
        kind = entity.parameters.get("report-type", "").lower() or _reported(entity)
        return _REPORTS.get(kind, "is a report by a program"), _LEAVE
    if entity.kind == "multipart/encrypted" or content.text.lstrip().startswith(_ARMOUR):
        return "is encrypted (OpenPGP)", _OPEN
    kinds = _kinds(entity)
    packed = next(
        (part for part in kinds if part.kind.endswith("/pkcs7-mime") or part.kind.endswith("/x-pkcs7-mime")),
        None,
    )
    if packed is not None and not content.text:
        if packed.parameters.get("smime-type", "").lower() in _SIGNED_DATA:
            return "is packed in its signature (S/MIME)", "open it in a mail program, and save its text"
        return "is encrypted (S/MIME)", _OPEN
    return None if content.text else _textless(kinds)


def _textless(kinds: list[Entity]) -> Fault | None:
    files = [part.kind for part in kinds if part.main not in ("text", "multipart", "message")]
    if any(part.kind == "text/calendar" for part in kinds):
        return "holds nothing but a calendar entry", "put its text in a file, if it is news"
    if any(part.kind == "message/external-body" for part in kinds):
        return "has its text elsewhere (message/external-body)", "fetch it from there"
    if any(part.kind == "message/partial" for part in kinds):
        return "is one piece of a letter sent in several", "join them in a mail program, and save the whole"
    if files:
        told = ", ".join(dict.fromkeys(files[:_FILES_SHOWN]))
        return f"holds no text, only files ({told})", "save them, and give them as documents"
    return None


def _reported(entity: Entity) -> str:
    kinds = {part.kind.removeprefix("message/") for part in entity.parts}
    return next((kind for kind in _REPORTS if kind in kinds), "")


def _kinds(entity: Entity) -> list[Entity]:
    """The parts that hold no other parts."""
    pending, found = [entity], []
    while pending:
        part = pending.pop(0)
        pending += part.parts
        if not part.parts:
            found.append(part)
    return found
