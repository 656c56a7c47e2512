"""Whatever a paper does around a figure, the figure that did not change keeps its id."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from archive.store.identity import Mark, align, mark

LABELS = [
    "工业总产值",
    "税收",
    "固定资产投资",
    "规上企业",
    "新签约项目",
    "进出口额",
    "从业人员",
    "用电量",
]
UNITS = {"规上企业": "家", "新签约项目": "个", "从业人员": "人"}
LEADS = ["据介绍，", "与此同时，", "其中，", "", "", "在产业园二期，"]
FILL = [
    "园区的道路两旁新栽了行道树。",
    "管委会负责人说，服务企业要跑在前面。",
    "不少工人就住在附近的公寓里。",
    "夜里的车间仍亮着灯。",
]


@dataclass
class Sentence:
    """A sentence with at most one number; the key tells it from equal ones."""

    key: int
    text: str
    quote: str = ""


def report(random_: random.Random) -> list[list[Sentence]]:
    """Paragraphs in which labels, numbers and growth rates repeat on purpose."""
    key, paragraphs = 0, []
    for _ in range(random_.randint(3, 6)):
        sentences = []
        for _ in range(random_.randint(1, 4)):
            key += 1
            label = random_.choice(LABELS)
            quote = f"{random_.choice([6, 6, 7, 12, 16.7, 21.5])}{UNITS.get(label, '亿元')}"
            if random_.random() < 0.25:
                sentences.append(Sentence(key, random_.choice(FILL)))
                continue
            if random_.random() < 0.3:
                label, quote = label + "同比增长", random_.choice(["10%", "12.5%"])
            text = f"{random_.choice(LEADS)}{label}{random_.choice(['达', '完成', ''])}{quote}。"
            sentences.append(Sentence(key, text, quote))
        paragraphs.append(sentences)
    return paragraphs


def read(paragraphs: list[list[Sentence]]) -> tuple[list[Mark], list[int]]:
    body = "\n".join("".join(s.text for s in p) for p in paragraphs)
    marks, keys, at = [], [], 0
    for paragraph in paragraphs:
        for sentence in paragraph:
            if sentence.quote:
                start = at + sentence.text.index(sentence.quote)
                marks.append(mark(body, start, sentence.quote, "x", "level"))
                keys.append(sentence.key)
            at += len(sentence.text)
        at += 1
    return marks, keys


def edited(paragraphs: list[list[Sentence]], how: str, random_: random.Random) -> None:
    at = random_.randrange(len(paragraphs))
    if how == "insert":
        other = report(random_)[0]
        for sentence in other:
            sentence.key += 1000
        paragraphs.insert(at, other)
    elif how == "delete":
        paragraphs.pop(at)
    elif how == "drop first line":
        paragraphs.pop(0)
    elif how == "edit":
        sentence = random_.choice(paragraphs[at])
        sentence.text = random_.choice(["截至目前，", "（记者 王一）", "园区"]) + sentence.text
    elif how == "drop a sentence":
        paragraphs[at].pop(random_.randrange(len(paragraphs[at])))


@pytest.mark.parametrize(
    "how", ["insert", "delete", "drop first line", "edit", "drop a sentence", "nothing"]
)
def test_an_unchanged_figure_keeps_its_id(how: str) -> None:
    lost = confused = figures = 0
    for seed in range(150):
        random_ = random.Random(f"{how} {seed}")
        paragraphs = report(random_)
        old, old_keys = read(paragraphs)
        edited(paragraphs, how, random_)
        new, new_keys = read(paragraphs)
        pairs = align(old, new)
        for j, key in enumerate(new_keys):
            if key in old_keys:
                figures += 1
                # Of two equal clauses in one text either may be the one that stood before.
                same = (new[j].quote, new[j].before)
                if max(sum((m.quote, m.before) == same for m in side) for side in (old, new)) < 2:
                    lost += j not in pairs
                    confused += j in pairs and old_keys[pairs[j]] != key
    assert figures > 500 and (lost, confused) == (0, 0)


def test_a_changed_number_in_every_clause_keeps_all_ids() -> None:
    for seed in range(100):
        random_ = random.Random(seed)
        paragraphs = report(random_)
        old, _ = read(paragraphs)
        where = [s for p in paragraphs for s in p if s.quote]
        if not where:
            continue
        sentence = random_.choice(where)
        number = sentence.quote.rstrip("亿元家个人%")
        changed = sentence.quote.replace(number, "93.4", 1)
        sentence.text = sentence.text.replace(sentence.quote, changed)
        sentence.quote = changed
        new, _ = read(paragraphs)
        assert align(old, new) == {n: n for n in range(len(old))}, seed


def test_a_new_sentence_of_another_thing_gets_an_id_of_its_own() -> None:
    first = "全年完成工业总产值16.7亿元。"
    second = first + "招聘会提供岗位16.7亿元。"
    old = [mark(first, first.index("16.7"), "16.7亿元", "output", "level")]
    new = [
        mark(second, second.index("16.7"), "16.7亿元", "output", "level"),
        mark(second, second.rindex("16.7"), "16.7亿元", "other", "level"),
    ]
    assert align(old, new) == {0: 0}


def test_a_clause_deleted_here_and_another_number_written_there_are_two() -> None:
    first = "园区拥有高新技术企业6家。\n夜里的车间仍亮着灯，工人们正在赶制订单。\n税收增长5%。"
    second = "夜里的车间仍亮着灯，工人们正在赶制订单。\n税收增长5%。\n邻县认定科技型中小企业9家。"
    old = [
        mark(first, first.index("6家"), "6家", "high_tech_enterprises", "level"),
        mark(first, first.index("5%"), "5%", "tax_revenue", "growth"),
    ]
    new = [
        mark(second, second.index("5%"), "5%", "tax_revenue", "growth"),
        mark(second, second.index("9家"), "9家", "sme", "level"),
    ]
    assert align(old, new) == {0: 1}


def test_in_one_body_the_offset_decides_whatever_the_better_reader_says() -> None:
    body = "税收6亿元，新增企业6家，产值增长10%。"
    old = [mark(body, 2, "6亿", "tax", "level"), mark(body, 10, "6家", "other", "level")]
    new = [
        mark(body, 2, "6亿元", "tax_revenue", "level"),
        mark(body, 10, "6家", "enterprises", "addition"),
        mark(body, body.index("10%"), "10%", "output_value", "growth"),
    ]
    assert align(old, new, same_body=True) == {0: 0, 1: 1}
