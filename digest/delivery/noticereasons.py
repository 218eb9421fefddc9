"""Reasons in the language of a notice: what the program says. Somebody's own words, a server's above all, stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.delivery.phrases import korean
from digest.model.why import Why, worded

if TYPE_CHECKING:
    from digest.model import Language

KOREAN = {
    "unapproved": "승인되지 않았습니다: `digest approve {issue}`",
    "late": "기한 안에 승인되지 않았습니다. 승인한 뒤 `digest send {issue}`",
    "missed": "예정보다 {hours}시간 늦어 기한(grace)을 넘겼습니다. 직접 만들고 보내 주세요",
    "over": "기한(grace)이 지났습니다. 직접 만들고 보내 주세요",
    "still": "{why}. 기한(grace)이 지났습니다. 직접 만들고 보내 주세요",
    "skipped": "편집자가 건너뜀: {note}",
    "sent_by_hand": "사람이 보냄",
    "sent_in_part": "사람이 보냄. {issues} 판은 아직 보내지 않음: 받을 사람이 있으면 `digest send {first}`",
    "counted": "{counts}",
    "nobody": "{issue}: 받을 구독자가 없습니다. 구독자를 더하려면 `digest subscribers add ADDRESS`",
    "nobody_reads": "{issue}: 이 판({language})을 받을 구독자가 없습니다. 구독자를 더하려면 `digest subscribers add ADDRESS`",
    "nobody_on": (
        "{issue}: 받을 구독자가 없습니다. {lists} 목록에 있는 사람만 받습니다."
        " 목록에 넣으려면 `digest subscribers change ADDRESS --list {first}`"
    ),
    "busy": "다른 프로그램이 보내고 있습니다",
    "unreachable": "{server}: 서버에 닿지 않습니다({why})",
    "paused": "{issue}: 발송이 멈춰 있습니다({why}). 살펴본 뒤 `digest campaign resume {issue}`",
    "lint": "{issue}: 점검 오류 {errors}건({found}). 고친 뒤 다시 해 주세요 (docs/how-to/lint.md)",
    "lint_errors": "{issue}: 점검 오류 {errors}건. 고친 뒤 다시 해 주세요 (docs/how-to/lint.md)",
    "held": "{why}. 살펴본 뒤 `digest approve {issue}`",
    "live": "읽은 뒤로 달라진 것: {counts}. 처음 것: {first}",
    "change": "{was} → {now}",
    "nothing": "(없음)",
    "other_words": "다른 말",
    "text_changed": "바뀐 {what}: {changes}",
    "text_gone": "없어진 {what}: “{text}”{why}",
    "page_gone": "페이지가 없음: {why}",
    "moved_on": "그 뒤 새로 읽은 것: “{headline}”{beside}",
    "n_changed": "바뀜 {n}",
    "n_gone": "없어짐 {n}",
    "n_dead": "사라진 페이지 {n}",
    "n_moved": "이야기가 나아간 소식 {n}",
    "headline": "제목",
    "sentence": "문장",
    "quotation": "인용",
    "figure": "수치",
    "date": "날짜",
    "reference": "링크",
    "by_hand": "사람이 멈춤",
    "withdrawn": "이 호를 거두어들였습니다",
    "item_withdrawn": "이 호의 소식 하나를 거두어들였습니다",
    "first": "처음 {n}명까지 보냈습니다",
    "refused_all": "메일 {n}통이 잇따라 거절되었습니다: {said}",
    "older_copy": (
        "저장소를 옛 사본으로 되돌렸습니다. 사본을 만든 뒤 나간 메일이 {lost}통이고, 그것일 수 있는 {doubted}통은 확인 불가로 둡니다"
    ),
    "n_pending": "대기 {n}",
    "n_claimed": "차례 {n}",
    "n_body": "나가는 중 {n}",
    "n_sent": "보냄 {n}",
    "n_retry": "다시 시도 {n}",
    "n_failed": "실패 {n}",
    "n_uncertain": "확인 불가 {n}",
    "not_sent": "보내지 않음: {day} {how}",
    "unsubscribed": "수신 거부",
    "bounced": "반송",
    "complained": "스팸 신고",
    "removed": "삭제",
    "off": "목록에서 빠짐",
    "forgotten": "삭제 요청으로 지움",
    "arrived": "편집자가 도착을 확인함",
    "lost": "편집자가 도착하지 않았음을 확인함",
}
"""Kind of `digest.model.why` → the sentence in Korean."""


def told(reason: str, language: Language) -> str:
    """A reason in the language of a notice."""
    if language != "ko":
        return str(reason)
    if not isinstance(reason, Why):
        return korean(reason)
    return worded(KOREAN[reason.kind], {name: _told(value) for name, value in reason.values.items()})


def _told(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(told(one, "ko") for one in value)
    return told(value, "ko") if isinstance(value, str) else value
