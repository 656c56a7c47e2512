"""Who speaks for which firm or park: 公司总经理彭某, and later 彭某 alone."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.names.people import SURNAMES
from pipelines.figures.patterns import later

POSTS = (
    "董事长|总经理|副总裁|总裁|副总|主管|班长|厂长|总监|经理|创始人|总工程师|负责人|"
    "主任|书记|局长|股长|部长|法定代表人"
)
SAYS = (
    "说|介绍|告诉|表示|坦言|透露|感慨|解释|补充|称|算|回忆|直言|强调|指出|认为|,|带|领|正|在|指着|"
    "的|把|给|数|递|推|伸|举|掏|点|比划|这样|刚|已|每|一|"
    "翻|拿|捧|站|走|打开|一?边|拍|抚|望|看|坐|掰|是|把|笑|乐|苦笑|摇头|摆|深有"
)
INTRODUCED = later(f"(?:{POSTS})([{SURNAMES}][一-龥]{{1,2}}?)(?={SAYS})")
SPEAKING = later(
    f"([{SURNAMES}][一-龥]{{1,2}}?)(?:也|还|又|则|笑着|接着|向记者|给记者)*"
    "(?:说|介绍|告诉|表示|坦言|透露|感慨|感叹|解释|补充|算|回忆|直言|强调|指出|苦笑|笑道|笑言|叹|打趣|摇头|摆摆手|比划|掰着|扳着|调出|翻开|翻出|摊开|点开|打开|指着)"
)
# Who has a post in what was named before: 其负责人某某.
OF_IT = later(f"其(?:公司|企业|合作社|项目|现场|生产|技术|主要|相关|有关)?(?={POSTS})")
# The same where the firm's name has just stood: 走进某某公司,创始人某某正在….
BESIDE_IT = later(
    "(?<=,)(?:(?:年轻|返乡)的)?(?=(?:公司|企业|合作社)?(?:副?董事长|副?总经理|副?总裁|创始人|联合创始人|厂长|老板|总工程师|"
    "车间主任|车间负责人|(?:生产|技术|运营|销售|市场|行政)(?:部|总监|经理|主管|部长)|负责人))"
)
# Who is somebody in a firm: 赵某是|某某面业|的老板.
WHO_IS = later(f"(?<![一-龥])([{SURNAMES}][一-龥]{{1,2}}?)(?:就|便|正|原)?是$")
IS_WHAT = later(
    "的?(?:老板|董事长|总经理|创始人|联合创始人|负责人|厂长|老总|当家人|掌门人|合伙人|法人)"
)
# Who answers in an interview: 陆霞(睿普泵阀总经理):我们….
LABEL = later("(?:^|\\n)[一-龥·]{2,6}\\($")
LABEL_ENDS = later(f"[一-龥]{{0,6}}(?:{POSTS})\\):")
FAR = 16  # characters between a firm and the name of who has a post in it
# A firm that a park has for its own affairs, and that speaks for it.
OF_THE_PARK = later(
    "[^,。;]{0,6}(?:园区|开发区|高新区|经开区|化工区|工业区|新区|产业园|集中区|保税区|试验区)"
    "(?:开发|发展|投资|建设|管理|运营|控股|实业|产业|服务)+(?:集团)?(?:有限|股份)*(?:责任)?公司"
)

# ”在甲公司,生产部长…, ”走进甲公司的车间,班长…: where it was said, and by whom.
# Posts that firms have; a 书记 or 局长 met there may be on a visit.
IN_IT = later("(?:[^,。;:“”\\d]{0,8},)?(?:在|走进|来到)(?:位于[^,。;:“”]{2,14}的)?")
THERE_SAID = later(
    "的?(?:[^,。;:“”\\d]{0,10}(?:车间|厂区|厂房|展厅|生产线|工地|基地|仓库))?[里内上]?,"
    "[^,。;:“”\\d]{0,10}(?:部长|经理|主管|班长|组长|主任|总监|厂长|老总|总经理|董事长|负责人|工程师|创始人)"
)
# An office of a place that spends or says something.
SPENDER = later(
    "(?:[^,。;:“]{1,8},)?(?:[一-龥]{2,4}?)?([省市州县])"
    "(?:[一-龥]{2,9}?(?:[厅局委办]|中心)|妇联|总工会|团委|工商联|商会|残联|科协)"
    "(?:干部|工作人员|联合[^,。;]{0,8}?)?(?:在[^,。;]{2,8}?|用[^,。;]{1,6}|[今明去当]年|每年|还|已|将|计划|拟|先后|累计){0,4}"
    "(?:投入|安排|拿出|设立|选派|下达|拨付|发放|列支|走访|组织|举办|开办|培训|梳理)"
)
DEPARTMENT = later(
    "(?:据|“[^”\n]{0,200}”)?(?:[一-龥]{2,5}?)?([省市州县])[一-龥]{2,9}?[厅局委办](?:有关|相关|主要|分管|一[位名])*负责人"
    "[一-龥]{0,4}(?:介绍|表示|说|透露)"
)


class Voices:
    """The people of one report whose words are those of a firm or park."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.introductions = [(m.start(), m[1]) for m in INTRODUCED.finditer(text)]
        self.starts = [start for start, _ in self.introductions]
        self.speak_for: dict[str, int] = {}

    def introduces(self, end: int) -> bool:
        """Whether the name of somebody with a post follows what ends at an offset."""
        place = bisect_left(self.starts, end)
        if place == len(self.starts) or self.starts[place] - end > FAR:
            return False
        between = self.text[end : self.starts[place]]
        return not any(sign in between for sign in ",。;:“”\n")

    def met_in(self, at: int) -> int:
        """Where the name of the firm may begin in which what ends at an offset was said."""
        there = IN_IT.match(self.text, at)
        return there.end() if there else at

    def meets(self, end: int) -> bool:
        """Whether somebody with a post is met in the firm whose name ends at an offset."""
        return THERE_SAID.match(self.text, end) is not None

    def owns(self, start: int, end: int, firm: int) -> bool:
        """Note who a text says is the head of the firm that it names at an offset."""
        labelled = LABEL.search(self.text, max(0, start - 9), start) is not None
        if firm >= 0 and labelled and LABEL_ENDS.match(self.text, end):
            return True
        who = WHO_IS.search(self.text, max(0, start - 8), start)
        if who is None or firm < 0 or IS_WHAT.match(self.text, end) is None:
            return False
        self.speak_for[who[1]] = firm
        return True

    def posts_within(self, start: int, end: int) -> list[tuple[int, bool]]:
        """Where somebody is introduced by a post in what was named before, or right behind it."""
        found = [(hit.end(), False) for hit in OF_IT.finditer(self.text, start, end)]
        found += [(hit.end(), True) for hit in BESIDE_IT.finditer(self.text, start, end)]
        return [one for one in found if self.introduces(one[0])]

    def learn(self, end: int, entity: int | None) -> None:
        """Note for whom the next person speaks who is introduced after an offset."""
        if entity is not None:
            self.speak_for[self.introductions[bisect_left(self.starts, end)][1]] = entity

    def acts(self, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
        """The entity of somebody known who is the subject of a clause: 林鸣手里只有800平方米."""
        for name, entity in self.speak_for.items():
            at = self.text.find(name, start, end)
            if at >= 0 and (at == start or self.text[at - 1] in ",。;:\n”"):
                return entity, (at, at + len(name))
        return None

    def speaks(self, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
        """The entity for which somebody known speaks within a stretch, and where he is named."""
        for hit in SPEAKING.finditer(self.text, start, end) if self.speak_for else ():
            if hit[1] in self.speak_for:
                return self.speak_for[hit[1]], hit.span(1)
        return None
