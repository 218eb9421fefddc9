"""Words by which documents name their parts, Korean and English. No word of any one publication stands here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import PartKind

_PART_HEADS: tuple[tuple[PartKind, str], ...] = (
    (
        "overview",
        (
            r"(?:들어가며|들어가는 (?:글|말)|머리말|서론|서문|개요|요약|핵심 ?요약|주요 ?요약|한눈에 ?보기|총평|(?:주요 ?)?(?:시장 ?)?(?:지표|지수)(?: ?(?:마감|현황|동향|한눈에))?|시세(?:표)?|market (?:data|snapshot)|markets at a glance|overview|introduction|intro"
            r"|(?:executive )?summary|at a glance|tl;?dr|the big picture)"
        ),
    ),
    (
        "conclusion",
        (
            r"(?:결론(?: 및 (?:전망|시사점|제언))?|맺음말|맺는 ?말|마치며|나가며|나오며|끝으로|마무리|시사점|총정리|conclusions?"
            r"|closing(?: thoughts| remarks)?|wrap[- ]?up|final thoughts|the bottom line|in closing)"
        ),
    ),
    (
        "outlook",
        r"(?:(?:향후|앞으로의|다음 ?주|다음 ?달|하반기)? ?전망|다음 ?호 ?예고|outlook|looking ahead|(?:(?:in )?(?:the |our )?next|coming in the next) (?:issue|quarter|month|number|time)|what'?s next|(?:the )?week ahead)",
    ),
    (
        "references",
        r"(?:참고|참고 ?(?:문헌|자료|링크|기사|사이트)|(?:.{0,12} )?(?:참고|언급|인용|소개|나온)(?:한|된|하신)? ?(?:자료|문헌|책|글|링크|기사)(?:들)?|출처|자료 ?출처|관련 ?링크|각주|references?|sources?(?: (?:and|&) (?:notes|further reading))?|notes (?:and|&) sources|bibliography|further reading|footnotes?|notes)",
    ),
    (
        "contents",
        r"(?:목차|차례|순서|(?:이번 ?호|오늘의) ?(?:목차|차례|순서)|(?:table of )?contents|in (?:this|today'?s) (?:issue|edition|newsletter|email)|inside(?: this issue)?)",
    ),
    (
        "calendar",
        (
            r"(?:(?:(?:주요|금주의?|이 ?주의|이번 ?주|다음 ?주|이달의?|오늘의?|내일의?|금일|명일|다가오는|월간|주간|향후|국내외|업계|경제|증시) ?)*(?:행사|일정|행사 ?일정|행사 ?안내|캘린더|달력)(?: ?및 ?(?:행사|일정))?|.{1,12}(?:달력|캘린더|행사 ?안내)|.{0,8}\d{1,2}월 ?.{0,6}(?:일정|행사)|(?:내일|모레|차주|금주|익일)의? ?.{0,6}일정|미리 ?보는 ?.{1,6}[월주]|upcoming|things to do|on this week|what['’]?s on|다음 ?주(?:에는?)?"
            r"|(?:upcoming |key |coming )?(?:events?|dates)(?: calendar)?|calendar|agenda|(?:coming up )?(?:next|this) week|coming up|on the calendar|(?:today['’]?s |this week['’]?s )?diary|dates for (?:the|your) diary|save the dates?|mark (?:the|your) (?:dates?|calendars?|diary)|행사명.*)"
        ),
    ),
    (
        "advertisement",
        (
            r"(?:\[?(?:광고|AD|협찬|제휴|스폰서)\]?|sponsor(?:ed)?(?: (?:by|content|message))?.{0,40}|advertisements?|presented by.{0,60}|(?:a (?:message|word)|together|"
            r"brought to you) (?:from|with|by).{0,60}|from our (?:sponsors?|partners?)|파트너 소식|promotion|jobs|job board|open positions|classifieds|채용 ?(?:공고|정보)|구인(?: ?(?:공고|정보|구직))?)"
        ),
    ),
    (
        "greeting",
        r"(?:(?:.{1,6}(?:장|인|대표|위원장|총재)(?:님)?의? ?)?(?:인사|인사말|메시지)|편집 ?후기|(?:a |an )?(?:message|letter|note|word|greetings?)s? from (?:the |our )?(?:president|director|chair|editors?|chief|dean|principal|team).{0,30}|from (?:the|our) (?:president|director|chair|editors?|chief|dean|team)|(?:the )?(?:director|president|chair|editor)s?'?s? (?:message|letter|note|column|desk)|인사말|여는 글|닫는 글|(?:편집자|편집장|에디터)(?:의)? ?(?:말|노트|레터|편지)|editor'?s (?:note|letter)|(?:letter|note) from the editor|welcome|hello|hi)[!.]?",
    ),
    (
        "furniture",
        (
            r"(?:(?:구독|문의|제보|후원|연락|알림|공지)(?:처)?(?: ?(?:안내|신청|하기|방법))?(?: ?(?:과|와|및|·|,|/) ?(?:구독|문의|제보|후원|연락|알림|공지|안내)(?:처)?)?|연락처|담당(?:자|부서)?|피드백|의견 ?보내기|추천 ?콘텐츠|관련 ?(?:기사|글|콘텐츠)|함께 보면 좋은 글|만든 ?사람들?|댓글|subscribe|unsubscribe|feedback|"
            r"share(?: this)?|(?:media |press )?(?:contacts?|enquiries|inquiries)(?: us)?|get (?:involved|in touch)|join us|about(?: us| the author)?|support us|housekeeping|colophon|imprint|the small print|credits|comments?|related(?: posts| articles| stories)?|follow us|newsletter sign-?up|(?:thanks|thank you)(?: to .{0,40})?|forward-looking statements?|leave a (?:reply|comment)|more (?:episodes|posts|articles)|(?:new |our )?contributors|acknowledge?ments)"
        ),
    ),
)
_KINDS = tuple(kind for kind, _ in _PART_HEADS)
_PART = re.compile("|".join(f"({pattern})" for _, pattern in _PART_HEADS), re.IGNORECASE)
"""One group for each kind, in the order of `_KINDS`."""
_TWO_NAMES = re.compile(r"\s[/|·]\s|(?<=[가-힣])\s(?=[A-Za-z])|(?<=[a-z])\s(?=[가-힣])")
_ASIDE = re.compile(r"\s*\([^()]{1,30}\)?$")
_LONGEST_NAME = 90
_LABELLED, _LEAVING = 120, 300
"""Characters of a line in which a label, or words of farewell, stand."""
_COUNT = re.compile(r"^(?:\d{1,2}|[Ⅰ-Ⅻ])[.)]?\s+(?=\D)")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

_ROUND_UP = re.compile(
    r"주간|(?:첫째|둘째|셋째|넷째|다섯째|\d) ?주(?![가-힣])|모음|이번 ?주|지난 ?주|이주의|금주|월간|이달의|일일|오늘의|아침|저녁|뉴스 ?레터|레터|브리핑|브리프|다이제스트|간추린|모아|한눈에|단신|동향|트렌드|리포트"
    r"|소식|시황|모닝 ?(?:미팅|노트|브리프)|주요 ?(?:뉴스|이슈)|헤드라인|\d+ ?(?:가지|대|건|개)로? ?(?:정리하는|뉴스|소식|이슈)?.{0,12}(?:이슈|뉴스|소식)|\d+월호|제? ?\d+호"
    r"|\b(?:the (?:week|month|fortnight|quarter) (?:in|of|that|ahead)|(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday) (?:morning )?(?:links|notes|reads|edition|letter|seven|five|ten)|(?:people|places) and (?:people|places)|weekly|daily|monthly|round-?up|digest|newsletter|news ?letter|brief(?:s|ing|ings)?|this week|this month|in brief|top stories|headlines|"
    r"news|bulletin|dispatch|quick hits|recap|(?<!affiliate )links|wrap|morning (?:meeting|note|call|letter)|issue \d+|issue #\d+|edition)\b",
    re.IGNORECASE,
)
_COLLECTED = re.compile(
    r"모아|(?:이야기|소식)(?:를|을)? ?(?:준비|들고|가져|골라)|정리(?:했|해 ?드)|간추|소식(?:들|을)|뉴스(?:를|들)|전해 ?드|(?:주요|이번 ?주|지난 ?주).{0,20}(?:소식|뉴스|이슈)|살펴보"
    r"|\b(?:this (?:week|month|quarter|fortnight),? (?:our|we)\b|round-?up|this week'?s|top stories|headlines|here (?:are|is) (?:the|what|your|this)|in this (?:issue|edition|newsletter)|in today'?s|stories (?:from|of|we)|catch up)\b",
    re.IGNORECASE,
)
_COUNTED = r"(?:\d+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열) ?"
_LIST_ARTICLE = re.compile(
    r"(?:알아야|해야|알아 ?두|하기|되는|하는|할|될|위한|있는|없는|좋은|쓰는|버릴|지킬)\s?(?:(?!뉴스|소식|이슈).){0,12}"
    + _COUNTED
    + r"(?:가지|선|계명|단계)$|"
    + _COUNTED
    + r"가지 ?(?:방법|팁|이유|습관|조언|원칙|특징|실수|전략|질문)|(?:하는|되는) ?법|방법 \d+|가이드|인터뷰|대담|회고|후기|칼럼|기고"
    r"|^(?:\d+|five|six|seven|eight|nine|ten|twelve|twenty) (?:[\w’'-]+ ){1,4}(?:that|to|you|every|i)\b|\b\d+ (?:\w+ ){0,3}(?:ways|tips|things|reasons|lessons|steps|habits|mistakes|questions|rules|tricks|signs|myths|principles|ideas|secrets|facts|places|books|ways to)\b|\bhow to\b|\binterview\b|\bguide\b|\bq ?& ?a\b|\btutorial\b|\bpodcast\b|\bepisode\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:(?:국내|해외|미국|아시아|유럽|글로벌|뉴욕)? ?(?:증시|주식|외환|채권|원자재|환율|금리|선물|암호화폐)(?: ?[·/] ?(?:채권|외환|환율|금리|주식))?(?: ?시장)?|내일의 변수|stocks|equities|bonds|rates|currencies|fx|commodities|crypto|(?:추진 ?|제정 ?|조사 ?|사업 ?|연구 ?)?(?:배경|개요|목적|경과|현황|내용|결과|의의|특징|방법|효과|과제|계획|대상|기간|일시|장소|주제)(?: 및 .{1,8})?|주요 ?(?:내용|특징|성과|결과|기능|일정|과제|변화)"
    r"|(?:향후|기대) ?(?:계획|효과|일정|과제|전망)|문제점|장점|단점|장단점|기능|사용법|설치|준비물?|왜 .{0,20}(?:까|나|가)|무엇이 .{0,12}|어떻게 .{0,12}|background|context|method(?:s|ology)?|results?|discussion|analysis|"
    r"what (?:happened|changed|it (?:means|is)|we know|to (?:know|watch|expect))|why (?:it|this) matters.?|how it works|(?:key )?(?:features?|takeaways?|findings|points|facts)|the details|zoom (?:in|out)|"
    r"(?:by )?the numbers|between the lines|yes,? but|go deeper|limitations|pros|cons|requirements|installation|usage|getting started|next steps|faq|timeline|what (?:they['’]?re saying|went wrong|we['’]?re (?:watching|hearing)|else)|(?:the )?(?:other side|big picture|bottom line|backstory|catch|upshot|latest|fine print)|state of play|driving the news|our take|catch up quick|무슨 ?일이(?:야|에요|죠)?|왜 ?중요(?:해|한가|할까)요?|한 ?줄 ?(?:요약|평)|그래서\??|더 ?알아보면|the (?:problem|solution|result|context|future))",
    re.IGNORECASE,
)
_SHORT_NEWS = re.compile(
    r"(?:단신(?: ?(?:뉴스|모음|브리핑))?|(?:작은|짧은|짤막한?|그 ?외) ?(?:뉴스|소식|단신|이야기)(?:들| ?[가-힣\d]{1,3})?|(?:한|두|세) ?(?:줄|입|문장|모금|스푼|숟갈) ?(?:뉴스|소식|브리핑|단신|이야기|동향)?|간추린 ?(?:뉴스|소식)|그 ?밖의 ?(?:뉴스|소식)|기타 ?(?:뉴스|소식)|이런 ?소식도|(?:news )?in (?:brief|short)|quick (?:hits|links|bites)|briefs|briefly|short(?:s| takes)|"
    r"headlines|(?:other|more|also in the) (?:news|stories|headlines|links)|(?:(?:a few|two|three|four|five|six|some|and) )?(?:small|short|little|quick|brief|other) (?:things|items|stories|notes|bits|ones)|elsewhere|odds and ends|in other news|links|what (?:we'?re|i'?m) reading|reading list|worth reading)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"안녕하(?:세요|십니까)|여러분|독자님|반갑습니다|구독자|^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|(?:morning|afternoon|evening)(?=[,.!])|happy|welcome|greetings)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"다음 ?(?:주|호|달|시간|편|레터|번)에?.{0,24}(?:다룹니다|다룰게요|만나|찾아|뵙|돌아|이어|보내)|읽어 ?주셔서|(?:^|[.!] )감사합니다[.!]?$|여기까지(?:입니다|예요|이에요|[!.]?$)|즐거운 (?:주말|하루|한 주)|좋은 (?:주말|하루|한 주)"
    r"|\b(?:see you (?:next|soon|on|again|tomorrow)|thanks for reading|thank you for reading|that(?:['’]?s| is) (?:a wrap|the (?:week|lot)|all(?= for\b| from\b|,? folks|[.!,]|$))|that(?:['’]?s| is) (?:it|that)(?=[^.!?]{0,40}[.!]?$|[^.!?]{0,40}[.!] (?:see|until|thank|reply|back|next|have|we)\b)|until next|have a (?:great|good|nice|lovely)|back (?:next|in your inbox))\b",
    re.IGNORECASE,
)
_LEAVING_WORDS = re.compile(
    "back |have a |see you |thank you for reading|thanks for reading|that|until next|감사합니다|다음|여기까지|좋은 |주셔서|즐거운 "
)
"""One of these stands in every farewell, in small letters: looking for it is quicker."""
_SELLING = re.compile(
    r"서비스 ?소개서|문의(?:해|는|하|처|:| ?[가-힣]*바랍)|신청하(?:기|세요|시)|무료 ?(?:체험|상담)|지금 ?(?:가입|신청|구독)|할인|프로모션|쿠폰|구독(?:하기|하세요|해 ?주)|버튼을 ?클릭|상담|자세히 알아보기|채용 ?중|피드백(?:을|은)|의견을 (?:보내|들려)"
    r"|\b(?:sign up|free trial|subscribe|% off|sponsored|promo code|use code|book a (?:demo|call)|learn more at|contact us|our sponsor|get started|limited time|pre-?order|hit reply|forward(?:ed)? this|tell a friend|feedback)\b|(?<![\w.])[\w.]+@[\w.]+",
    re.IGNORECASE,
)
_SPONSORED = re.compile(
    r"^\W{0,4}(?:\[(?:광고|AD|협찬|제휴|후원|PR)\]|\((?:광고|AD|PR|후원)\)|<(?:광고|AD)>|(?:광고|협찬|제휴 ?광고|후원)(?=$|\s*[:：|·\-–—\]])"
    r"|sponsor(?:ed)?(?: (?:by|content|message|post|link)\b|\s*[:|\].]|\W*$)|advertisement\b|partner content\b|(?:파트너|제휴) ?콘텐츠|AD(?:VERT)?\W*$"
    r"|(?:an? )?(?:word|message|note) from (?:our|(?:this|today['’]?s)\b.{0,20}?) ?(?:sponsors?|supporters?|partners?|friends)\b|(?:an? )?(?:word|message|note) from (?:[A-Z][\w&’'.-]*\s?){1,6}$|from our (?:sponsors?|supporters?|partners?|friends)\s*[:：]|presented by\b|together with\b)"
    r"|^.{0,60}\b(?:is|are|was) (?:supported|sponsored|paid for|brought to you|made possible) by\b"
    r"|^.{0,24}(?:메일|편지|레터|호|소식|뉴스레터|콘텐츠|글)(?:은|는)? .{1,24}(?:의 (?:후원|협찬|지원)(?:으로|을)|(?:이|가) (?:후원|협찬)(?:합니다|했습니다|해요))"
    r"|^.{2,50}\s?[|·/(\[]\s?(?:광고|AD|협찬|제휴|sponsored)[)\]]?$",
    re.IGNORECASE,
)

_ISSUE = re.compile(
    r"^(?:(?:spring|summer|autumn|fall|winter|q[1-4]) 20\d\d|(?:january|february|march|april|may|june|july|august|september|october|november|december) 20\d\d|20\d\d년? ?(?:\d{1,2}월호?|[봄여름가을겨울]{1,2}호?))$|\b(?:first|second|third|fourth) quarter(?: of)? 20\d\d\b|\bweek \d{1,2}\b|(?:^|[\s(\[|·,—–-])(?:no\.?|vol\.?|issue|edition|#|№|제)\s?#?\d{1,4}(?:호|권|편|\b)(?!\s?(?:조|장|절|항|차|회|위|대))|(?<![\d.])\d{1,4}호(?![가-힣])",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"Q\d*\s?[.:)\]]|질문|문\s?[:.)]|[―—–-]\s?.{4,80}[?？]$|[―—–]\s?.{4,60}(?:나|까|가|요|는지|은|는|다면|달라)[.]?$"
)

_COLUMN = re.compile(
    r"행사명|행사|기간|일시|일자|날짜|일정|장소|개최지|홈페이지|웹사이트|누리집|개요|비고|주최|내용|events?|names?|dates?|when|where|place|venue|location|city|website|url|link|host",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _bare(head: str) -> str:
    name = head.replace("’", "'")
    if not (name[:1].isalnum() and name[-1:].isalnum()):
        name = _EDGES.sub("", name)
    return name if name[:1].isalpha() else _COUNT.sub("", name)


@lru_cache(maxsize=4096)
def part_of(head: str) -> PartKind | None:
    """The part that a heading (without its marker) names, None where it names none."""
    if len(head) > 2 * _LONGEST_NAME:
        return None
    name = _bare(head)
    name = _ASIDE.sub("", name) if "(" in name else name
    if len(name) > _LONGEST_NAME:
        return None
    found = _PART.fullmatch(name)
    if found and found.lastindex:
        return _KINDS[found.lastindex - 1]
    if not _TWO_NAMES.search(name):
        return None
    both = [part_of(half) for half in _TWO_NAMES.split(name)]  # the same in two languages: 일정 / Diary
    return both[0] if all(both) else None


@lru_cache(maxsize=4096)
def announces_round_up(title: str) -> bool:
    """Whether a title says that several stories follow."""
    return _ROUND_UP.search(title) is not None and not is_list_article(title)


@lru_cache(maxsize=4096)
def says_collected(text: str) -> bool:
    """Whether an opening paragraph says that several stories follow."""
    return _COLLECTED.search(text) is not None


def is_list_article(title: str) -> bool:
    """Whether a title announces one piece in numbered or questioning pieces: a list of tips, an interview, a guide."""
    return _LIST_ARTICLE.search(title) is not None


@lru_cache(maxsize=4096)
def names_issue(text: str) -> bool:
    """Whether a short line numbers an issue of a periodical (`No. 88`, `제412호`, `#57`)."""
    return len(text) <= _LABELLED and _ISSUE.search(text) is not None


def asks(text: str) -> bool:
    """Whether a line is a question, by its label or its mark."""
    return text.rstrip('"”’)').endswith(("?", "？")) or _ASKED.match(text) is not None


@lru_cache(maxsize=4096)
def is_generic(head: str) -> bool:
    """Whether a heading could stand in any text (background, method, why it matters)."""
    return _GENERIC.fullmatch(_bare(head)) is not None


@lru_cache(maxsize=4096)
def is_short_news(head: str) -> bool:
    """Whether a heading opens a list of one-line stories."""
    return len(head) <= _LONGEST_NAME and _SHORT_NEWS.fullmatch(_bare(head)) is not None


@lru_cache(maxsize=4096)
def greets(text: str) -> bool:
    """Whether a paragraph speaks to the reader as a letter's opening does."""
    return _GREETING.search(text) is not None


@lru_cache(maxsize=4096)
def takes_leave(text: str) -> bool:
    """Whether a paragraph speaks to the reader as a letter's end does."""
    text = text[:_LEAVING]
    return _LEAVING_WORDS.search(text.lower()) is not None and _CLOSING.search(text) is not None


@lru_cache(maxsize=4096)
def sells(text: str) -> bool:
    """Whether a text asks the reader to buy, subscribe, write or click."""
    return _SELLING.search(text) is not None


@lru_cache(maxsize=4096)
def is_sponsored(head: str) -> bool:
    """Whether a line says of itself that it is an advertisement."""
    return _SPONSORED.match(head[:_LABELLED]) is not None


def are_column_names(cells: Sequence[str]) -> bool:
    """Whether words or cells are the head of a table of events, and nothing else."""
    if not 2 <= len(cells) <= 8:  # noqa: PLR2004 - a table's width
        return False
    known = [cell for cell in cells if len(cell) <= 16 and _COLUMN.search(cell)]  # noqa: PLR2004 - characters
    return len(known) >= max(2, 0.7 * len(cells))
