"""What the columns of subscribers' tables are called, by us, by spreadsheets, and by the services that export them.

Stibee's are those of its help (help.stibee.com, "구독자 목록 내보내기" and "구독 상태 이해하기"); listmonk's those that its source writes
(`ExportSubscribers`); Mailchimp's those of exports that public programs read. docs/how-to/subscribers.md says more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.model import Language, Left

NAMES: dict[str, tuple[str, ...]] = {
    "email": (
        "email", "e-mail", "email address", "address", "이메일", "이메일 주소", "이메일주소", "메일", "메일주소", "전자우편",
    ),
    "name": ("name", "full name", "이름", "성명", "구독자 이름", "구독자명", "닉네임"),
    "first": ("first name", "fname", "firstname", "given name"),
    "last": ("last name", "lname", "lastname", "surname", "family name", "성"),
    "language": ("language", "lang", "locale", "언어"),
    "lists": ("lists", "list", "목록", "리스트"),
    "status": ("status", "subscription status", "구독 상태", "구독상태", "상태", "수신 상태", "수신상태"),
    "consented": (
        "consented", "consent date", "optin time", "subscribed", "subscribed at", "signup date", "created at", "수신동의일",
        "동의일", "동의 일시", "동의일시", "가입일", "가입 일시", "가입일시", "구독일", "구독 일시", "구독일시", "추가일",
    ),
    "confirmed": ("confirmed", "confirm time", "confirmed at", "동의 확인일", "재동의일"),
    "source": ("consent source", "consent", "source", "추가 경로", "동의 경로", "동의경로", "구독경로", "구독 경로"),
    "left": (
        "left", "unsub time", "unsubscribed at", "수신거부일", "수신 거부일", "수신거부 일시", "구독 해지일", "해지일", "삭제일",
    ),
    "cleaned": ("clean time", "bounced at", "자동삭제일", "자동 삭제일"),
    "detail": ("detail", "unsub reason", "구독 해지 사유", "해지 사유", "수신거부 사유"),
    "changed": ("last changed", "updated at", "마지막 업데이트일"),
    "attributes": ("attributes",),
    "consents": ("consents",),
}  # fmt: skip
"""What a table can say of a person, and the names, in lower case, of columns that say it; the first found counts."""

SERVICES: dict[str, tuple[str, ...]] = {
    "Mailchimp": ("member rating", "leid", "euid", "optin time", "confirm time", "unsub time", "clean time"),
    "Stibee": ("추가 경로", "광고성 정보 수신 동의", "마지막 업데이트일", "구독 해지 사유"),
    "listmonk": ("uuid", "attributes"),
}
"""Columns that only this service's exports have."""

LANGUAGES: dict[str, Language] = {
    "ko": "ko", "kr": "ko", "korean": "ko", "한국어": "ko", "국문": "ko", "한글": "ko",
    "en": "en", "english": "en", "영어": "en", "영문": "en",
}  # fmt: skip

HERE = frozenset({
    "", "subscribed", "subscribe", "active", "enabled", "confirmed", "구독 중", "구독중", "구독", "수신", "수신동의", "수신 동의",
    "동의", "활성", "정상",
})  # fmt: skip
"""What a status says of those who are written to."""

GONE: dict[str, Left] = {
    **dict.fromkeys(
        ("unsubscribed", "unsubscribe", "opted out", "opt-out", "optout", "수신거부", "수신 거부", "구독취소", "구독 취소",
         "구독해지", "구독 해지", "해지", "탈퇴"), "unsubscribed"),
    **dict.fromkeys(
        ("bounced", "bounce", "hard bounce", "cleaned", "undeliverable", "자동삭제", "자동 삭제", "반송"), "bounced"),
    **dict.fromkeys(("complained", "complaint", "spam", "spam complaint", "abuse", "스팸신고", "스팸 신고"), "complained"),
    **dict.fromkeys(
        ("removed", "deleted", "blocklisted", "blacklisted", "blocked", "disabled", "archived", "삭제", "차단", "비활성"),
        "removed"),
}  # fmt: skip
"""What a status says of those who are never written to again."""

NEVER = frozenset({
    "pending", "unconfirmed", "non-subscribed", "nonsubscribed", "transactional", "구독 대기", "구독대기", "확인 대기", "대기",
    "미확인", "미동의", "비동의",
})  # fmt: skip
"""What a status says of those who have not agreed, or not yet."""


def plain(text: str) -> str:
    """A column's name or a status as it is compared."""
    return " ".join(text.replace("_", " ").casefold().split())


def service(header: Sequence[str]) -> str:
    """Whose export a table with this header is; empty where it is nobody's that we know."""
    named = {plain(cell) for cell in header}
    for name, marks in SERVICES.items():
        if set(marks) <= named if name == "listmonk" else set(marks) & named:
            return name
    return ""


def places(header: Sequence[str], given: Mapping[str, str], *, subject: str) -> dict[str, int]:
    """Which column says what: index by meaning (the keys of `NAMES`).

    Args:
        header: the cells of the first line.
        given: what the editor says of it: meaning → name of the column.
        subject: the file, for errors.

    Raises:
        UsageError: the editor names a column that is not there.
        ResultError: no column holds addresses.
    """
    named = [plain(cell) for cell in header]
    found = {
        meaning: named.index(name)
        for meaning, names in NAMES.items()
        if (name := next((one for one in names if one in named), None)) is not None
    }
    for meaning, column in given.items():
        if plain(column) not in named:
            raise UsageError("--columns", f'{subject} has no column "{column}"', f"it has {_told(header)}")
        found[meaning] = named.index(plain(column))
    if "email" not in found:
        raise ResultError(
            subject,
            f"no column holds addresses (the first line is: {_told(header)})",
            'name it "email" or "이메일" in the first line, or say which it is: `--columns "email=…"`',
        )
    return found


def _told(header: Sequence[str]) -> str:
    return ", ".join(" ".join(cell.split()) for cell in header)[:200]
