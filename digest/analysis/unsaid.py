"""Korean sentences that leave unsaid of whom they speak, because the sentence before said it.

`이어 “…”고 강조했다` is told of whoever stands before it: behind another speaker's words it puts them into his mouth.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^”]{12,}”|\"[^\"]{12,}\"")
_ASIDE = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|'[^']*'|\([^()]*\)")
_SUBJECT = re.compile(r"[^\W_%](?:은|는|이|가|도|측|들|께서|에서는|에선)(?=[\s,])|에 따르면|에 의하면")
_NAMED = re.compile(
    # 는 behind the stem of a verb is no particle
    r"[^\W_%](?:은|이|가|도|측|들|께서)(?=[\s,])|[^\W_하되있없받라다오주르리치키기히내우추맞않지보]는(?=[\s,])|(?:에서|으로|에|와|과)는(?=[\s,])"
)
_REPORTED = re.compile(
    r"(?:다|요|까|라|자|것|점)?(?:고|며|면서|는)?[^.]{0,24}[했었였혔됐렸겼냈]다\.?\s*$|습니다\.?\s*$"
)
_JUDGES = re.compile(
    r"(?:다는|라는|자는|[은는인한된]) (?:설명|지적|이유|취지|뜻|의미|입장|주장|판단|분석|얘기|이야기|해석|평가|관측|전망|대목|방침|수순|절차|계산|구상|복안|포석)(?:이?다|였다|이었다|입니다)\.?$|"
    r"(?:으로|로) (?:해석|풀이|분석|평가)(?:된다|됐다|됩니다|됐습니다)\.?$"
)
_MUSES = re.compile(
    r"(?:관심|이목|시선|눈길)[이을를] ?(?:쏠|모아|모이|집중)[^.“”]{0,12}\.?$|(?<=[지이가도]) 주목(?:된다|되고 있다|받고 있다|됩니다)\.?$|귀추가[^.]{0,14}\.?$|"
    r"(?:다는|라는|냐는|자는|란) (?:관측|지적|우려|해석|평가|비판|목소리|분석|전망|의견|시각)(?:이|도|가)? ?(?:나온다|나오고 있다|제기된다|제기되고 있다|제기됐다|많다|높다|크다|우세하다|지배적이다|적지 않다)\.?$"
)
_DIGIT = re.compile(r"\d")
_FORECASTS = re.compile(
    r"것으로 (?:보인다|예상된다|전망된다|관측된다|점쳐진다|보입니다|예상됩니다|전망됩니다)\.?$|(?<=[을를될릴할갈질날일칠]) (?:전망|모양새|분위기|상황|형국|양상|조짐)이다\.?$|"
    r"[가-힣]는 (?:모양새|분위기|형국|양상)(?:이)?다\.?$|가능성[이도은] (?:있다|높다|크다|커졌다|높아졌다|배제할 수 없다)|(?:해석|풀이|평가)(?:할|될) 수 있다\.?$|(?:불가피|만만치 않을|만만찮을|쉽지 않을)[^.]{0,14}\.?$"
)
"""What the one who writes expects, or takes to be so."""
_PARTICLE = re.compile(r"(?:에|의|와|과|로|으로|에서|에게|까지|부터|에는|에도|에서는)(?=[\s,])")


def lacks_word(text: str) -> bool:
    """Whether a sentence begins with the particle of a word that was lost, as links and quotations are: `에 맞서 …`."""
    return _PARTICLE.match(text) is not None


def lacks_speaker(text: str) -> bool:
    """Whether a sentence quotes at some length, and names nobody who says it."""
    return (
        _QUOTED.search(text) is not None
        and _SUBJECT.search(_ASIDE.sub("말", text)) is None
        and _REPORTED.search(text) is not None
    )


def lacks_subject(text: str) -> bool:
    """Whether a sentence judges or explains (`…라는 뜻이다`), and names nothing that it is about."""
    return _JUDGES.search(text) is not None and _NAMED.search(_ASIDE.sub("말", text)) is None


def muses(text: str) -> bool:
    """Whether a sentence tells what nobody in particular wonders, fears or expects: `…지 주목된다`, `…라는 관측이 나온다`, `…할 것으로 보인다`.

    An expectation with a day or a figure is more than that.
    """
    return _MUSES.search(text) is not None or (
        _FORECASTS.search(text) is not None and _DIGIT.search(_ASIDE.sub("", text)) is None
    )


_CLOSED = re.compile(r"[다요]\.?\s*$")
_HEADED = re.compile(r"^[^,]{2,25}[,…·|:]|[A-Za-z]{2}|[‘“「『《<'\"]")
"""How a headline names without a particle (`해온시, 3월부터 …`), and what stands out as a name."""
_OF_VERBS = re.compile(
    r"(?<![가-힣])(?:다가)?오는(?=\s)|[가-힣]*(?:하|되|있|없|열리|치러지|이뤄지|펼쳐지|이어지|앞두)는(?=\s)"
)


def leaves_out_what(text: str) -> bool:
    """Whether a Korean sentence with a verb at its end says what happens, and of nothing that it does: `6월 1일부터 새 계약에 적용된다`."""
    if not _CLOSED.search(text) or _HEADED.search(text):
        return False
    return _SUBJECT.search(_OF_VERBS.sub("", text)) is None


def names_nobody(text: str) -> bool:
    """Whether a Korean sentence has no subject of its own: `둑을 허문 혐의다`."""
    return _NAMED.search(_ASIDE.sub("말", text)) is None
