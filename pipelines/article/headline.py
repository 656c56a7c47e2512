"""The visible headline, confirmed by what the page calls itself in its title element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipelines.article import dates
from pipelines.article.labels import BOX, ENDS, LABEL, TOOLS, key
from pipelines.article.lines import Line, Sheet
from pipelines.article.marks import is_credit, is_entry, is_head
from pipelines.article.outlets import OUTLET, bare_name
from pipelines.article.paper import is_leaf, names_only_paper
from pipelines.article.standing import RIGHT_ABOVE, Place

LONGEST = 150  # characters of a headline
CUT = re.compile(
    r"(\s*(?:[_|｜丨]|--+|——+|–|>+|<+|«|»|::)\s*|\s+-\s*|\s*-\s+|-(?=[\u4e00-\u9fff])|\s{2,})"
)
SITE = re.compile(
    r"(?:网|網|网站|门户|报|報|日报|晚报|在线|频道|頻道|新闻|新聞|资讯|中心|栏目|台|社|传媒|杂志|周刊|财经|首页|官网|平台|客户端|要闻|动态|版|论坛|博客|视窗|热线|之窗|信息港|之家|圈|政府|公司|集团|委员会|局|厅|办|协会|学会|大学|学院|医院|"
    r"(?:\.|^www|dot)(?:com|cn|net|org)\w*|CN|com|net|News|Online|NEWS)$",
    re.I,
)
# What a headline line carries besides the headline.
AROUND = re.compile(
    r"^(?:正文|标题|題目|题目|主题|原创|【?置顶】?)[:：]\s*|^原创\s+"
    r"|\s*[\[【(（]?(?:复制链接|打印本页|收藏本文|发布时间|字号|我要评论|微博|查看评论)[\]】)）]?$"
    # 字体: 小 中 大 分享到:
    r"|\s*[【\[(（]?字[体号體號级級](?:大小)?\s*[:：]?(?:\s*(?:超大|标准|特大|[小中大])[\s|/]*){1,4}[】\])）]?(?:\s*分享(?:到|至)?[:：]?)?$"
    r"|\s+分享(?:到|至)[:：]?$"
)
CRUMBS = re.compile(r"首\s*页|首頁|当前位置|[>»].*[>»]|>>|\s[>»→]+\s|→")
CREDITED = re.compile(
    r"\W*(?:本[报网刊報網]|特约|实习|见习|特約)?(?:记者|通讯员|评论员|評論員|記者|通訊員)"
    r"[\s:/]+[\u4e00-\u9fff]{1,4}(?:[\s、]|$)"
)
CAPTION = re.compile(r"^\W{0,2}(?:图为|图片来源|资料图片?$)|[\s。][\u4e00-\u9fff]{0,4} ?[摄攝]\W?$")
NAMED_SO = re.compile(
    r"title|headline|biaoti|(?:^|[\s_-])(?:bt|tit)(?:$|[\s_\d-])|subject|artical?_t|news_?tit", re.I
)
LONGEST_NAMES = 16  # characters of a line of names
LONGEST_SITE = 12  # characters of a site's name with a blank behind it
SURE = 7  # letters of a headline that is none of a channel
ANCHORS = 12  # lines that may point at the article
BULLETS = "·•●◆■▪►▶-"  # what the entries of a list begin with
LINKED = 0.35  # what is left of the worth of a line that is a link
MARKED = 0.4  # the most that name and letters of a line add to its worth
SHORT = 3  # letters of a headline that is believed only where it is marked
TAG = 4  # letters of a word above a headline that is no part of it unless the title has it
LEAST = 0.34  # score below which no line is the headline
BROKEN = 1500  # lines of a page among which headlines over several lines are looked for


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and the numbers of its first and last line, -1 where only the title element
    has it."""

    text: str
    line: int
    last: int
    sure: bool = False  # the title element says the same, at some length


@dataclass(frozen=True, slots=True)
class Named:
    """The title element cut at its separators: where in its letters each piece begins and ends."""

    text: str
    letters: str
    bounds: frozenset[int]
    longest: int
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Named:
        bounds, at, longest = {0}, 0, 0
        for piece in CUT.split(text)[::2]:
            site, _, rest = piece.partition(" ")
            if rest and len(site) <= LONGEST_SITE and SITE.search(site):
                bounds.add(at + len(key(site)))  # 江湾网 小渡口
            size = len(key(piece))
            longest = max(longest, size)
            at += size
            bounds.add(at)
        letters = key(text)
        return cls(text, letters, frozenset(bounds), longest, frozenset(_pairs(letters)))

    def is_piece(self, letters: str) -> bool:
        """Whether letters are one whole piece."""
        at = self.letters.find(letters)
        end = at + len(letters)
        return (
            at in self.bounds
            and end in self.bounds
            and not any(at < bound < end for bound in self.bounds)
        )


