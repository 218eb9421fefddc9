"""Lines of buttons and figures: what a page offers to do with a text, not the text."""

from __future__ import annotations

import re

_WORDS = frozenset(
    """
    share tweet save print e-mail email copy link url facebook twitter x instagram linkedin mastodon bluesky threads reddit
    whatsapp telegram pinterest pin youtube spotify apple google rss feed play listen download transcript video audio subscribe
    subscribed subscription follow us like likes comment comments reply mp3 min mins minutes minute read mb kb views view published
    released updated posted archive unsubscribe about masthead ethics jobs careers privacy terms contact advertise newsletter
    newsletters login log in sign up out home menu search skip to content next previous prev back top later for this it on via
    and or the by a font size text gmt utc am pm pdf app store podcasts podcast manage preferences
    공유 공유하기 스크랩 스크랩하기 인쇄 인쇄하기 프린트 글자 글씨 크기 크기조정 조정 조절 크게 작게 본문 좋아요 훈훈해요 슬퍼요 화나요 놀라워요 응원해요 후속기사
    원해요 기대해요 페이스북 트위터 엑스 인스타그램 카카오톡 카카오스토리 카카오채널 카카오 밴드 네이버 블로그 유튜브 복사 url복사 링크 링크복사 재생 듣기 내려받기
    다운로드 구독 구독하기 팔로우 댓글 댓글수 답글 조회 조회수 추천 저장 저장하기 번역 요약 요약봇 음성 메뉴 홈 검색 로그인 회원가입 이전 다음 목록 목록보기 맨위로 위로
    이전글 다음글 이메일 메일 기사 보내기 시간 읽는 약 분 초 개 가 가+ 가- 글자크기 폰트 다크모드 후원하기 후원 모아보기 지난호 문의 등록 수정 입력 승인 발행 공감 좋았어요 아쉬워요 별로예요 보통이에요 최고예요 그저그래요 loved good okay fine meh bad great
    """.split()  # noqa: SIM905 - a word list reads best as one
)
_TOKEN = re.compile(r"[^\W\d_]+[+-]?|[^\W_]+")
_BARE = re.compile(r"[\W\d_]+")
_LONGEST = 110
_MOSTLY = 0.8


def is_control(text: str) -> bool:
    """Whether nearly all words of a short line name buttons, places to share, or figures (`공유하기 스크랩`, `54 min · Download`)."""
    if len(text) > _LONGEST or (text.endswith((".", "?", "!", "다", "요")) and len(text) > _LONGEST // 4):
        return False
    words = [word.lower() for word in _TOKEN.findall(text)]
    named = [word for word in words if not word.isdigit()]
    if len(words) < 2 or not named:  # noqa: PLR2004 - a single word may head a chapter
        return False
    known = sum(word in _WORDS or (not word.isalpha() and _BARE.sub("", word) in _WORDS) for word in named)
    return known >= _MOSTLY * len(named)
