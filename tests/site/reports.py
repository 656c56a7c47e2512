"""A small private archive for the site's tests: own reports, figures at their true offsets."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from archive.store import open_archive

SEEN = "2026-03-01T08:00:00+08:00"


@dataclass
class Said:
    """A figure as a test says it: its words and what they mean."""

    label: str
    quote: str
    indicator: str
    value: float
    unit: str = "CNY"
    kind: str = "level"
    period: tuple[str | None, str | None, str, str] = ("2025-01-01", "2025-12-31", "year", "2025")
    status: str = "actual"
    park: str | None = "longshan"
    subject: str = "龙山经济开发区"
    bound: str = "="
    base: str = ""
    confidence: float = 0.95
    extra: dict[str, object] = field(default_factory=dict)


@dataclass
class Report:
    """A report with its figures."""

    id: str
    title: str
    body: str
    said: list[Said]
    published: str = "2026-02-03T09:15:00+08:00"
    origin: str | None = "龙山日报"
    url: str = ""
    source: str = "longshan"


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">{{7*7}}=cmd|x'

PARKS = [
    ("longshan", "龙山经济开发区", "provincial", "621121", "S627011", ["龙山经开区", "龙山开发区"]),
    ("xihe-gaoxin", "西河高新技术产业开发区", "national", "620102", "G622001", ["西河高新区"]),
    ("hostile", HOSTILE, "unknown", None, None, ['"><b>']),
]

PLAN = ("2026-01-01", "2026-12-31", "year", "2026")
AS_OF = (None, "2025-12-31", "as_of", "2025-12-31")

REPORTS = [
    Report(
        "aaaaaaaaaaaa",
        "龙山经开区去年税收增两成",
        "记者从龙山经济开发区管委会获悉，过去一年这里的企业订单饱满，机器昼夜不停。\n"
        "2025年，园区完成工业总产值128.6亿元，同比增长12.4%；入库税收4.37亿元，增长20.1%。"
        "规上企业达到67家，其中高新技术企业21家。新签约项目18个，协议资金95亿元。\n"
        "管委会负责人说，雨后的厂区道路上，装满零件的卡车排成长队，工人们正在加紧装车，"
        "赶在节前把最后一批货送到沿海的客户手里，这样的景象已经持续了三个多月。\n"
        "按照安排，2026年园区力争工业总产值突破150亿元，盘活闲置土地320亩。",
        [
            Said("工业总产值", "128.6亿元", "gross_industrial_output", 12860000000),
            Said("工业总产值", "12.4%", "gross_industrial_output", 12.4, "%", "growth", base="yoy"),
            Said("税收", "4.37亿元", "tax_revenue", 437000000),
            Said("税收", "20.1%", "tax_revenue", 20.1, "%", "growth", base="yoy"),
            Said("规上企业", "67家", "above_scale_enterprises", 67, "count", period=AS_OF),
            Said("高新技术企业", "21家", "high_tech_enterprises", 21, "count", period=AS_OF),
            Said("新签约项目", "18个", "projects", 18, "count", "addition", confidence=0.7),
            Said("协议资金", "95亿元", "contracted_investment", 9500000000, confidence=0.6),
            Said(
                "工业总产值",
                "150亿元",
                "gross_industrial_output",
                15000000000,
                period=PLAN,
                status="planned",
                bound=">",
            ),
            Said(
                "盘活闲置土地",
                "320亩",
                "land_revitalised",
                213333.3333,
                "m2",
                period=PLAN,
                status="planned",
            ),
        ],
    ),
    Report(
        "bbbbbbbbbbbb",
        "西河高新区一季度用电量回升",
        "从西河高新技术产业开发区传来消息，一季度园区用电量2.3亿千瓦时，比上年同期增长6%，"
        "从业人员稳定在3.1万人左右。当地供电所的值班员说，夜里的灯比去年亮得多，"
        "河对岸的新厂房也陆续通了电，几家老厂添了夜班，食堂开到凌晨，"
        "附近的早点铺子也跟着把开门的时间提前了一个钟头。",
        [
            Said(
                "用电量",
                "2.3亿千瓦时",
                "electricity_consumption",
                230000000,
                "kWh",
                period=("2026-01-01", "2026-03-31", "quarter", "2026-Q1"),
                park="xihe-gaoxin",
                subject="西河高新技术产业开发区",
            ),
            Said(
                "从业人员",
                "3.1万人",
                "employment",
                31000,
                "count",
                bound="~",
                period=(None, "2026-03-31", "as_of", "2026-03-31"),
                park="xihe-gaoxin",
                subject="西河高新技术产业开发区",
            ),
        ],
        published="2026-04-12",
        origin=None,
    ),
    Report(
        "cccccccccccc",
        "龙山经开区：" + HOSTILE,
        f"龙山经济开发区{HOSTILE}税收9.9亿元。" + "一段没有数字的话，" * 40,
        [Said(f"{HOSTILE}税收", "9.9亿元", "tax_revenue", 990000000, subject=HOSTILE)],
        published="2026-02-01T00:00:00+08:00",
        origin=HOSTILE,
        url="javascript:alert(3)",
    ),
]


def _year_report(park: str, name: str, year: int, tax: str, output: str, growth: str) -> Report:
    """A yearly report of one park; tax and output in 亿元."""
    period = (f"{year}-01-01", f"{year}-12-31", "year", str(year))
    about = {"park": park, "subject": name, "period": period}
    body = (
        f"岁末年初，{name}的厂区里依旧忙碌，运货的车辆从清早排到傍晚，装卸的号子此起彼伏，"
        "门卫说这样的场面他守了多年也不多见，食堂的师傅为加班的人多备了两锅热汤。\n"
        f"{year}年{name}完成工业总产值{output}亿元，同比增长{growth}%；实现税收{tax}亿元。\n"
        "新来的技术员在车间里跟着老师傅学调机器，笔记本上记满了尺寸和转速，"
        "他说等天气暖和了，要把父母接来看看自己做工的地方，再去河边走一走。"
    )
    return Report(
        f"{park[:4]}{year}aaaa",
        f"{name}{year}年工业总产值{output}亿元",
        body,
        [
            Said(
                "工业总产值",
                f"{output}亿元",
                "gross_industrial_output",
                float(output) * 1e8,
                **about,
            ),  # type: ignore[arg-type]
            Said(
                "工业总产值",
                f"{growth}%",
                "gross_industrial_output",
                float(growth),
                "%",
                "growth",
                base="yoy",
                **about,
            ),  # type: ignore[arg-type]
            Said("税收", f"{tax}亿元", "tax_revenue", float(tax) * 1e8, **about),  # type: ignore[arg-type]
        ],
        published=f"{year + 1}-01-18T10:30:00+08:00",
    )


REPORTS.append(
    Report(
        "dddddddddddd",
        "西河晚报：龙山经开区税收再上台阶",
        "有读者来信问起龙山经济开发区的近况，本报记者上周末去看了看，街面上的店铺都开着，"
        "修路的围挡也拆了，几位晒太阳的老人说，如今年轻人愿意留下来了，屋前屋后都热闹。"
        "据了解，2024年园区税收3.7亿元左右，厂房几乎没有空着的。",
        [
            Said("税收", "3.7亿元", "tax_revenue", 370000000, bound="~",
                 period=("2024-01-01", "2024-12-31", "year", "2024")),
        ],
        published="2025-01-10",
        origin="西河晚报",
    )
)  # fmt: skip

# Nobody reported 2022; the two parks change places in 2024.
REPORTS += [
    _year_report("longshan", "龙山经济开发区", year, tax, output, growth)
    for year, tax, output, growth in [
        (2019, "2.31", "81.5", "9.6"), (2020, "2.12", "78.9", "-3.2"),
        (2021, "2.96", "95.4", "20.9"), (2023, "3.4", "108.2", "7.7"),
        (2024, "3.64", "114.4", "5.7"),
    ]
]  # fmt: skip
REPORTS += [
    _year_report("xihe-gaoxin", "西河高新技术产业开发区", year, tax, output, growth)
    for year, tax, output, growth in [
        (2021, "3.05", "140.2", "8.1"), (2023, "3.6", "151.7", "4.4"),
        (2024, "3.52", "149.9", "-1.2"),
    ]
]  # fmt: skip


def build(home: Path, reports: list[Report] = REPORTS) -> Path:
    """A private archive under home with these reports."""
    home.mkdir(parents=True, exist_ok=True)
    archive = open_archive(home)
    db = archive.db
    db.execute("begin")
    db.executemany(
        "insert into places (code, name, short_name, level, parent_code, status) "
        "values (?, ?, ?, ?, ?, 'current')",
        [
            ("620000", "甘肃省", "甘肃", "province", None),
            ("620100", "兰州市", "兰州", "prefecture", "620000"),
            ("620102", "城关区", "城关", "county", "620100"),
            ("621100", "定西市", "定西", "prefecture", "620000"),
            ("621121", "通渭县", "通渭", "county", "621100"),
        ],
    )
    for park, name, level, place, code, names in PARKS:
        db.execute(
            "insert into parks (id, name, kind, level, place_code, official_code, status) "
            "values (?, ?, '经济技术开发区', ?, ?, ?, ?)",
            (park, name, level, place, code, "official" if code else "candidate"),
        )
        db.executemany(
            "insert into park_names (park_id, name) values (?, ?)", [(park, n) for n in names]
        )
    db.execute(
        "insert into sources (id, name, publisher, province_code, home_url, rights, platform, "
        "verified) values ('longshan', '龙山新闻网', '龙山日报社', '620000', "
        "'http://news.example/', '未经许可不得转载', 'enorth', 'replica')"
    )
    db.execute(
        "insert into crawls (source_id, started_at, finished_at, fetched, new, outcome) "
        "values ('longshan', ?, ?, 3, 3, 'ok')",
        (SEEN, SEEN),
    )
    for report in reports:
        _add(db, report)
    db.execute("commit")
    archive.close()
    return home


def add(home: Path, *more: Report) -> None:
    """More reports in an archive that build() made."""
    archive = open_archive(home)
    archive.db.execute("begin")
    for report in more:
        _add(archive.db, report)
    archive.db.execute("commit")
    archive.close()


def _add(db: sqlite3.Connection, report: Report) -> None:
    body = report.body
    db.execute(
        "insert into articles (id, source_id, url, title, published_at, published_precision, "
        "origin, byline, body, chars, sha256, method, encoding, is_park_report, retrieved_at, "
        "last_checked_at, extractor) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'selectors', "
        "'utf-8', 1, ?, ?, 'test-1')",
        (
            report.id,
            report.source,
            report.url or f"http://news.example/system/{report.id}.shtml",
            report.title,
            report.published,
            "minute" if "T" in report.published else "day",
            report.origin,
            json.dumps(["王一", HOSTILE], ensure_ascii=False),
            body,
            len(body),
            hashlib.sha256(body.encode()).hexdigest(),
            SEEN,
            SEEN,
        ),
    )
    at = 0
    for number, said in enumerate(report.said, 1):
        at = body.index(said.quote, at)
        start, end = _sentence(body, at, at + len(said.quote))
        row = {
            "id": f"{report.id}-{number}",
            "article_id": report.id,
            "park_id": said.park,
            "subject": said.subject,
            "subject_kind": "park",
            "indicator_id": said.indicator,
            "label": said.label,
            "kind": said.kind,
            "base": said.base,
            "value": said.value,
            "value_text": f"{said.value:f}".rstrip("0").rstrip("."),
            "unit": said.unit,
            "bound": said.bound,
            "period_start": said.period[0],
            "period_end": said.period[1],
            "period_type": said.period[2],
            "period_key": said.period[3],
            "period_basis": "stated",
            "status": said.status,
            "modality": "target" if said.status == "planned" else "reported",
            "quote": said.quote,
            "start": at,
            "evidence": body[start:end],
            "evidence_start": start,
            "confidence": said.confidence,
            "extractor": "test-1",
            "first_seen": SEEN,
            "last_seen": SEEN,
            **said.extra,
        }
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        db.execute(f"insert into figures ({names}) values ({marks})", list(row.values()))
        db.execute(
            "insert into figure_versions (figure_id, version, seen_from, cause, value, unit, "
            "bound, indicator_id, period_start, period_end, status, quote, evidence) "
            "select id, 1, first_seen, 'paper', value, unit, bound, indicator_id, period_start, "
            "period_end, status, quote, evidence from figures where id = ?",
            (row["id"],),
        )
        at += len(said.quote)


def _sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between two stops around a quote, at most 100 characters."""
    while start > 0 and body[start - 1] not in "。；\n" and end - start < 100:
        start -= 1
    while end < len(body) and body[end] not in "。；\n" and end - start < 100:
        end += 1
    return start, end