def anchors(sheet: Sheet, named: str) -> list[int]:
    """Lines that look like the headline or the date line of an article."""
    title = Named.of(named)
    leaf = names_only_paper(named)
    found: list[int] = []
    for i, line in enumerate(sheet.lines):
        size = len(line.text)
        if line.links > 0.5 * size or size > LONGEST or line.hidden:
            continue
        own = key(line.text) if len(line.text) < 2 * len(named) + 40 else ""
        headline = len(own) >= 6 and own in title.letters and _likeness(own, title) >= 1.0
        if leaf and line.loud > 1 and len(line.text) > TAG and not is_leaf(line.flat):
            headline = True  # a paper's page whose title element names the paper alone
        if headline or ((line.flat[:1].isascii() or ":" in line.flat) and is_head(line)):
            found.append(i)
            if len(found) == ANCHORS:
                break
    return found


def find(
    sheet: Sheet,
    named: str,
    first: int,
    until: int,
    alternatives: Callable[[], Iterable[str]] = tuple,
) -> Headline:
    """The headline before line `until`, most likely near line `first`, where prose begins;
    `named` is the title element's text, alternatives are asked where no line is one."""
    title = Named.of(named)
    place = Place.of(sheet, until, first)
    best, top = None, LEAST
    for start, end, text, line in _candidates(sheet, until, title, place.near):
        score = _score(text, line, title, sheet.named(line), place.worth(_deck(sheet, end)))
        if score > top and not _is_none(text, line):
            sure = len(key(text)) >= SURE and _likeness(key(text), title) >= 0.8
            best, top = Headline(_clean(text, title), start, end, sure), score
    if best is not None:
        return best
    for other in alternatives():
        if other.strip():
            return Headline(without_site(other), -1, -1)
    return Headline(without_site(named), -1, -1)


def _deck(sheet: Sheet, end: int) -> int:
    """Where what belongs to a headline ends: a smaller heading right below an h1 goes on it."""
    if sheet.lines[end].heading == 1 and end + 1 < len(sheet.lines):
        return end + (sheet.lines[end + 1].heading > 1)
    return end


def _candidates(
    sheet: Sheet, until: int, title: Named, near: int
) -> Iterator[tuple[int, int, str, Line]]:
    """Lines before line `until` that may be the headline, and several that may be together; of
    those before line `near` links only where their words are those of the title element."""
    lines = sheet.lines
    for i, line in enumerate(lines[: until + 1]):
        if line.hidden or len(line.text) > LONGEST:
            continue
        if i < near and line.links > 0.5 * len(line.text) and _is_menu(line, title):
            continue
        if (
            line.links
            and line.links < len(line.text)
            and is_entry(line, sheet.blocks[line.block].tag)
        ):
            continue
        yield i, i, line.text, line
        own = AROUND.sub("", line.text) if "字" in line.text or "分享" in line.text else ""
        if own and own != line.text:
            yield i, i, own, line
        if line.links > 0.5 * len(line.text):
            continue  # a menu, a list: no headline goes on over several links
        if is_head(line):
            before = _before_date(line)
            if before and (key(before) in title.letters or not OUTLET.search(before)):
                yield i, i, before, line
            continue
        yield from _broken(sheet, i, until, title)


def _broken(sheet: Sheet, i: int, until: int, title: Named) -> Iterator[tuple[int, int, str, Line]]:
    """A headline may be broken over up to three lines."""
    line = sheet.lines[i]
    text, alone = line.text, line.links > 0 or _is_tag(line, title)
    for after in range(i + 1, min(i + 3, until + 1, BROKEN)):
        following = sheet.lines[after]
        if alone or is_head(following) or TOOLS.match(following.flat):
            break
        text = f"{text} {following.text}"
        if len(text) > LONGEST:
            break
        if following.block != line.block and not (
            line.loud and line.loud >= following.loud and title.is_piece(key(text))
        ):
            break  # what stands louder below another line is the headline alone
        yield i, after, text, line


def _is_menu(line: Line, title: Named) -> bool:
    """Whether a link that stands nowhere near date or text can only be one of a menu."""
    text = line.text
    if line.heading or "字" in text or "分享" in text:
        return False
    return not title.letters or LINKED * (_likeness(key(text), title) + MARKED) <= LEAST


def _is_tag(line: Line, title: Named) -> bool:
    """Whether a line is a place or a topic above the headline, and no part of it."""
    own = key(line.text)
    return len(own) <= TAG and not title.letters.startswith(own)


def _before_date(line: Line) -> str:
    """The words of a line before the date in it, where a headline and its date share a line."""
    moment = dates.search(line.flat)
    words = line.flat[: moment.start].strip(" \t([【|-/") if moment else ""
    words = words.rstrip(" ·•")
    return words if len(key(words)) >= SURE and not LABEL.search(words) else ""


@lru_cache(maxsize=4096)
def _is_named_so(block: str) -> bool:
    return NAMED_SO.search(block) is not None


