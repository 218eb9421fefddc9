"""What an editor objects to in a sentence taken out of its text: that it does not stand alone.

An opener that points back, a question, half a quotation, a seam of what ran together. Everything is read from the words
themselves, by rules for each language; no list of samples.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from digest.analysis.captions import SIGNS as CAPTIONED
from digest.analysis.captions import is_caption
from digest.analysis.joined import runs_on
from digest.analysis.surnames import TITLES
from digest.analysis.unsaid import lacks_speaker, lacks_subject, lacks_word

if TYPE_CHECKING:
    from collections.abc import Sequence

Objection = Literal[
    "opener",
    "question",
    "half",
    "fragment",
    "reply",
    "marker",
    "glued",
    "joined",
    "short",
    "caption",
    "row",
    "explains",
    "unspoken",
    "long",
    "opinion",
    "pronoun",
    "picture",
    "musing",
]

SEAMS: frozenset[Objection] = frozenset({"glued", "row", "joined"})
"""Objections to how a text was cut into sentences: none where its sentences were brought, which stand as they were given."""

_OPENER = re.compile(
    # Korean: pointers back and joints between sentences
    r"^[\s\"“‘'(]*(?:"
    r"이(?:는|에|를|로|와|런|러한|같은|같이|처럼|들은|들이|들의|밖에|어|어서|로써|때)(?=[\s,])"
    r"|(?:그|그녀|그들|이들|이것|그것|여기|거기|저희|양측|양국|양사|둘|두 사람|두 회사|세 사람)(?:은|는|이|가|의|를|을|도|에|에게|와|과|에는|에서|에서는)?(?=[\s,])"
    r"|(?:그러나|하지만|그런데|그래서|따라서|그러면서|그러면서도|그럼에도|그렇지만|그러자|그러므로|그리고|그렇다면|그렇게|그런|그러한|그만큼|그 ?결과|그 ?뒤|그 ?후|그때)(?=[\s,])"
    r"|(?:또|또한|또는|또다른|아울러|한편|반면|특히|다만|더구나|더욱이|게다가|나아가|즉|결국|앞서|이어서?|먼저|우선|다음으로|끝으로|마지막으로|"
    r"첫째|둘째|셋째|넷째|예를 들어|예컨대|가령|실제로|당초|당시|물론|오히려|대신|왜냐하면|반대로|마찬가지로|같은 ?날|같은 기간|해당|덕분에|때문에|무엇보다|"
    r"이 ?밖에도?|그 ?밖에도?|이외에도?|이와 ?(?:같은|같이|관련해?|함께|달리|별도로)|이를 (?:위해|통해|두고|토대로|바탕으로)|이에 ?(?:따라|대해|앞서|맞서|비해)|여기에다?|그중|이중|이 ?가운데|그 ?가운데)(?=[\s,])"
    rf"|[이그] (?!(?:{TITLES}))(?=[가-힣])|(?:사실|단),"
    r"|이번 (?!주|달|학기|분기|시즌|여름|겨울|봄|가을|회기|방학|연휴|추석|설)(?=[가-힣])"
    r"|(?:보고서|연구팀|연구진|조사|자료|발표|이들|당국|회사|업체) ?(?:에 따르면|측은|관계자는)(?=\s)"
    r"|(?:또 ?)?다른 (?:하나|한 (?:명|곳|쪽|가지))(?:은|는|이|가)(?=\s)|(?:다시|바꿔|다르게) 말(?:해|하면)(?=[\s,])|말하자면(?=[\s,])"
    r"|전자는|후자는|반면에|이?라(?:고|는|며|면서)(?=\s)|[을를은는]\s|면서\s|[등및]\s"
    r")"
)
_OPENER_EN = re.compile(
    r"^[\s\"“‘'(`.]*(?!(?-i:IT)\b)(?:he|she|it|they|his|her|hers|its|their|them|this(?! (?:week|month|year|morning|afternoon|evening|weekend|summer|winter|spring|fall|time))|these|those|that|such|however|but|and|or|so|yet|also|then|"
    r"meanwhile|moreover|furthermore|additionally|in addition|besides|nevertheless|nonetheless|still|instead|thus|therefore|hence|"
    r"as a result|consequently|for example|for instance|in contrast|by contrast|on the other hand|similarly|likewise|indeed|"
    r"in fact|of course|after that|afterwards?|before that|later(?! this)|earlier(?! this)|at the time|here|both|neither|another|others|"
    r"the (?:move|moves|decision|step|steps|announcement|statement|remarks|comments|findings|incident|proposal) (?:is|was|are|were|has|have|had|will|would|came|comes|come|follows|followed|marks|marked|means|could|may|might|also)|"
    r"the (?:former|latter)(?=,| (?:is|was|has|had|will|would|did|does|said|says|also)\b)|the two|the pair|the trio|(?:first|second|third)(?=,)|finally|that's|it's|he's|she's|they're)\b(?!-)",
    re.IGNORECASE,
)
_ALSO_EN = re.compile(r"(?!Not )(?:[\w.'’()-]+ ){1,4}also (?=[a-z])")
_PRONOUN = re.compile(
    r"^[\s\"“‘'(`.]*(?:(?:그|그녀|그들|이들)(?:은|는|이|가|의|에게)?(?=\s)|(?:he|she|they|him|his|her|their)\b(?!-)|(?:(?-i:I)|we|my|our)\b(?!-))",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"\((?:[^()]*[·,] ?|(?:왼|오른)쪽 )?(?:사진|얼굴)\)|"
    r"\(\s?(?:pictured|above|below|(?:far |second |top |bottom )?(?:left|right|centre|center|middle)|front row|back row)\b[^)]*\)"
)
_REPLY = re.compile(
    r"(?:이 ?같이|이 ?처럼|이렇게|이와 같이|그렇게|그같이|이 ?같은 (?:내용|입장|방침|취지|사실)[을를]?)[^.]{0,12}"
    r"(?:말|밝|전|설명|선고|판단|답|주장|강조|결정|촉구|호소|당부|보도|지적|비판|평가|반박|해명|진술|요구|요청|제안|경고|언급|분석|적었|썼)[가-힣]*\.?$|덧붙였다\.?[\"”’']?$|덧붙였습니다\.?$"
)
_EXPLAINS = re.compile(
    r"[은는인린진된한난간온던친긴] 것(?:이다|입니다)\.?$|(?:은|는|인) 셈(?:이다|입니다)\.?$|때문(?:이다|이었다|입니다|이었습니다)\.?$|같은 맥락(?:이다|에서다|입니다)\.?$|^(?:Because|While|Although|Though)\b(?![^,]*,)"
)
_ALL_QUOTED = re.compile(r"^\s*(?:“[^”]*”|\"[^\"]*\")\.?\s*$")
_QUOTED = re.compile(r"“[^”]{12,}”|\"[^\"]{12,}\"")
_LONGEST: dict[bool, int] = {True: 200, False: 330}
_SHARE_EN = 0.5
"""The same share of a document in English, which has headlines and dates above it more often."""
_HANGUL = re.compile(r"[가-힣]")
_ASKED = re.compile(r"\?[\s\"”’')]*$")
_ASKS = re.compile(
    r"[가-힣](?:까|[은는던]가|아닌가|것인가|엇인가|구인가)\.?$|질문을 받았다\.?$|질문 받았다\.?$"
)
_ASKS_SPAN = 9
"""Characters in which that ends a sentence."""
_URGES = re.compile(
    r"(?:Imagine|Suppose|Consider|Forget|Remember|Don['’]t|Let['’]s|Think about|Get (?:used|ready))\b(?! [A-Z])"
)
"""It speaks to the reader."""
_REPORTING = (
    "said|says?|add(?:s|ed)|told|tells|wrote|writes|tweet(?:s|ed)|ask(?:s|ed)|reads?|continued|warn(?:s|ed)|explain(?:s|ed)|joked|repl(?:ies|ied)|responded|announced|"
    "stated|claim(?:s|ed)|admitted|insist(?:s|ed)|concluded|is|are|was|were|has|have|had|came|comes?|do|does|did|will|would|can|could|might|me|it|this|that|there|here|at|by|around"
)
"""Words of a clause before a colon: what has none of them is a label."""
_CLAUSE = re.compile(rf"\b(?:{_REPORTING})\b", re.IGNORECASE)
_LABEL_EN = re.compile(r"([A-Za-z][\w'’-]{0,30}(?: [\w'’&-]{1,30}){0,4}) ?: (?=[A-Za-z])")
_PARTED_END = re.compile(r"\b(?:Mrs?|Ms|Rep|Sen|Gov|Gen|Dr|Lt|Col|Sgt|vs)\.$|\b[DR]-[A-Z][a-z]*\.$")
_PARTED = re.compile(r"[A-Z]\.[,)]? ?(?:--|[a-z])|\d{1,3} (?:(?:when|where|which|while)\b|- [a-z])")
"""A sentence cut at an abbreviation or within a number: `… told Sen.`, `Y., said`, `1 when it ships`."""
_MARKER = re.compile(
    r"^\s*(?:[(<\[【][^)>\]】=]{2,24}[)>\]】](?: (?=\S)|(?=[^\s은는이가을를의에로도와과]))|[■□▲△▼▽◆◇●○◎★☆※♦▣◈◉∙•·ㆍ*]|[①-⑳]|\(?\d{1,2}[.)]\s|[-–—]\s|[가-하][.)]\s)"
)
_JOINED = re.compile(r"[가-힣]다\.[가-힣\d“‘\"]")
_ROW = re.compile(r"[가-힣]…[“‘]| / .* / |\t|\S {3,}\S")
_STOPS, _CLOSING = ".?!…。", "\"”’'」』)]"
_END = re.compile(rf"[{_STOPS}][\s{re.escape(_CLOSING)}]*$")
_NOUN = re.compile(rf"[가-힣](?<![다요까죠지네군라자오음함됨임가나])[.。][\s{re.escape(_CLOSING)}]*$")
"""A Korean sentence with a full stop that ends in a noun: a caption (`… 시장의 모습.`), a name."""
_SHORT = 10
_Find = Callable[[str], object]


def _asks(text: str) -> bool:
    """Whether a sentence asks, or speaks to the reader."""
    return (
        ("?" in text and _ASKED.search(text) is not None)
        or _ASKS.search(text.rstrip()[-_ASKS_SPAN:]) is not None
        or _URGES.match(text) is not None
    )


def _parted(text: str) -> bool:
    """Whether a sentence begins or ends where none does."""
    return _PARTED.match(text) is not None or (
        "." in text[-2:] and _PARTED_END.search(text.rpartition(" ")[2]) is not None
    )


_PATTERNS: tuple[tuple[Objection, re.Pattern[str], tuple[str, ...]], ...] = (
    ("picture", _PICTURE, ("(",)),
    (
        "reply",
        _REPLY,
        ("이같", "이 같", "이처럼", "이 처럼", "이렇게", "이와 같", "그렇게", "그같이", "덧붙였"),
    ),
    (
        "explains",
        _EXPLAINS,
        ("것이다", "것입니다", "셈", "때문", "맥락", "Because", "While", "Although", "Though"),
    ),
    ("unspoken", _ALL_QUOTED, ("”", '"')),
    ("row", _ROW, ("…", " / ", "\t", "   ")),
    ("joined", _JOINED, ("다.",)),
)
"""Objections, each with its pattern and what stands in all that it finds."""
_SIGNED = tuple((name, pattern.search, signs) for name, pattern, signs in _PATTERNS)
_FINDS: tuple[tuple[Objection, _Find, tuple[str, ...]], ...] = (
    # `match` where a pattern begins with the sentence: `search` tries each place
    ("opener", _OPENER.match, ()),
    ("opener", _OPENER_EN.match, ()),
    ("opener", _ALSO_EN.match, (" also ",)),
    ("pronoun", _PRONOUN.match, ()),
    *_SIGNED[:4],
    ("question", _asks, ()),
    ("marker", _MARKER.match, ()),
    ("half", _parted, ()),
    ("half", lacks_word, ()),
    *_SIGNED[4:],
    ("caption", is_caption, CAPTIONED),
    ("reply", lacks_speaker, ("”", '"')),
    ("explains", lacks_subject, ("다",)),
)
"""Objections, in the order in which they are told, each with what finds it."""
_UNSAID = (lacks_word, lacks_speaker, lacks_subject)
_KOREAN: tuple[_Find, ...] = (_OPENER.match, _REPLY.search, _JOINED.search, *_UNSAID)
"""What finds nothing in a sentence without Hangul."""
_FOREIGN = tuple(one for one in _FINDS if one[1] not in _KOREAN)


def objections(text: str) -> tuple[Objection, ...]:
    """What speaks against showing the sentence alone; `fragment` and `opinion` are told by what sees its neighbours."""
    hangul = not text.isascii() and _HANGUL.search(text) is not None
    found: list[Objection] = [
        name
        for name, finds, signs in (_FINDS if hangul else _FOREIGN)
        if (not signs or any(map(text.__contains__, signs))) and finds(text)
    ]
    if len(text) > _LONGEST[hangul]:
        found.append("long")
    if len(text) < _SHORT:
        found.append("short")
    if "marker" not in found and is_labelled(text):
        found.append("marker")
    if "half" not in found and half_quotation(text):
        found.append("half")
    if hangul and "row" not in found and runs_on(text):
        found.append("glued")
    return tuple(dict.fromkeys(found))


def is_labelled(text: str) -> bool:
    """Whether an English sentence begins with a label and a colon, as captions do: `Neat trick: …`."""
    label = _LABEL_EN.match(text) if ": " in text else None
    return label is not None and _CLAUSE.search(label[1]) is None


def quotes(text: str) -> bool:
    """Whether the sentence quotes somebody at some length."""
    return _QUOTED.search(text) is not None


def half_quotation(text: str) -> bool:
    """Whether a quotation mark has lost its partner (apostrophes are no quotation marks)."""
    curly = text.count("“") != text.count("”")
    ticks = text.count("``") != text.count("''")
    straight = text.count('"') % 2 == 1
    single = text.count("‘") > text.count("’")
    brackets = text.count("(") != text.count(")")
    return curly or ticks or straight or single or brackets


def fragments(texts: Sequence[str], *, share: float = 0.7) -> tuple[bool, ...]:
    """Which of a document's sentences lack an end that at least `share` of its sentences have: a mark, in Korean a verb before it.

    In a text of bullet points, one whose full stops were taken away, or one that ends its sentences in nouns, no sentence is
    a fragment for that.
    """
    share = share if any(not text.isascii() and _HANGUL.search(text) for text in texts) else _SHARE_EN
    none = (False,) * len(texts)
    if len(texts) < 2:  # noqa: PLR2004 - one sentence has no neighbours
        return none
    ended = [_ends(text) for text in texts]
    if sum(ended) < share * len(texts):
        return none
    told = [not ends_in_noun(text) for text in texts]
    if sum(told) < share * len(texts):
        return tuple(not end for end in ended)
    return tuple(not (end and verb) for end, verb in zip(ended, told, strict=True))


def ends_in_noun(text: str) -> bool:
    """Whether a Korean sentence with a full stop has no verb before it."""
    # it ends behind its last full stop: nowhere else can the pattern match
    stop = max(text.rfind("."), text.rfind("。"))
    return stop > 0 and _NOUN.match(text, stop - 1) is not None


def _ends(text: str) -> bool:
    last = text[-1:]
    if last in _STOPS:
        return bool(last)
    return (last in _CLOSING or last.isspace()) and _END.search(text) is not None
