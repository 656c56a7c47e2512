"""Whether an expression of time lies ahead of the report, behind it, or is not over yet."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from itertools import islice, takewhile
from operator import attrgetter

from pipelines.figures.patterns import later
from pipelines.figures.times.ahead import asked_of
from pipelines.figures.times.words import Mention, mentions

FUTURE = {"coming", "next", "new_year", "within", "after", "two_years"}
PARTS = ("quarter", "half", "months", "month")
# 订单排到6月, 超全年任务: how far something reaches or what it is held against, not when it is.
REACHES = later("(?:排到了?|排至|排期到|排产到|延到|超|超过|占|为)$")
NAMES = later("(?:科学|科技|产业|创新)?(?:城|园|谷|岛|港|湾|社区|工厂|学院|中心|实验室|星|之)")
RECORD = later("(?:新|最|首|次|高|低|峰|已|累计|共)")
# 全年安排重点项目74个: which they are is settled.
ARRANGED = later(
    "(?:[^,。;0-9]{0,12},)?[^,。;0-9]{0,8}(?:"
    "(?<!计划)(?:安排|铺排|排定|排出|敲定|确定|列入|纳入)[^,。;0-9]{0,14}"
    "(?:[0-9.]+[万亿]元以上[^,。;0-9]{0,8})?(?:项目|工程)(?:共|有)?[0-9]|"
    "[0-9]+个[^,。;0-9]{0,8}(?:列入|纳入|入选|列为)[^,。;0-9]{0,6}(?:重点|重大))"
)
EARLIEST = 4  # before this month 全年 is said of the year before
SOON = 3  # months in which 前三季度 may end to be this year's
OPENING = 4  # up to this month a year is spoken of as still to be done
WE_SHALL = later(
    "(?:是[^。;:0-9]{0,30},|[,的])?[^,。;:0-9]{0,12}?(?<![主重需首只紧])(?:要(?![求点素件])|将(?!近))"
)
# 今年,全省再开发6平方公里,引进项目不少于300个,收入力争增长25%: all of it is aimed at.
AIMED = later(
    ",?(?![^。;\\n]{0,90}(?:已|累计|了(?!解)|同比|以来|首月|开局|(?:实施|安排|铺排|排定|列入|确定|谋划|储备)[^,。;]{0,12}项目))[^。;\\n]{0,80}?"
    "(?:力争|确保|争取|力求|不少于|不低于)"
)
SAME_DAY = ("当天", "当日", "同日", "当晚")
NEXT = 20  # characters between things and the day on which they will be ready
NO_STOP = later("[^,。;、0-9]*")
HAND_OVER = later(
    "[前内]?(?:可|将|即可|就能|全部|正式|全面|建成)*"
    "(?:交付|投产|投用|建成|竣工|完工|启用|开业|投运|摘牌|上市|封顶|并网|交房|投入使用|进场|到货|安装|开机|试产|试车|量产|下线|搬[进入来]|进驻|入驻|开工|动工)"
)
CLOSING = 10  # from this month a year is told of as a whole
FIVE = 5
STRETCH = 2  # months that a half or a quarter must still have before it to be spoken of as to come
TO_MAKE = later(
    "(?:左右)?的?时间,?(?![^。;]{0,40}(?:了|已|终于))[^,。;0-9]{0,8}(?:把|让|使|力争|争取|将|要)"
)
SINCE_BY = 24  # characters between 自10月25日 and what happened then
DATED_BY = 6  # characters between a day and the event that it dates


class Clock:
    """The day of publication against the times of a report, read from the beginning."""

    def __init__(self, text: str, today: date | None) -> None:
        self.text, self.today = text, today
        self.year: int | None = None  # the year that the paragraph spoke of last
        self.told: set[int] = set()  # the years that the report has named
        self.course = 0  # the first year of the five-year plan that is spoken of
        self.carried = False  # whether the year is that of the paragraphs before

    def between(self, begin: int, end: int) -> list[Mention]:
        """The times that a stretch of text names."""
        found = mentions(self.text)
        first = bisect_left(found, begin, key=attrgetter("start"))
        return list(takewhile(lambda mention: mention.start < end, islice(found, first, None)))

    def reached(self, mention: Mention) -> bool:
        """Whether an event of that time has happened."""
        today = self.today
        if mention.kind == "ends" and not mention.dated and today is not None:
            return today.month == 12
        if mention.year is not None and today is not None and mention.year == today.year:
            return mention.kind not in PARTS or mention.last <= today.month
        return not self.future(mention) and not self.unfinished(mention)

    def put_off(self, at: int) -> bool:
        """标准厂房4.6万平方米8月交付: a time to come right after things, and what happens then."""
        first = next((mention for mention in self.between(at, at + NEXT)), None)
        if first is None or not NO_STOP.fullmatch(self.text, at, first.start):
            return False
        yearly = first.kind in ("ends", "inside") and not first.dated and first.edge != "begin"
        today = self.today
        running = yearly and today is not None and EARLIEST <= today.month < 12
        if not (running or self.future(first)):
            return False
        return HAND_OVER.match(self.text, first.end) is not None

    def dates(self, mention: Mention, at: int) -> bool:
        """Whether a past day dates what begins at an offset: 2020年建成后, 自10月25日电站并网后."""
        far = at - mention.end
        since = self.text[mention.start - 1 : mention.start] in ("自", "从")
        if since and far <= SINCE_BY and self.reached(mention):
            return True
        apart = "," in self.text[mention.end : at]  # 首片叶片6月下线,达产后…
        return far <= DATED_BY and not apart and self.past(mention)

    def paragraph(self) -> None:
        """A new paragraph: the year in force is that of publication unless it names another.

        A report of the year before that has named no other year still speaks of that one.
        """
        before = self.today.year - 1 if self.today is not None else None
        self.carried = before is not None and max(self.told, default=0) == before
        self.year = before if self.carried else None

    def name(self, mention: Mention) -> None:
        """Keep the five-year plan that a time names, be it in the name of a paper."""
        if mention.kind in ("plan", "plan_name") and mention.year is not None:
            self.course = max(self.course, mention.year)

    def note(self, mention: Mention) -> None:
        """Keep the year that a time names."""
        if self.today is None or mention.kind in ("plan", "year_range", "plan_name"):
            return
        if mention.year is not None:
            self.year = mention.year
        elif mention.shift is not None:
            self.year = self.today.year + mention.shift
        if self.year is not None:
            self.carried &= self.year in self.told
            self.told.add(self.year)

    def unfinished(self, mention: Mention) -> bool:
        """全年, 年内, 下半年 of a year that still runs: nobody can have reached its end.

        A month or the year itself (今年) is also said of what was done up to now.
        """
        today = self.today
        if today is None or mention.edge or mention.until or mention.follow is not None:
            return False
        if not self.of_this_year and not self._expected(mention):
            return False
        if REACHES.search(self.text, max(0, mention.start - 4), mention.start):
            return False
        arranged = ARRANGED.match(self.text, mention.end) is not None
        if mention.kind == "year":  # 2026年,园区新开工45个, read in January
            return today.month < EARLIEST and mention.year == today.year and not arranged
        if mention.kind == "whole":
            return EARLIEST <= today.month < 12 and not arranged
        if mention.kind == "inside":
            told = RECORD.match(self.text, mention.end)
            return (
                EARLIEST <= today.month < 11
                and told is None
                and self.text[mention.start - 1] != "中"
            )
        if mention.kind == "months":
            return mention.first == 1 and 0 < mention.last - today.month <= SOON
        quarter = mention.kind == "quarter" and mention.first > 1  # 一季度 may be last year's
        begun = (mention.kind == "half" or quarter) and mention.first <= today.month
        return begun and mention.last - today.month >= STRETCH

    def this_year(self, mention: Mention) -> bool:
        """Whether a time is the year that runs, or what is left of it: 今年, 全年, 年内."""
        if self.today is None or mention.edge or mention.until:
            return False
        if mention.kind == "year":
            return mention.shift == 0 or mention.year == self.today.year
        return mention.kind in ("whole", "inside") and self.of_this_year

    def said_ahead(self, mention: Mention) -> bool:
        """今年, 我们要…: the year that still runs, of which an account says what is to be done."""
        if asked_of(self.text, mention):
            return self.today is None or mention.year in (None, self.today.year)  # 全年怎么干?
        running = mention.kind == "year" and not (mention.edge or mention.until)
        today = self.today
        if not running or today is None or today.month > OPENING:
            return False
        this_year = mention.shift == 0 or mention.year == today.year
        shall = WE_SHALL.match(self.text, mention.end) or AIMED.match(self.text, mention.end)
        return this_year and shall is not None

    def closing(self, mention: Mention, at: int) -> bool:
        """2015年,预计… or 全年预计…, read in December: of what is nearly over a list tells."""
        today = self.today
        if today is None or today.month < CLOSING or mention.kind not in ("year", "whole"):
            return False
        running = mention.year == today.year or mention.shift == 0
        running = running or (mention.kind == "whole" and self.of_this_year)
        return running and not mention.edge and at - mention.end <= 1

    def in_a_year_to_come(self, mention: Mention) -> bool:
        """Whether a time names a year after that of publication: 2025年6月投产."""
        today, year = self.today, mention.year
        return mention.kind in PARTS and today is not None and (year or 0) > today.year

    @property
    def of_this_year(self) -> bool:
        """Whether the paragraph speaks of the year of publication."""
        return self.today is None or self.year in (None, self.today.year)

    def whole_year(self, mention: Mention) -> bool:
        """Whether a time is the whole of the year that the paragraph speaks of and that runs."""
        return mention.kind == "whole" and (self.of_this_year or self._expected(mention))

    def _expected(self, mention: Mention) -> bool:
        return self.carried and self.text.endswith("预计", 0, mention.start)

    def future(self, mention: Mention) -> bool:
        """Whether a time is still to come."""
        if mention.kind == "using":  # 拿出5年左右时间, 把产值做到800亿元
            out = self.text.endswith("拿出", 0, mention.start)
            return out or TO_MAKE.match(self.text, mention.end) is not None
        if mention.kind in FUTURE:
            return NAMES.match(self.text, mention.end) is None or mention.words != "未来"
        if self._deadline(mention, self.today):
            return True
        if mention.kind == "near_month":
            return mention.first > 0
        if REACHES.search(self.text, max(0, mention.start - 4), mention.start):
            return False
        if mention.shift is not None and mention.shift != 0:
            return mention.shift > 0
        return self.today is not None and self._after(mention, self.today)

    def _after(self, mention: Mention, today: date) -> bool:
        """Whether a time that is named by year, plan or month lies after a day."""
        number = mention.year if mention.kind != "plan" else None
        if mention.kind == "year_range":
            return mention.last > today.year
        if mention.kind == "three" and mention.first == FIVE:
            summed = self.text.startswith("累计", mention.end)  # 五年累计签约217个
            return self.course >= today.year and not summed  # 五年盘活土地1.5万亩
        if mention.kind == "plan":
            first = mention.year or 0
            if mention.edge == "end":
                return first + 4 >= today.year
            return mention.edge != "since" and first >= today.year
        if number is not None and number != today.year:
            return number > today.year
        if number is None and mention.shift is None and mention.follow is not None:
            return False
        named = number or mention.shift == 0 or (mention.kind == "ends" and self.of_this_year)
        if mention.toward and named and mention.kind in ("year", "ends"):
            return today.month < 12
        if mention.kind in PARTS and not mention.dated:
            if self.year is not None and self.year != today.year:
                return self.year > today.year
            return mention.first > today.month and mention.first - today.month <= 6
        return mention.kind in ("quarter", "half", "month") and mention.first > today.month

    def _deadline(self, mention: Mention, today: date | None) -> bool:
        """年底前, 今年底前, 10月底前: a day still to come, by which something is to be done."""
        if today is None or mention.until:
            return False
        ends = mention.kind == "ends" and mention.edge == "end"
        if ends and mention.shift == 0 and mention.words.endswith("前"):
            return True
        if mention.dated:
            return False
        if ends:
            return self.text.startswith("前", mention.end)
        return mention.edge == "before" and today.month <= mention.last

    def past(self, mention: Mention) -> bool:
        """Whether a time is over, or the stretch up to now."""
        today = self.today
        if mention.kind == "present" or (mention.shift is not None and mention.shift < 0):
            return True
        if mention.kind == "event_day":
            return mention.words in SAME_DAY  # of an event told: 活动期间 may be to come
        if mention.kind in ("day", "near_day", "vague", "season", "since", "recent", "past"):
            return mention.kind != "day"
        if mention.edge == "since":
            return True
        if today is None:
            return False
        if mention.kind == "plan" and mention.year is not None:
            return mention.year + 4 < today.year  # “十三五”时期, told in the plan that follows it
        if mention.year is not None and mention.kind != "year_range":
            return mention.year < today.year
        if mention.kind in PARTS and mention.edge != "before":
            if not mention.dated and self.year is not None and self.year > today.year:
                return False
            return mention.last < today.month
        return False
