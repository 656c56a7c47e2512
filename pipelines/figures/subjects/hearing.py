"""Lets the names, pointers and speakers of a text take the focus, clause by clause."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.figures.cast.entities import Cast
from pipelines.figures.cast.held import ALL_AGAIN, OF_THE_WHOLE, ONLY_SHARE, items_end
from pipelines.figures.cast.passing import WHO_ARE_THERE
from pipelines.figures.cast.regions import region_name
from pipelines.figures.names.people import WORKER
from pipelines.figures.names.terms import ENTERPRISE, OTHER, PARK, PROJECT, REGION, SECTOR
from pipelines.figures.names.types import Mention, State
from pipelines.figures.patterns import later
from pipelines.figures.subjects.asides import bracket_end, leads_it
from pipelines.figures.subjects.bystanders import passed_by
from pipelines.figures.subjects.hearing_groups import GroupHearing
from pipelines.figures.subjects.paragraph_topics import opens_topic
from pipelines.figures.subjects.pointers import Pointers
from pipelines.figures.subjects.ranked import told_off
from pipelines.figures.subjects.roles import firms_work, only_stands
from pipelines.figures.subjects.topics import Topics
from pipelines.figures.subjects.trade_topics import PLACE_SHARE
from pipelines.figures.subjects.voices import DEPARTMENT, OF_THE_PARK, SPENDER, Voices
from pipelines.figures.types import Document, Span

SAYS = later(
    "[^。\n]{0,60}?(?:说|介绍|表示|告诉|拉家常|念叨|坦言|称|感慨|算账|算起|透露|回忆|感叹|解释|强调|补充|直言|指出|总结|打趣|笑言|坦陈|憧憬|盘算|举例|指头|手指|算了|算道|笑着|自豪|兴奋|念|报出|翻开|翻出|摊开|调出|点开|递过来?|数给|掰着|喊|嚷|答|补了一句|接过话|苦笑|笑道|叹了|叹道|直叹|摇头|摆摆手|摆手|比划|乐了|乐呵|讳言|回应|说道|答道|应道|讲起|说起|谈起|提起|聊起|道出|分析|估算|盘点|吐露|诉说|吐槽|抱怨|发愁|犯愁|叹气|松了(?:一)?口气|记得|心里有数|不以为意|信心)"
)
# 说起留抵退税,甲公司财务总监…: what was spoken of stands before who spoke.
TALKS_OF = later("(?:[说谈提讲聊]起|[谈说提]到|[谈提]及)[^,。\\n]{1,20},[^。\\n]{0,40}")
LED = later("(?:在[其此它]们?的?(?:带动|拉动|推动|支撑)下|受[其此](?:带动|拉动|推动)),$")
FIRM_IN_PROJECT = later("[^\\d]{2,24}?(?:公司|集团|[机织电药酒糖纸茶钢铝铜造品料件械]厂)")
# A post in a firm with no other body before it, and an office of a place that says something.
MANAGER = later(
    "据?(?:(?:该?公司|该?企业|该?集团|该厂|厂里)的?)?(?:副?董事长|副?总经理|副?总裁|副?厂长|创始人|总工程师|老板娘?(?!们)|"
    "(?:生产|技术|行政|财务|销售|市场|研发|运营|品质|质量|品控|人事|人力资源|外贸|采购|设备|农务|业务|生产技术|安全|综合|仓储|物流)"
    "(?:管理)?(?:部|中心|科)?(?:的)?(?:副?总监|副?经理|副?部长|主管|负责人|主任|科长|副总)|"
    "(?:分?管|主管|负责|抓)[^,。;:“”\\d]{1,6}的(?:副?总监|副?经理|副总|部长|主管|负责人)|(?:生产)?车间(?:副?主任|主管|班长|负责人|管理员|组长|技术员|调度)|"
    "(?:现场|生产线|产线|厂区|工厂|厂方)(?:有关|相关)?(?:负责人|经理|主管|管理人员|工作人员)|对方(?=说|介绍|表示|坦言|透露|告诉|答|回应))"
)
COMMITTEE = later("管委会|党工委|工委|管理委员会|管理局|招商局|经发局|经济发展局")
AT_PLACE = later(
    "(?:在|到|于|从|向|往|与|入驻|进驻|落户|深入|走进|面向)"
    "(?:各|全[省市县区]|所有|多个|几个|部分|重点|辖区内?的?|当地|本地|各类|各大)?$"
)
PARENTS = ("总部", "母公司", "股东", "投资方", "大股东")
LIKE = ("这样", "一样", "那样", "这般", "这种")
AT_FIRM = 5  # characters between a firm and somebody like whom others work there
VOICE_WITHIN = 10  # characters from a sentence's head within which its speaker is named
LONGEST_SPEECH = 400
QUOTES = later("[“”]")


class Hearing:
    """Keeps the state of a walk as the mentions of a report come up."""

    def __init__(self, doc: Document, cast: Cast, state: State, pointers: Pointers) -> None:
        self.cast, self.state, self.pointers = cast, state, pointers
        self.text = doc.folded
        self.opens = [m.start for m in cast.mentions]
        self.topics = Topics(self.text)
        self.voices = Voices(self.text)
        self.groups = GroupHearing(self.text, cast, state, pointers, self.topics)

    def hear_speaker(self, span: Span) -> None:
        """A sentence that begins with a quotation is about the firm whose manager says it."""
        close = self._close(span.start)
        says = SAYS.match(self.text, close + 1) if close > 0 else None
        says = (TALKS_OF.match(self.text, close + 1) if says else None) or says
        if says is None:
            self._hear_post(close)
            return
        worker = WORKER.search(self.text, close, says.end())
        if worker:
            self.state.aside, self.state.until = self.cast.get(OTHER, worker[1]), close
            self.state.heard[self.state.aside] = worker.span(1)
            return
        for mention in self.within(Span(close, says.end())):
            firm = self.pointers.resolve(mention) if mention.kind == ENTERPRISE else None
            if firm is not None:
                self._speaks(firm, (mention.start, mention.end), close)
                return
        for mention in self.within(Span(close, says.end())):
            park = self.pointers.resolve(mention) if mention.kind == PARK else None
            if park is not None and COMMITTEE.match(self.text, mention.end):
                self.state.focus = park  # ”园区管委会主任某某说: the park speaks
                self.state.heard[park] = (mention.start, mention.end)
                return
        if not self._manager(close + 1, close):
            self._known_voice(close, says.end() + 1, close)

    def _manager(self, at: int, close: int) -> bool:
        """”董事长某某说: of the firm last named, whose manager speaks; False for anybody else."""
        post = MANAGER.match(self.text, at)
        if post is None or self.state.firm is None:
            return False
        self._meet(post.start())
        self._speaks(self.state.firm, post.span(), close)
        return True

    def _hear_post(self, close: int) -> None:
        """”甲公司副总裁某某的手机响个不停: who has a post there has spoken, whatever he does.

        So has who is met where it was said: ”在甲公司,生产部长的嗓门盖过了风机.
        """
        if close <= 0:
            return
        begin = self.voices.met_in(close + 1)
        place = bisect_left(self.opens, begin)
        firm = self.cast.mentions[place] if place < len(self.opens) else None
        if firm is None or firm.start != begin or firm.kind != ENTERPRISE:
            firm = None
        met = firm is not None and begin > close + 1 and self.voices.meets(firm.end)
        if not met and (not self.voices.introduces(close + 1) or self._manager(close + 1, close)):
            return
        entity = self.pointers.resolve(firm) if firm and (met or begin == close + 1) else None
        if firm is not None and entity is not None:
            self._speaks(entity, (firm.start, firm.end), close)

    def _close(self, start: int) -> int:
        """Where the quotation ends that begins at an offset, past those inside it, -1 nowhere."""
        depth = 0
        for mark in QUOTES.finditer(self.text, start, start + LONGEST_SPEECH):
            if (depth := depth + (1 if mark[0] == "“" else -1)) <= 0:
                return mark.start()
        return -1

    def hear_voice(self, span: Span) -> None:
        """彭某介绍,…: somebody introduced before speaks for his firm or park again."""
        self._its_people(span)
        told = self.within(Span(self.state.opened, span.start))
        if self.state.firm_here or not any(m.name for m in told):  # 。\n总经理某某是本地人
            self._manager(span.start, span.start)
        self._known_voice(span.start, min(span.end, span.start + VOICE_WITHIN), span.start)
        acts = self.voices.acts(span.start, span.end)
        if acts and self.pointers.kind(acts[0]) == ENTERPRISE:
            self._speaks(*acts, span.start)

    def _its_people(self, span: Span) -> None:
        """记者来到该公司,其负责人某某…, 某某是甲公司的老板: of the firm of that sentence."""
        for at, beside in self.voices.posts_within(span.start, span.end):
            near = [m for m in self.within(Span(span.start, at)) if m.kind in (ENTERPRISE, PARK)]
            last = near[-1] if near and near[-1].kind == ENTERPRISE else None
            if last or not beside:
                self.voices.learn(at, self.pointers.resolve(last) if last else self.state.firm)
        for one in self.within(span):
            if one.kind == ENTERPRISE and self.voices.owns(one.start, one.end, one.entity):
                self._speaks(one.entity, (one.start, one.end), span.start)

    def _meet(self, at: int) -> None:
        """Keep for which firm somebody speaks whose post is named at an offset."""
        if self.voices.introduces(at):
            self.voices.learn(at, self.state.firm)

    def _known_voice(self, start: int, end: int, close: int) -> None:
        known = self.voices.speaks(start, end)
        if known is None:
            return
        entity, where = known
        if self.pointers.kind(entity) == ENTERPRISE:
            self._speaks(entity, where, close)
        else:
            self.state.focus, self.state.heard[entity] = entity, where

    def _speaks(self, firm: int, where: tuple[int, int], close: int) -> None:
        state, main = self.state, self.cast.main
        if main is not None and OF_THE_PARK.fullmatch(self.cast.entities[firm].name):
            state.focus = main  # 临港城开公司副总裁某某说: of the park
            return
        state.focus = state.firm = firm
        state.heard[firm] = where
        state.firm_here, state.firm_at, state.spoken = True, where[0], close

    def hear_department(self, span: Span) -> None:
        """省商务厅有关负责人表示: the province, unless the report is about one park."""
        main = self.cast.main
        spends = SPENDER.match(self.text, span.start, span.end)
        titled = main is not None and self.cast.entities[main].titled
        if titled and main is not None and self.pointers.kind(main) == PARK and spends is None:
            return
        speaker = spends or DEPARTMENT.match(self.text, span.start, span.end)
        name = region_name(self.cast, self.pointers.doc, "全" + speaker[1]) if speaker else ""
        if speaker and name:
            entity = self.cast.get(REGION, name)
            self.state.focus = self.state.region = entity
            self.state.heard[entity] = speaker.span()

    def within(self, span: Span) -> list[Mention]:
        low, high = bisect_left(self.opens, span.start), bisect_left(self.opens, span.end)
        return self.cast.mentions[low:high]

    def hear_between(self, found: list[Mention], span: Span) -> None:
        """Hear a sentence that states no figure."""
        focus = self.state.focus
        spoken_of = focus is not None and self.pointers.kind(focus) != REGION
        for mention in found:
            other = mention.entity not in (focus, self.cast.main)
            held = other and (spoken_of or mention.kind == PARK)
            if not (held and passed_by(self.text, mention)):
                self.hear(mention, span)

    def hear(self, mention: Mention, span: Span) -> None:
        """Let a mention take the focus where it stands as a topic."""
        state = self.state
        if mention.kind in (ENTERPRISE, PARK) and self.voices.introduces(mention.end):
            self.voices.learn(mention.end, self.pointers.resolve(mention))
        if self.groups.hears(mention):
            return
        if opens_topic(self.text, mention, state, span.start):
            state.topic, state.topic_end = mention.entity, mention.end
        if not self._topical(mention, span):
            if mention.kind == PARK and mention.name:
                state.stands = mention.entity if not mention.listed else state.stands
                if state.section is None:
                    state.park = mention.entity
            elif mention.kind == ENTERPRISE and self.topics.stays(mention):
                state.firm, state.firm_here = mention.entity, True
            elif mention.kind == SECTOR and PLACE_SHARE.match(self.text, mention.end):
                state.focus = self._owner_of_trades()
            elif mention.kind == REGION and mention.entity >= 0 and self.topics.speaks(mention):
                state.region = mention.entity
            elif mention.kind == OTHER and self.text.startswith(LIKE, mention.end):
                state.focus = self._employer(mention)  # 像她这样的工人有600人
            return
        entity = self.pointers.resolve(mention)
        if entity is None:
            return
        state.heard[entity] = (mention.start, mention.end)
        self._remember(entity, mention)
        self._turn_to(entity, mention, self._aside_until(mention, span))

    def _turn_to(self, entity: int, mention: Mention, until: int) -> None:
        """Give an entity the focus, or up to an offset what stands aside."""
        state = self.state
        if not until:
            state.focus, state.aside = entity, None
            return
        frame = not mention.name and self.topics.frame_end(mention) > 0
        if frame and state.aside is not None and until <= state.until:
            return  # 其中甲园在全省园区中列第二: still of 甲园
        state.aside, state.until = entity, until

    def _owner_of_trades(self) -> int | None:
        """Whose industries have a share: no firm's and no project's."""
        focus = self.state.focus
        if focus is not None and self.pointers.kind(focus) in (ENTERPRISE, PROJECT):
            return self.pointers.place_of()
        return focus

    def _employer(self, person: Mention) -> int | None:
        """Whose workers are like somebody: 在甲公司,像她这样的, else the place's."""
        before = bisect_left(self.opens, person.start) - 1
        firm = self.cast.mentions[before] if before >= 0 else None
        if firm and firm.kind == ENTERPRISE and person.start - firm.end <= AT_FIRM:
            return self.pointers.resolve(firm)
        return self.pointers.place_of()

    def _topical(self, mention: Mention, span: Span) -> bool:
        state = self.state
        if mention.listed and not mention.joint:
            return False
        if self.topics.compared(mention, span):
            state.dropped = mention.end
            return False
        if mention.kind == PARK and (mention.start < state.spoken or self._only_place(mention)):
            return False
        focus = "" if state.focus is None else self.pointers.kind(state.focus)
        if mention.kind == focus == PARK and mention.entity >= 0 and told_off(self.text, mention):
            self.remember_listed(mention.entity)
            return False
        takes = self.topics.takes(mention, span, focus, state.dropped)
        if not takes and mention.kind == REGION and mention.start - state.dropped < 12:
            state.dropped = mention.end
        told = focus == ENTERPRISE and state.firm_at >= span.start
        return takes and not (told and firms_work(self.text, mention))

    def remember_listed(self, entity: int) -> None:
        """Keep a park that had its turn in an ordered list, for 前者 and 三个园区."""
        if self.pointers.kind(entity) == PARK:
            self.state.recent = [*(n for n in self.state.recent[-8:] if n != entity), entity]

    def _only_place(self, mention: Mention) -> bool:
        """Whether a park is only where something happens to who opened the clause."""
        if only_stands(self.text, mention, self.cast, self.state):
            return True
        focus = -1 if self.state.focus is None else self.state.focus
        if not AT_PLACE.search(self.text, max(0, mention.start - 6), mention.start):
            return False
        if mention.name and WHO_ARE_THERE.match(self.text, mention.end):
            return False  # 入驻某某开发区的工业企业达到65户
        low = max(0, mention.start - 40)
        low = max(low, *(self.text.rfind(c, low, mention.start) + 1 for c in ",。;:“\n"))
        if focus < 0 or self.state.heard.get(focus, (-1, -1))[0] >= low:
            return focus >= 0
        doer = self.pointers.kind(focus) == REGION  # 某市在各园区举办招聘会
        return doer and self.cast.entities[focus].name in self.text[low : mention.start]

    def _remember(self, entity: int, mention: Mention) -> None:
        if mention.group and self.topics.frame_end(mention):
            return  # 在全省园区中排名第7: nobody is spoken of
        state, kind = self.state, self.pointers.kind(entity)
        if kind == ENTERPRISE:
            if mention.name and state.firm != entity:
                state.project = None
            state.firm, state.firm_here, state.grouped = entity, True, False
            state.firm_at = mention.start
        elif kind == PROJECT and not leads_it(self.text, mention):
            state.project, state.former, state.grouped = entity, entity, False
            firm = FIRM_IN_PROJECT.match(self.cast.entities[entity].name)
            if firm and mention.name:
                state.firm, state.firm_here = self.pointers.firm_named(firm[0]), True
        elif kind == PARK:
            state.park, state.park_end = entity, mention.end
            named = mention.name or mention.group
            named = named or mention.end - mention.start > len(mention.head)  # 县经济开发区
            if named and state.recent[-1:] != [entity]:
                state.recent = [*(n for n in state.recent[-8:] if n != entity), entity]
        elif kind == OTHER:
            state.other = entity
            state.person = entity if mention.head in (mention.name, "她", "他") else state.person
        elif kind == REGION:
            state.region, state.region_end = entity, mention.end

    def _aside_until(self, mention: Mention, span: Span) -> int:
        """End of the stretch for which a mention speaks only in passing, 0 where it stays."""
        if frame := self.topics.frame_end(mention) or bracket_end(self.text, mention):
            return frame
        if mention.kind == REGION and LED.search(self.text, mention.start - 8, mention.start):
            return span.end  # 在其带动下,全市工业投资增长26.4%。
        end = min(span.end, mention.end + LONGEST_SPEECH)
        firm = self.state.focus is not None and self.pointers.kind(self.state.focus) == ENTERPRISE
        if firm and mention.kind in (PARK, REGION) and self.topics.in_firm_speech(mention):
            comma = self.text.find(",", mention.end, end)
            return comma if comma >= 0 else end
        if firm and mention.kind == ENTERPRISE and self.text.endswith(PARENTS, 0, mention.start):
            comma = self.text.find(",", mention.end, end)  # 总部甲集团投资5亿元,眼下28条线全开
            return comma if comma >= 0 else end
        brand = mention.kind == PARK and self.text[mention.start - 1] == "“" and mention.name != ""
        brand = brand and mention.entity not in (self.state.section, self.cast.main)  # “一区四园”
        stop = self.text.find(";", mention.end, end)
        stop = stop if stop >= 0 else end
        low = max(span.start, mention.start - LONGEST_SPEECH)
        low = self.text.rfind(";", low, mention.start) + 1 or low
        if brand and self.state.section is not None and stop < end:
            return stop
        if mention.kind == SECTOR:
            share = ONLY_SHARE.match(self.text, mention.end, end)
            turned = share and OF_THE_WHOLE.match(self.text, share.end())
            return share.end() if share and turned else end
        if self.text.find("其中", low, mention.start) >= 0:
            share = ONLY_SHARE.match(self.text, mention.end, stop)
            if self.text.startswith("、", mention.start - 1) and mention.kind == PARK:
                whole = ALL_AGAIN.search(self.text, mention.end, stop)
                stop = whole.start() if whole else stop
            return share.end() if share else items_end(self.text, mention.end, stop)
        return 0
