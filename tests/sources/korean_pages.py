"""Korean pages of six kinds of site, written for the tests, with what stands around their text."""

from __future__ import annotations

SENTENCES = (
    "가람시가 강변 산책로의 가로수 천 그루를 그물망으로 붙드는 공사를 시작했다고 13일 밝혔다.",
    "지난해 장마 뒤 흙이 쓸려 나가면서 드러난 뿌리는 모두 삼백 그루에 이르는 것으로 조사됐다.",
    "공사에는 열네 달이 걸리며 산책로는 구간을 나누어 차례로 닫는다고 담당 부서는 설명했다.",
    "주민 나도담 씨는 “나무가 쓰러질까 봐 비 오는 날이면 멀리 돌아서 다녔다”고 말했다.",
)
TITLE = "뿌리 드러난 가로수, 그물망으로 붙든다"
LEAD = "가람시, 강변 천 그루 대상 공사 시작"
ONE, TWO, THREE, FOUR = SENTENCES

PORTAL = f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{TITLE} : 가람포털 뉴스</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="가람포털 뉴스"><meta property="og:type" content="article">
<meta property="og:url" content="https://n.garam.example/article/001/0001"><meta property="og:article:author" content="강변신문 | 가람포털"></head><body>
<div id="header"><ul><li><a href="/politics">정치</a></li><li><a href="/economy">경제</a></li></ul></div>
<div id="ct"><div class="media_end_head"><h2 id="title_area" class="media_end_head_headline"><span>{TITLE}</span></h2>
<div class="media_end_head_info"><span>입력</span><span class="media_end_head_info_datestamp_time" data-date-time="2025-01-13 09:31:08">2025.01.13. 오전 9:31</span>
<span>기사원문</span><em class="media_end_head_journalist_name">강내음 기자</em></div></div>
<div id="contents"><article id="dic_area" class="article_body"><strong>{LEAD}<br>열네 달 동안 구간 나눠 닫아</strong><br><br>
<span class="end_photo_org"><img src="a.jpg"><em class="img_desc">그물망을 두르는 일꾼들. 가람시 제공</em></span>{ONE}<br><br>{TWO}<br><br><b>“비 오는 날엔 돌아서 다녀”</b><br><br>{FOUR}<br><br>{THREE}</article>
<div class="byline"><p class="byline_p"><span>강내음 기자 naeum@example.com</span></p></div>
<div class="copyright"><p>Copyright ⓒ 강변신문. All rights reserved. 무단 전재 및 재배포 금지.</p></div></div>
<div class="media_end_linked"><h3>강변신문 주요뉴스</h3><ul><li><a href="/article/001/2">옛 나루터에 배 다시 뜬다</a></li><li><a href="/article/001/3">도서관 새벽 개방 한 달</a></li></ul></div>
<div><h4>이 기사를 추천합니다</h4></div></div></body></html>"""

DESK = f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{TITLE} | 강변신문</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{TITLE}","datePublished":"2025-01-31T18:00:00+09:00",
"author":{{"@type":"Person","name":"강내음"}},"publisher":{{"@type":"Organization","name":"강변신문"}}}}</script>
<link rel="canonical" href="https://www.gangbyeon.example/news/articleView.html?idxno=77&utm_source=portal"></head><body>
<header id="user-header"><nav><a href="/">홈</a></nav></header><section id="user-container"><header class="article-view-header"><h3 class="heading">{TITLE}</h3>
<h4 class="subheading">{LEAD}</h4><ul class="infomation"><li>기자명 강내음 기자</li><li>입력 2025.01.31 18:00</li><li>수정 2025.01.31 18:20</li><li>댓글 0</li></ul></header>
<article id="article-view-content-div" class="article-veiw-body"><figure><img src="a.jpg"><figcaption>강변 산책로 가로수. 사진=강변신문</figcaption></figure>
<p>[강변신문 강내음 기자] {ONE}</p><p>{TWO}</p><p><strong>“비 오는 날엔 돌아서 다녀”</strong><br>{FOUR}</p><p>{THREE}</p>
<p><a href="/news/articleView.html?idxno=70">▶ 관련기사: 산책로 옆 보도블록도 들떠</a></p><p>naeum@gangbyeon.example</p></article>
<div class="article-copy">저작권자 © 강변신문 무단전재 및 재배포 금지</div>
<div class="auto-article"><h3>많이 본 뉴스</h3><ol><li><a href="/1">옛 나루터에 배 다시 뜬다</a></li><li><a href="/2">도서관 새벽 개방 한 달</a></li></ol></div></section></body></html>"""

