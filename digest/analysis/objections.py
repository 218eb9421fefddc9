"""What an editor objects to in a sentence taken out of its text: that it does not stand alone.

An opener that points back, a question, half a quotation, a seam of what ran together. Everything is read from the words
themselves, by rules for each language; no list of samples.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from digest.analysis.joined import runs_on
from digest.analysis.surnames import TITLES

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
    r"|전자는|후자는|반면에|이?라(?:고|며|면서)(?=\s)|[을를은는]\s|면서\s|[등및]\s"
    r")"
)
_OPENER_EN = re.compile(
    r"^[\s\"“‘'(`.]*(?!(?-i:IT)\b)(?:he|she|it|they|his|her|hers|its|their|them|this(?! (?:week|month|year|morning|afternoon|evening|weekend|summer|winter|spring|fall|time))|these|those|that|such|however|but|and|or|so|yet|also|then|"
    r"meanwhile|moreover|furthermore|additionally|in addition|besides|nevertheless|nonetheless|still|instead|thus|therefore|hence|"
    r"as a result|consequently|for example|for instance|in contrast|by contrast|on the other hand|similarly|likewise|indeed|"
    r"in fact|of course|after that|afterwards?|before that|later(?! this)|earlier(?! this)|at the time|here|both|neither|another|others|"
    r"the (?:move|moves|decision|step|steps|announcement|statement|remarks|comments|findings|incident|proposal) (?:is|was|are|were|has|have|had|will|would|came|comes|come|follows|followed|marks|marked|means|could|may|might|also)|"
    r"the former|the latter|the two|the pair|the trio|(?:first|second|third)(?=,)|finally|that's|it's|he's|she's|they're)\b(?!-)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^[\s\"“‘'(`.]*(?:(?:그|그녀|그들|이들)(?:은|는|이|가|의|에게)?(?=\s)|(?:he|she|they|him|his|her|their)\b(?!-))",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\((?:[^()]*[·,] ?)?(?:사진|얼굴)\)")
_REPLY = re.compile(
    r"(?:이 ?같이|이 ?처럼|이렇게|이와 같이|그렇게|그같이|이 ?같은 (?:내용|입장|방침|취지|사실)[을를]?)[^.]{0,12}"
    r"(?:말|밝|전|설명|선고|판단|답|주장|강조|결정|촉구|호소|당부)[가-힣]*\.?$|덧붙였다\.?[\"”’']?$|덧붙였습니다\.?$"
)
_EXPLAINS = re.compile(
    r"[은는인린진된한난간온던친긴] 것이다\.?$|(?:은|는|인) 셈이다\.?$|때문이다\.?$|^(?:Because|While|Although|Though)\b(?![^,]*,)"
)
_ALL_QUOTED = re.compile(r"^\s*(?:“[^”]*”|\"[^\"]*\")\.?\s*$")
_QUOTED = re.compile(r"“[^”]{12,}”|\"[^\"]{12,}\"")
_LONGEST: dict[bool, int] = {True: 200, False: 330}
_HANGUL = re.compile(r"[가-힣]")
_QUESTION = re.compile(r"\?[\s\"”’')]*$")
_MARKER = re.compile(
    r"^\s*(?:[(<\[【][^)>\]】=]{2,24}[)>\]】] ?(?=[^\s은는이가을를의에로도와과])|[■□▲△▼▽◆◇●○◎★☆※♦▣◈◉∙•·ㆍ*]|[①-⑳]|\(?\d{1,2}[.)]\s|[-–—]\s|[가-하][.)]\s)"
)
_JOINED = re.compile(r"[가-힣]다\.[가-힣\d“‘\"]")
_ROW = re.compile(r"[가-힣]…[“‘]| / .* / |\t|\S {3,}\S")
_STOPS, _CLOSING = ".?!…。", "\"”’'」』)]"
_END = re.compile(rf"[{_STOPS}][\s{re.escape(_CLOSING)}]*$")
_CAPTION = re.compile(
    r"^(?=.*\d일 )(?=.*에서 )(?!.*[받되지리담르오린]고 있)(?!.*(?:추진|거론|논란|혐의)[가-힣]* ).*(?:고 있다|고 있는 모습(?:이다)?|고 있습니다|는 모습(?:이다)?)\.?$|\((?:왼쪽|오른쪽|가운데|앞줄|뒷줄|맨 ?앞|맨 ?왼쪽)[^)]*\)|^FILE\s*[-–—:]"
)
_SHORT = 10
_PATTERNS: tuple[tuple[Objection, re.Pattern[str], tuple[str, ...]], ...] = (
    ("opener", _OPENER, ()),
    ("opener", _OPENER_EN, ()),
    ("pronoun", _PRONOUN, ()),
    ("picture", _PICTURE, ("사진", "얼굴")),
    (
        "reply",
        _REPLY,
        ("이같", "이 같", "이처럼", "이 처럼", "이렇게", "이와 같", "그렇게", "그같이", "덧붙였"),
    ),
    ("explains", _EXPLAINS, ("것이다", "셈이다", "때문이다", "Because", "While", "Although", "Though")),
    ("unspoken", _ALL_QUOTED, ("”", '"')),
    ("question", _QUESTION, ("?",)),
    ("marker", _MARKER, ()),
    ("row", _ROW, ("…", " / ", "\t", "   ")),
    ("joined", _JOINED, ("다.",)),
    ("caption", _CAPTION, ("있다", "있는", "있습니다", "모습", "(", "FILE")),
)
"""Objections, each with its pattern and what stands in all that it finds, if anything does."""


def objections(text: str) -> tuple[Objection, ...]:
    """What speaks against showing the sentence alone; `fragment` and `opinion` are told by what sees its neighbours."""
    found: list[Objection] = [
        name
        for name, pattern, signs in _PATTERNS
        if (not signs or any(map(text.__contains__, signs))) and pattern.search(text)
    ]
    if len(text) > _LONGEST[_HANGUL.search(text) is not None]:
        found.append("long")
    if len(text) < _SHORT:
        found.append("short")
    if half_quotation(text):
        found.append("half")
    if "row" not in found and runs_on(text):
        found.append("glued")
    return tuple(found)


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
    """Which of a document's sentences lack an end that at least `share` of its sentences have.

    In a text of bullet points, or one whose full stops were taken away, no sentence is a fragment for that.
    """
    ended = [_ends(text) for text in texts]
    if len(texts) < 2 or sum(ended) < share * len(texts):  # noqa: PLR2004 - one sentence has no neighbours
        return (False,) * len(texts)
    return tuple(not end for end in ended)


def _ends(text: str) -> bool:
    last = text[-1:]
    if last in _STOPS:
        return bool(last)
    return (last in _CLOSING or last.isspace()) and _END.search(text) is not None
