"""What notices say, in the publication's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Language

_KO = {
    "foot": "{name}의 발송 프로그램이 편집자에게 보내는 알림입니다. 받는 주소와 종류는 config.toml의 [notices]에서 정합니다.",
    "todo": "할 일",
    "issue": "호",
    "genre": "종류",
    "period": "기간",
    "items": "꼭지",
    "items_n": "{n}건 (문서 {documents}건에서)",
    "lint": "점검",
    "lint_n": "오류 {errors}, 경고 {warnings}",
    "lint_none": "지적 없음",
    "page": "웹 페이지",
    "folder": "파일",
    "deadline": "승인 기한",
    "slot": "예정 시각",
    "reason": "까닭",
    "list": ", ",
    # a draft is ready
    "draft_subject": "[{name}] 초안이 준비되었습니다: {issue}",
    "draft_title": "초안이 준비되었습니다",
    "draft_lead": "승인하시면 바로 나갑니다. 승인 전에는 아무에게도 보내지 않습니다.",
    "draft_errors": "점검에서 오류가 나왔습니다. 고치기 전에는 보내지 않습니다.",
    "do_preview": "살펴보기",
    "do_lint": "점검 결과 보기",
    "do_approve": "승인하기",
    "do_skip": "이번 호를 건너뛰기",
    # an issue waits
    "near_subject": "[{name}] 승인을 기다립니다: {issue}",
    "near_title": "승인을 기다리는 호가 있습니다",
    "near_lead": "{deadline}까지 승인하시면 저절로 나갑니다. 그 뒤에는 직접 보내셔야 합니다.",
    "waits_subject": "[{name}] 나가지 않고 기다립니다: {what}",
    "waits_title": "예정된 발송이 사람을 기다립니다",
    "failed_subject": "[{name}] 예정된 발송이 실패했습니다: {what}",
    "failed_title": "예정된 발송이 실패했습니다",
    "waits_lead": "저절로는 다시 시도하지 않습니다. 까닭을 보고 결정해 주세요.",
    "late": "기한 안에 승인되지 않았습니다",
    "do_past": "지난 예정과 까닭 보기",
    "do_send": "보내기",
    "do_build": "새로 만들기",
    "paused_subject": "[{name}] 발송이 멈췄습니다: {issue}",
    "paused_title": "발송이 멈췄습니다",
    "paused_lead": "남은 메일은 사람이 이어 보내기 전까지 나가지 않습니다.",
    "do_show": "무엇이 어떻게 되었는지 보기",
    "do_resume": "이어 보내기",
    # a campaign has ended
    "ended_subject": "[{name}] 발송이 끝났습니다: {issue} ({sent}통)",
    "ended_title": "발송이 끝났습니다",
    "mails": "보낸 메일",
    "failed": "실패",
    "uncertain": "확인 불가",
    "open": "남은 메일",
    "retried": "다시 시도한 메일",
    "began": "시작",
    "took": "걸린 시간",
    "n": "{n}통",
    "failed_why": "실패한 까닭",
    "why_n": "{n}통: {why}",
    "why_more": "그 밖의 까닭 {n}가지",
    "uncertain_lead": "확인 불가는 도착했는지 아무도 알 수 없는 메일입니다. 저절로 다시 보내지 않습니다.",
    "no_reason": "까닭을 말하지 않음",
    # sources
    "source_subject": "[{name}] 읽지 못하는 출처: {what}",
    "source_title": "출처를 거듭 읽지 못했습니다",
    "source_lead": "그동안 이 출처의 글은 호에 들어가지 않습니다. 다시 읽히면 알려 드립니다.",
    "sources": "출처",
    "source_n": "{error} ({n}번 잇따라)",
    "do_check": "설정과 출처 점검하기",
    "do_fetch": "지금 다시 읽어 보기",
    "again_subject": "[{name}] 출처를 다시 읽습니다: {what}",
    "again_title": "출처를 다시 읽습니다",
    "and_more": "{first} 밖 {n}곳",
    "hours": "{h}시간 {m}분",
    "minutes": "{m}분 {s}초",
    "seconds": "{s}초",
}
_EN = {
    "foot": "A notice to the editors from the program that sends {name}. Who gets which is set under [notices] in config.toml.",
    "todo": "What to do",
    "issue": "Issue",
    "genre": "Kind",
    "period": "Period",
    "items": "Items",
    "items_n": "{n} (from {documents} documents)",
    "lint": "Checks",
    "lint_n": "errors: {errors}, warnings: {warnings}",
    "lint_none": "nothing found",
    "page": "Web page",
    "folder": "Files",
    "deadline": "Approve by",
    "slot": "Planned for",
    "reason": "Reason",
    "list": ", ",
    "draft_subject": "[{name}] Draft ready: {issue}",
    "draft_title": "A draft is ready",
    "draft_lead": "It goes out as soon as you approve it. Until then nobody is sent anything.",
    "draft_errors": "The checks found errors. It is not sent before they are mended.",
    "do_preview": "Look at it",
    "do_lint": "See what the checks found",
    "do_approve": "Approve it",
    "do_skip": "Leave this issue out",
    "near_subject": "[{name}] Waiting for approval: {issue}",
    "near_title": "An issue is waiting for approval",
    "near_lead": "Approved by {deadline}, it goes out by itself. After that you have to send it.",
    "waits_subject": "[{name}] Not sent, waiting: {what}",
    "waits_title": "A planned issue is waiting for a person",
    "failed_subject": "[{name}] Planned issue failed: {what}",
    "failed_title": "A planned issue has failed",
    "waits_lead": "It is not tried again by itself. See the reason and decide.",
    "late": "not approved in time",
    "do_past": "See past slots and their reasons",
    "do_send": "Send it",
    "do_build": "Build it anew",
    "paused_subject": "[{name}] Sending has stopped: {issue}",
    "paused_title": "Sending has stopped",
    "paused_lead": "The remaining mails do not leave before a person goes on with them.",
    "do_show": "See what became of each mail",
    "do_resume": "Go on",
    "ended_subject": "[{name}] Sent: {issue} ({sent} mails)",
    "ended_title": "Sending has ended",
    "mails": "Mails sent",
    "failed": "Failed",
    "uncertain": "Uncertain",
    "open": "Not sent yet",
    "retried": "Tried more than once",
    "began": "Began",
    "took": "Took",
    "n": "{n}",
    "failed_why": "Why mails failed",
    "why_n": "{n}: {why}",
    "why_more": "other reasons: {n}",
    "uncertain_lead": "Nobody can know whether the uncertain mails arrived. They are not sent again by themselves.",
    "no_reason": "no reason given",
    "source_subject": "[{name}] Cannot be read: {what}",
    "source_title": "Sources keep failing",
    "source_lead": "Meanwhile nothing of theirs is in any issue. You are told when they can be read again.",
    "sources": "Sources",
    "source_n": "{error} ({n} times in a row)",
    "do_check": "Check the configuration",
    "do_fetch": "Try to read them now",
    "again_subject": "[{name}] Read again: {what}",
    "again_title": "Sources can be read again",
    "and_more": "{first} and {n} more",
    "hours": "{h} h {m} min",
    "minutes": "{m} min {s} s",
    "seconds": "{s} s",
}


class Words:
    """The words of a language: `words("draft_title", n=3)`."""

    def __init__(self, language: Language) -> None:
        self._words = _EN if language == "en" else _KO

    def __call__(self, key: str, **values: object) -> str:
        """One of them, filled in."""
        return self._words[key].format(**values)

    def span(self, seconds: float) -> str:
        """A length of time as people say it."""
        whole = max(0, round(seconds))
        hours, rest = divmod(whole, 3600)
        minutes, left = divmod(rest, 60)
        kind = "hours" if hours else "minutes" if minutes else "seconds"
        return self(kind, h=hours, m=minutes, s=left)