def _likeness(own: str, title: Named) -> float:
    """How much of what the page calls itself a line says: 1 and more for a whole piece of it."""
    if not title.letters or len(own) < 2:
        return 0.0
    at = title.letters.find(own)
    if at >= 0:
        share = min(1.0, len(own) / max(1, title.longest))
        begins, ends = at in title.bounds, at + len(own) in title.bounds
        bounded, edge = begins and ends, begins or ends
        likeness = share + (0.4 if bounded else 0.2 if edge else 0.0)
        if len(own) <= 12 and SITE.search(own):
            return (0.3 if at else 0.6) * likeness
        return likeness + (0.3 if bounded and at == 0 else 0.0)  # sites name themselves last
    if len(own) < 6:
        return 0.0
    # A title element may be a cut or a longer form of the line.
    if len(own) > 2 * len(title.letters) + 2 and not own.startswith(title.letters[:10]):
        return 0.0
    common = _shared(own, title.pairs)
    if common < 0.7 and not own.startswith(title.letters[:10]):
        return 0.0
    return 0.9 * common * min(1.0, len(own) / max(1, title.longest))


def _pairs(letters: str) -> set[str]:
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def _shared(own: str, target: frozenset[str]) -> float:
    """Share of the line's character pairs that the title element has too."""
    pairs = _pairs(own)
    return len(pairs & target) / len(pairs) if pairs else 0.0


def _is_none(text: str, line: Line) -> bool:
    """Whether a line's words can be no headline, however well it stands."""
    if (
        TOOLS.match(line.flat)
        or BOX.match(line.flat)
        or ENDS.match(line.flat)
        or CAPTION.search(line.flat)
        or CREDITED.match(line.flat)
        or (len(text) <= LONGEST_NAMES and " " in text and all(map(bare_name, text.split())))
    ):
        return True
    label = LABEL.match(line.flat)
    if is_leaf(line.flat) or (label and label.lastgroup != "other"):
        return True
    return text == line.text and (is_head(line) or is_credit(line))


def _score(text: str, line: Line, title: Named, block: str, above: float) -> float:
    """How well a line serves as the headline; 0 when it does not."""
    own = key(text)
    size = len(own)
    if size < 2:
        return 0.0
    score = likeness = _likeness(own, title)
    linked = line.links > 0.5 * len(line.text)
    if linked and not line.heading and LINKED * (score + above + MARKED) <= LEAST:
        return 0.0
    if line.heading in (1, 2):
        score += 0.35 if size >= 5 else 0.1
    elif line.heading:
        score += 0.2 if size >= 5 else 0.0
    named_so = bool(block) and _is_named_so(block)
    score += 0.2 if named_so else 0.0
    marked = bool(line.heading) or named_so or (line.loud > 0 and size == SHORT)
    score += above if size >= 4 or marked else 0.2 * above
    if line.loud and size >= 5:
        score += 0.15 if line.loud == 1 else 0.2
    if linked:
        score *= 0.7 if line.heading else LINKED
    if size < 4 and likeness < 1.0:
        score *= 0.8 if marked and above >= RIGHT_ABOVE else 0.4
    if score <= LEAST:
        return score  # whatever its words, it is none
    if not likeness and size <= LONGEST_SITE and OUTLET.search(text):
        score *= 0.4  # who brings the report
    return score * _less_by_words(text, own, title)


def _less_by_words(text: str, own: str, title: Named) -> float:
    """The share of its score that a line's words leave it."""
    score = 1.0
    if CRUMBS.search(text) or text[0] in BULLETS:
        score *= 0.3
    if text.startswith("——"):
        score *= 0.4  # what goes on the headline
    if text.endswith(("。", "，", "；", "……", "...")):
        score *= 0.6
    if title.letters == own and len(title.bounds) > 2 and CUT.search(text):
        score *= 0.8  # the title element itself, printed with its site names
    return score


def _clean(text: str, title: Named) -> str:
    text = AROUND.sub("", text).strip()
    if key(text) == title.letters and len(title.bounds) > 2:
        return without_site(text)
    return text


def without_site(named: str) -> str:
    """The title element without the channel and site names behind (or before) it."""
    pieces = CUT.split(named.strip())
    texts = pieces[::2]
    sizes = [len(key(text)) for text in texts]
    rest = sum(sizes)
    while len(texts) > 1:
        own = sizes[len(texts) - 1]
        rest -= own
        last = texts[-1].strip()
        if rest >= 5 and (not last or SITE.search(last) or own <= 6):
            texts.pop()
        else:
            break
    begin = 0
    while begin + 1 < len(texts) and SITE.search(texts[begin].strip()) and sizes[begin] <= 12:
        begin += 1
    kept = pieces[2 * begin : 2 * len(texts) - 1]
    return "".join(kept).strip()


def of_text(sheet: Sheet, first: int, filename: str | None) -> Headline:
    """The headline of saved text: a short first line before the text, else the file's name."""
    for i, line in enumerate(sheet.lines[: max(first, 0)]):
        if (
            4 <= len(line.text) <= 60
            and not line.text.endswith(("。", "；"))
            and not is_head(line)
            and ">" not in line.flat
            and not TOOLS.match(line.flat)
        ):
            return Headline(line.text, i, i)
    stem = re.sub(r"\.\w{2,5}$", "", filename or "")
    return Headline(stem, -1, -1)