BLOG = f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{TITLE} :: 나루의 산책 수첩</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="나루의 산책 수첩"><meta name="by" content="나루">
<meta property="og:url" content="https://naru.example/12"><meta property="article:published_time" content="2025-02-03T07:05:00+09:00"></head><body>
<div id="wrap"><div class="area_sidebar"><h2>카테고리</h2><ul><li><a href="/category">분류 전체보기 (31)</a></li></ul></div>
<div class="area_view"><div class="hd_heading"><h1>{TITLE}</h1><span class="date">2025. 2. 3. 07:05</span><span class="txt_by">by 나루</span></div>
<div class="entry-content"><div class="tt_article_useless_p_margin contents_style"><p>{ONE}</p><p><b>뿌리가 드러난 까닭</b></p><p>{TWO}</p><p>&nbsp;</p><p><b>닫히는 길</b></p><p>{THREE}</p><p>{FOUR}</p></div>
<div class="container_postbtn"><button>공감</button><a href="#">URL 복사</a></div></div>
<div class="another_category"><h4>'동네' 카테고리의 다른 글</h4><table><tr><th><a href="/11">옛 나루터에 배 다시 뜬다 (2)</a></th><td>2025.01.20</td></tr></table></div>
<div class="area_tag"><h3>태그</h3><a href="/tag/a">가로수</a>, <a href="/tag/b">산책로</a></div><div class="area_reply"><h3>댓글 2</h3></div></div></div></body></html>"""

ESSAY = f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{TITLE}</title><meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="글마당"><meta name="byl" content="나루"><meta property="og:regDate" content="20250204083000"><meta property="og:url" content="https://geul.example/@naru/5"></head><body>
<div class="wrap_cover"><h1 class="cover_title">{TITLE}</h1><p class="cover_sub_title">{LEAD}</p><div class="cover_cell"><span class="info_text">by 나루</span> <span class="f_l date">Feb 4. 2025</span></div></div>
<div class="wrap_body"><p class="wrap_item item_type_text">{ONE}</p><h3 class="wrap_item item_type_text">뿌리가 드러난 까닭</h3><p class="wrap_item item_type_text">{TWO}</p>
<div class="wrap_item item_type_img"><img src="a.jpg"><span class="img_caption">강변에서 내가 찍은 사진</span></div><p class="wrap_item item_type_text">{THREE}</p><p class="wrap_item item_type_text">{FOUR}</p></div>
<div class="wrap_author"><strong>나루</strong><p>강가에 살며 씁니다.</p><button>구독하기</button></div></body></html>"""

BOARD = f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>보도자료 상세보기 | 알림마당 | 가람시청</title></head><body>
<div id="gnb"><ul><li><a href="/a">시민참여</a></li><li><a href="/b">정보공개</a></li></ul></div><div id="content"><h2>보도자료</h2>
<table class="board_view"><tbody><tr><th>제목</th><td colspan="5">{TITLE}</td></tr><tr><th>담당부서</th><td>공원녹지과</td><th>등록일</th><td>2025-02-05</td><th>조회수</th><td>1,234</td></tr>
<tr><th>첨부파일</th><td colspan="5"><a href="/f.hwp">0205 보도자료.hwp</a></td></tr></tbody></table>
<div class="view_cont"><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div>
<div class="nuri"><p>본 저작물은 공공누리 제1유형에 따라 이용할 수 있습니다.</p></div><ul class="prev_next"><li>이전글 <a href="/1">옛 나루터에 배 다시 뜬다</a></li><li>다음글 <a href="/2">도서관 새벽 개방 한 달</a></li></ul><a href="/list">목록</a></div>
<div id="footer"><address>(00000) 가람시 강변로 1 대표전화 000-0000</address></div></body></html>"""

AGO = f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{TITLE} - 들판뉴스</title></head><body><div class="top">들판뉴스</div>
<div class="view"><h1>{TITLE}</h1><p class="sum">{LEAD}</p><div class="info">강내음 기자 | 3시간 전</div>
<div class="body"><p>{ONE}</p><p>{TWO}</p><div class="photo"><img src="a.jpg"><p>▲ 그물망을 두르는 일꾼들 [사진=가람시]</p></div><p>{THREE}</p><p>{FOUR}</p><p>강내음 기자 naeum@deulpan.example</p><p>ⓒ 들판뉴스, 무단전재 및 재배포 금지</p></div></div>
<div class="rel"><p>관련기사</p><ul><li><a href="/1">옛 나루터에 배 다시 뜬다</a></li></ul></div></body></html>"""
