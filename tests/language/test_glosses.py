"""Names that a text gives in both scripts: what is one, how far it reaches, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.language.glosses import glosses

BY_SOUND = [
    # one word, either way
    ("중국의 노바칩(NovaChip)이 칩을 냈다.", "노바칩", "NovaChip"),
    ("NovaChip(노바칩)이 칩을 냈다.", "노바칩", "NovaChip"),
    ("칩 회사 NovaChip(노바칩)은 밝혔다.", "노바칩", "NovaChip"),
    ("‘스텔라나’(Stellana, 위성)는 돈다.", "스텔라나", "Stellana"),
    ("“벨로라”(Velora)라고 불렀다.", "벨로라", "Velora"),
    ("《칼데라》(Caldera)를 펴냈다.", "칼데라", "Caldera"),
    ("메라톤（Meraton）이 이겼다.", "메라톤", "Meraton"),
    ("오르비탈(Orbital·2019년 설립)을 샀다.", "오르비탈", "Orbital"),
    ("그 회사의 이름은 칸델라(영어명 Candela)다.", "칸델라", "Candela"),
    ("새 도구 루미나(이하 Lumina)를 냈다.", "루미나", "Lumina"),
    ("유니타(UNITA)는 성명을 냈다.", "유니타", "UNITA"),
    ("The company Dalvora (달보라) said so.", "달보라", "Dalvora"),
    # the left edge
    ("발표에 따르면 오픈AI(OpenAI)는 새 모델을 낸다.", "오픈AI", "OpenAI"),
    ("이 소식을 전한 미국 베르가몬(Bergamon)이다.", "베르가몬", "Bergamon"),
    ("지난해 설립된 타르칸(Tarkan)", "타르칸", "Tarkan"),
    ("중국기업펜타루스(Pentarus)가 냈다.", "펜타루스", "Pentarus"),
    ("그는 또 솔베르크(Solberg)를 언급했다.", "솔베르크", "Solberg"),
    ("라고 밝혔다. 카르멘타(Carmenta)도 왔다.", "카르멘타", "Carmenta"),
    # several words
    ("제프리 힌턴(Geoffrey Hinton)이 말했다.", "제프리 힌턴", "Geoffrey Hinton"),
    ("연구자 로렌 하트웰(Lauren Hartwell)은", "로렌 하트웰", "Lauren Hartwell"),
    ("Lauren Hartwell(로렌 하트웰)은", "로렌 하트웰", "Lauren Hartwell"),
    ("장 뤽 모로(Jean-Luc Moreau)", "장 뤽 모로", "Jean-Luc Moreau"),
    ("블루 리버 캐피털(Blue River Capital)이 샀다.", "블루 리버 캐피털", "Blue River Capital"),
    ("블루리버캐피털(Blue River Capital)이 샀다.", "블루리버캐피털", "Blue River Capital"),
    ("데이비드 오코너 데이비스(David O'Connor Davis)", "데이비드 오코너 데이비스", "David O'Connor Davis"),
    ("힌턴(Geoffrey Hinton)은 반대했다.", "힌턴", "Hinton"),
    # titles of persons, forms of companies
    ("샘 올트먼(Sam Altman) CEO는", "샘 올트먼", "Sam Altman"),
    ("샘 올트먼 CEO(Sam Altman)는", "샘 올트먼", "Sam Altman"),
    ("마라 켈린 최고경영자(Mara Kellin)가", "마라 켈린", "Mara Kellin"),
    ("마라 켈린 공동창업자 대표(Mara Kellin, 41)가", "마라 켈린", "Mara Kellin"),
    ("Mara Kellin(마라 켈린 교수)", "마라 켈린", "Mara Kellin"),
    ("토머스 그레이(Dr. Thomas Gray)", "토머스 그레이", "Thomas Gray"),
    ("노바칩㈜(NovaChip Inc.)은", "노바칩", "NovaChip"),
    ("벨로라(Velora Corp.)는", "벨로라", "Velora"),
    ("타르칸(Tarkan, Ltd.)은", "타르칸", "Tarkan"),
    ("벨로라사(Velora)는", "벨로라", "Velora"),
    ("달보라시(Dalvora)에서", "달보라", "Dalvora"),
    # letters and figures that both have; letters told by name
    ("챗GPT(ChatGPT)를 썼다.", "챗GPT", "ChatGPT"),
    ("SK하이닉스(SK hynix)는", "SK하이닉스", "SK hynix"),
    ("라마 3(Llama 3)을 썼다.", "라마 3", "Llama 3"),
    ("아이비엠(IBM)은", "아이비엠", "IBM"),
    ("디에이치엘(DHL)이", "디에이치엘", "DHL"),
    # Korean persons
    ("Governor Rhee Chang-yong (이창용) said", "이창용", "Rhee Chang-yong"),
    ("김나리(Kim Nari) 감독", "김나리", "Kim Nari"),
    ("박동진(Park Dong-jin)이", "박동진", "Park Dong-jin"),
]

BY_MEANING = [
    ("이날 한국은행(Bank of Korea)은 금리를 내렸다.", [("한국은행", "Bank of Korea")]),
    (
        "거대언어모델(LLM, Large Language Model)을 쓴다.",
        [("거대언어모델", "LLM"), ("거대언어모델", "Large Language Model")],
    ),
    ("국토교통부(MOLIT)는 밝혔다.", [("국토교통부", "MOLIT")]),
    ("밝혔다. 전문가 혼합(MoE) 구조를 썼다.", [("전문가 혼합", "MoE")]),
    ("‘거대 언어 모델’(LLM)을 쓴다.", [("거대 언어 모델", "LLM")]),
    ("LLM(거대언어모델)을 쓴다.", [("거대언어모델", "LLM")]),
    ("회의에서 기상청(KMA)은 말했다.", [("기상청", "KMA")]),
    ("회원국이 세계식량기구(World Food Body)에 냈다.", [("세계식량기구", "World Food Body")]),
]

NOTHING = [
    # affiliations, not names
    "음바페(PSG)가 넣었다.",
    "손흥민(LAFC)이 넣었다.",
    "이정후(SF)가 쳤다.",
    "레반도프스키(FC Barcelona)가 넣었다.",
    "김하늘(MVP)이 받았다.",
    "캐나다(CAN)가 이겼다.",
    "브라질(BRA)과 비겼다.",
    # roles and descriptions
    "한국 기업(CEO)은",
    "타르칸(전기차 업체)은",
    "Tesla(전기차 업체)는",
    "Caldera(영국 밴드)의 노래",
    "Inception(크리스토퍼 감독)을 봤다.",
    "Altman(오픈AI CEO)은",
    "노바칩(구미)은",
    # units, figures, references
    "속도(km)를 쟀다.",
    "무게(kg)와 길이(cm)",
    "가격(5,000원)은",
    "노바칩(005930)은",
    "노바칩(2019년)은",
    "그림(Fig. 3)을 보라.",
    "표(Table 2)에 있다.",
    "자료사진(source: agency photo)이다.",
    "사진(photo by Mara)",
    "관련기사(click here)",
    "홈페이지(www.novachip.example)에서",
    "노바칩(novachip.com)에서",
    # sentences and verbs
    "관세가 심장부를 해친다(Tariffs hurt us)고 했다.",
    "함께 가자(Let us go)고 했다.",
    "신경 쓰이게 했지만(disturbed)",
    # common words of one's own language
    "정부(government)는",
    "경제(economy)가",
    "문화(culture)와",
    "인터넷(SNS)에서",
    "그 왕(king)은",
    # a particle between the name and the bracket, or no name at all
    "노바칩은 (NovaChip) 아니다.",
    "회사는 (Bank of Korea) 아니다.",
    "(NovaChip)이 왔다.",
    "노바칩()",
    "노바칩(NovaChip",
    "노바칩 NovaChip)",
    # what sounds otherwise, and where it cannot be told how far it reaches
    "한결(Velora)은",
    "노바칩(Stellana)은",
    "대한민국 서울 강남 한결 연구 협력 재단(Body)은",
    "가(A)와 나(B)",
    "A씨(B)는",
    "이오(Io)는",
    "",
    "The bank (BOK) said so.",
    "He said (in Korean) that it was so.",
    "OpenAI (the company) said so.",
]


def found(text):
    return [(gloss.korean, gloss.latin) for gloss in glosses(text)]


@pytest.mark.parametrize(("text", "korean", "latin"), BY_SOUND)
def test_a_name_in_both_scripts_is_found_as_far_as_it_reaches(text, korean, latin):
    (gloss,) = glosses(text)
    assert (gloss.korean, gloss.latin, gloss.by) == (korean, latin, "sound")


@pytest.mark.parametrize(("text", "names"), BY_MEANING)
def test_a_translation_is_found_where_its_left_edge_is_sure(text, names):
    assert found(text) == names
    assert {gloss.by for gloss in glosses(text)} == {"meaning"}


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_name_in_two_scripts_teaches_nothing(text):
    assert found(text) == []


def test_every_name_of_a_text_is_found_in_order():
    text = "노바칩(NovaChip)과 벨로라(Velora)가 만났다.\n벨로라(Velora)는 웃었다."
    assert found(text) == [("노바칩", "NovaChip"), ("벨로라", "Velora"), ("벨로라", "Velora")]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="노바칩가는 NovaChip()（）‘’,.·\n\ud800", max_size=60))
def test_any_text_is_answered_with_names_that_it_holds(text):
    for gloss in glosses(text):
        assert all(word in text for word in (*gloss.korean.split(), *gloss.latin.split()))


@pytest.mark.parametrize("piece", ["a", "가(a", "(", "가 ", "가나다라마바사(Abcdefg)", "Abc Def ", "A"])
def test_a_text_without_end_is_answered(piece):
    """However long and dull: what stands before a bracket is looked at no further than a name can reach."""
    assert len(found(piece * 40_000)) in (0, 40_000)
