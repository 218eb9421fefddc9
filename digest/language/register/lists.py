"""Word lists of the rules of register: predicates that a form alone does not tell apart, and what must stay."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BOTH = _words(
    "늦 밝 굳 이르 맞 설 쓰 차 싸 짜 세 곱 고르 바르 무르 낫 흐리 질 저리 시리 어리 배 틀리 달 모자라 낡 다다르 굽"
)
"""Stems that are a verb and an adjective: 늦습니다 is 늦다 or 늦는다."""

BOTH_ROOTS = _words(
    "만족 충만 불만 부재 팽배 과잉 유의 부정 만연 성숙 무리 공통 건조 공명 관련 만재 부유 비등 토착 쇠잔 준수 단정 식상 수수 가상 매몰 고소 "
    "정정 낙후 산란 소원 당혹 수상 사치 단조"
)
"""Nouns that 하다 makes a verb or an adjective of."""

ACTING = {"유의": _words("에 에게"), "고소": _words("로 으로")}
"""Particles behind which one of them is a verb: 안전에 유의하다, 사기 혐의로 고소하다."""

GROWING = _words("저절로 빨리 무럭무럭 쑥쑥 스스로")
"""Adverbs beside which 크다 may be to grow."""

ADJECTIVES = _words(
    "필요 가능 중요 심각 충분 부족 다양 유명 시급 적절 적합 동일 유사 일정 성실 건강 행복 안전 공정 정확 명확 분명 확실 불확실 뚜렷 "
    "미흡 미약 부진 저조 활발 원활 강력 막강 치열 조용 고요 안녕 편리 불편 편안 간단 복잡 단순 특별 특이 독특 평범 비슷 당연 마땅 "
    "타당 부당 합당 온당 정당 불가피 불가능 불필요 불리 유리 불안 불행 불쾌 유용 유익 유해 무해 무용 무관 무색 무리 무모 무력 유력 "
    "유능 무능 능숙 미숙 익숙 친숙 친절 불친절 정직 순수 순진 깨끗 청결 선명 투명 불투명 모호 애매 막연 막막 답답 심심 지루 피곤 피로 "
    "곤란 난감 난처 어색 거대 방대 막대 엄청 대단 위대 훌륭 완벽 완전 불완전 온전 철저 엄격 엄중 냉정 냉혹 가혹 참혹 처참 비참 끔찍 "
    "신속 급속 급박 긴급 절박 절실 간절 긴요 긴밀 밀접 친밀 소중 귀중 진지 신중 경솔 솔직 겸손 거만 오만 용감 비겁 과감 대담 소심 예민 "
    "민감 둔감 섬세 정교 세밀 정밀 면밀 치밀 촘촘 느슨 허술 허약 취약 빈약 빈곤 풍부 풍요 풍족 넉넉 부유 가난 궁핍 화려 소박 검소 "
    "우수 우월 열악 열등 저렴 평등 불평등 균등 동등 대등 균일 공평 불공평 합법 적법 위법 위험 위태 위독 위급 생생 싱싱 신선 참신 "
    "진부 고유 특유 무성 울창 황폐 황량 한적 한산 번잡 혼잡 번화 분주 한가 느긋 태연 침착 차분 산만 집요 완고 완강 강경 온건 "
    "유연 단단 견고 공고 확고 굳건 건전 건실 부실 충실 성숙 원만 무난 순조 순탄 평탄 평온 안정 불안정 무사 무고 억울 부끄 "
    "창피 민망 죄송 미안 송구 감사 고맙 유감 섭섭 서운 허무 공허 허탈 쓸쓸 고독 우울 암울 음울 침울 명랑 쾌활 활달 발랄 유쾌 상쾌 "
    "통쾌 흡족 만무 불과 과도 과다 과잉 극심 극진 지대 심오 심대 현저 현격 미미 사소 경미 희박 희귀 희소 흔 무수 허다 "
    "분분 자자 파다 팽팽 여전 의연 당당 떳떳 비열 비굴 잔인 잔혹 포악 난폭 흉악 사악 교활 영리 총명 현명 우둔 어리석 무지 유식 무식 "
    "박식 능통 정통 탁월 월등 특출 출중 비범 기발 기묘 교묘 절묘 오묘 신기 신비 신성 거룩 고귀 존귀 천박 저속 비천 남루 초라 왜소 "
    "비대 뚱뚱 날씬 홀쭉 늘씬 수려 준수 아담 아늑 쾌적 적막 삭막 황당 엉뚱 터무니 어이 허황 무궁 무진 무한 유한 영원 유구 장구 영구 "
    "수상 미심 불분명 유효 무효 무의미 상이 판이 긴박 급격 완만 급급 연로 노련 단호 명백 자명 공공연 은밀 솔깃 "
    "유망 촉박 빠듯 팽배 만연 자욱 흥건 적정 적당 알맞 부적절 부적합 부정확 광범위 광활 협소 깊숙 자세 상세 세세 간략 간결 장황 "
    "노곤 다감 다난 다망 다분 다채 무취 민활 번번 부주의 부자연 심원 영민 우연 우호 자연 지난 지지부진 청청 필연 허기 험상 형형 혼곤 강포 열성 "
    "정대 곤혹 소복 써늘 쪼그만 총총 판판 석연 토실 장 역 참 "
    "후 약 강 악 선 순 독 급 귀 천 험 심 중 경"
)
"""Roots whose -하다 describes a state: 필요하다, never 필요한다."""

FORMULAS = _words("감사 고맙 반갑 죄송 미안 축하 환영 송구 안녕 부탁 당부 사과")
"""Predicates with which a writer turns to the reader, who is not spoken to in another register half-way."""

GIVING = _words("드리 바라 부탁드리 여쭙 뵙 아뢰 모시")
"""Stems of one who speaks to the reader, or humbly."""

HUMBLE = _words("저 저희 제 여러분")

STAYING_NOUNS = _words(  # lasting: bare, they would tell of now
    "존재 거주 근무 생활 생각 기억 희망 의미 포함 해당 소유 보유 위치 소속 상주 재직 재학 의존 작용 기능 역할 활동 활약 유지 지속 계속 "
    "반복 노력 사랑 걱정 우려 기대 고민 갈망 열망 소망 원 선호 애용 애호 존경 신뢰 의심 추측 짐작 예상 예견 증오 혐오 후회 의지 고집 "
    "종사 복무 체류 동거 공존 병존 실존 자리 차용 지배 장악 군림 연상 상징 대변 시사 내포 수반 동반 상응 부합 일치 일관 지향 추구 "
    "고려 감안 참고 이해 인식 인지 의식 공감 동감 실감 자부 자신 확신 믿음 오해 착각 상상 공상 궁금 주목 관찰 감시 주시 응시 "
    # bare, they are another word
    "대신 대표 상대 노래 이야기 얘기 말씀 감독 인사 대통령 상당 비롯 함께 소리 하나 그만 거짓말 혼잣말 자랑 장난 구경 나무 다음 가지 심 "
    "일 말 답 통 정 전 청 장식 대비 대조 비교 관련 관여 상관 근거 기초 기반 바탕 입각 의거 준 반 연 향 통화 사고 실수 잘못 고생 수고 "
    "흉내 짓 시늉 척 체 질 용 화 응 칭 착 속 면 토론 대화 공부 일주 산책 여행 운동 경쟁 대결 싸움 고심 애 투병 복역 연구 재배 사육 농성 시위 파업 단식 대치 대립 표류 통치 교제 연애 숭배 동경 선망 흠모 은둔 분투 고전 선전 방황 고통 "
    "조심 주의 경계 대기 준비 관리 운영 경영 담당 담임 주관 주도 맡음 수행 대응 협력 협조 교류 왕래 거래 유통 이용 사용 활용 착용 소지 휴대"
)
"""Nouns that may not stand for their -했다: what lasted would be told as lasting still, or the bare noun is another word."""

FEELINGS = _words(
    "기쁘 슬프 즐겁 고맙 외롭 그립 두렵 부끄럽 괴롭 밉 서럽 반갑 아프 젊 고프 배고프 목마르 가렵 무섭"
)
"""Adjectives whose -음 is another word: 그가 미움, 직원들이 젊음."""

BARE_BOUND = _words("때문 중 정도 편 무렵 덕분 탓 측 차 등 만")
"""Bound nouns that may end a line; 것, 터, 뿐 and 셈 may not: without 이다 they are an order, or nothing."""

MOOD_NOUNS = _words(
    "마련 법 터 것 때 차례 그만 거 뿐 따름 셈 바 듯 노릇 참 나름 양 만무 지경 모양 거리 일 말 얘기 이야기 소리 뜻 격 꼴 판 식 수"
)
"""Nouns behind a clause that carry a mood with 이다: 오기 마련이다, 할 셈이다."""

ADVISING = _words("권 권하 추천 당부 권장 권유")
"""Predicates with which a writer advises the reader: 확인하시기를 권합니다."""

READERS = _words("고객 회원 독자 구독자 이용자 가입자")
"""Whom a writer calls 님 and speaks to."""

HABITS = _words(
    "늘 항상 언제나 매번 번번이 자주 종종 가끔 때때로 매일 매일매일 매년 매달 매월 매주 매해 매시간 매분기 매회 이따금 간혹 더러 으레 흔히 보통 대개 "
    "대체로 주로 평소 평상시 틈틈이 수시로 수시 그때그때 꼬박꼬박 날마다 해마다 꾸준히 계속 한동안 오랫동안 오래 내내 밤새 밤새워 밤낮 밤낮없이 "
    "하루같이 끊임없이 끊임없 줄곧 쭉 줄기차 줄기차게 연일 연신 곧잘 여전히 내리 그동안 연중 상시 왕왕 노상 마냥 빈번히 빈번 점차 점점 차츰 "
    "격주 격월 격년 종일 온종일 평생 한평생 아침저녁 주야"
)
"""Words that make of what was done a habit, or something that lasted."""

HABIT_ROOTS = _words("정기 주기 지속 상시 연례 반복 습관 계속 일상 관례 관행 간헐")
"""What -적으로 makes such a word of."""

BEGINNINGS = _words(
    "시작 개시 돌입 착수 개막 개장 개통 출시 출범 도입 시행 적용 발효 가동 중단 재개 발매 판매 출발 전환 인상 인하 변경"
)
"""What is done from a day on is done on that day: 1일부터 시행했다, and not 2010년부터 공개했다."""

DAYS = _words("하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘 보름 일주일 한달 반년 한나절 반나절")

TIMES = DAYS | _words("년 연 해 월 달 개월 주 주일 일 날 시간 분 초 분기 학기 계절 철 세기 주말 밤")
"""Units of time."""
