"""An archive in which every page that can grow has grown: for weights, not for meanings.

One park has every indicator over eight years and one of them month by month for thirty; rankings
have more parks than a page lists; one report has four hundred figures.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from archive.publish import INDICATORS
from archive.store import open_archive
from tests.site import reports
from tests.site.reports import Report, Said

PARK, NAME = "longshan", "龙山经济开发区"
LONG = "gross_industrial_output"  # the indicator told month by month
YEARS = range(2018, 2026)
MONTHS = [(year, month) for year in range(1996, 2026) for month in range(1, 13)]
SCOPES = 14  # parts of contracted investment, each a panel of its own
OTHERS = 130  # further parks, each with a yearly report
PROJECTS = 400  # figures of the fullest report
LOGGED = 120  # withdrawn figures
FILLER = (
    "厂区外的路灯一直亮到后半夜，运货的车辆在门口排队等候过磅，值班的人添了几次茶水，"
    "说起往年这个时候的冷清，大家都笑，食堂的师傅又多蒸了两笼馒头。"
)


AMID = "在原材料价格上涨、物流一度受阻、用工持续偏紧而外部需求又有所减弱的情况下"


def _money(n: int) -> tuple[str, float]:
    yuan = round(3 + n % 997 / 7, 2)
    return f"{yuan:.2f}亿元", yuan * 1e8


def _report(identity: str, title: str, said: list[tuple[str, Said]], published: str) -> Report:
    """Clauses and figures with enough words between them that every clause may be quoted."""
    body = "".join(
        f"{clause}。" + FILLER * (1 + 3 * len(clause) // len(FILLER)) for clause, _ in said
    )
    return Report(identity, title, body, [figure for _, figure in said], published)


def _year(year: int) -> Report:
    """Every indicator of one year, with its growth."""
    said: list[tuple[str, Said]] = []
    with INDICATORS.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    for n, row in enumerate(listed):
        label, unit = row["name_zh"].partition("（")[0], row["unit"]
        quote, value = _money(n * 31 + year)
        if unit != "CNY":
            unit, quote, value = "count", f"{n * 7 + year}个", float(n * 7 + year)
        stock = row["nature"] == "stock"
        period = (
            (None, f"{year}-12-31", "as_of", f"{year}-12-31")
            if stock
            else (f"{year}-01-01", f"{year}-12-31", "year", str(year))
        )
        about = {"indicator": row["id"], "period": period}
        clause = f"{year}年，全区上下克服用工和物流方面的不少困难，{label}达到{quote}"
        said.append((clause, Said(label, quote, value=value, unit=unit, **about)))  # type: ignore[arg-type]
        rate = f"{n % 30 + 1}.{year % 10}%"
        said.append(
            (
                f"{year}年全年{label}比上一年同期增长{rate}",
                Said(label, rate, value=float(rate[:-1]), unit="%", kind="growth",
                     base="yoy", **about),  # type: ignore[arg-type]
            )
        )  # fmt: skip
    for n in range(SCOPES):
        quote, value = _money(n * 17 + year)
        period = (f"{year}-01-01", f"{year}-12-31", "year", str(year))
        clause = f"{year}年第{n + 1}批集中签约的项目资金为{quote}"
        scoped = Said("签约资金", quote, "contracted_investment", value, period=period,
                      extra={"scope": f"part:第{n + 1}批"})  # fmt: skip
        said.append((clause, scoped))
    return _report(f"year{year}aaaaaa", f"{NAME}{year}年情况", said, f"{year + 1}-01-20")


def _months() -> Iterator[Report]:
    """One figure for each month of thirty years, a report a year."""
    for year in sorted({year for year, _ in MONTHS}):
        said = []
        for month in (m for y, m in MONTHS if y == year):
            quote, value = _money(year * 12 + month)
            last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
            if month == 2 and year % 4 == 0:
                last = 29
            period = (
                f"{year}-{month:02d}-01", f"{year}-{month:02d}-{last}", "month",
                f"{year}-{month:02d}",
            )  # fmt: skip
            clause = f"{year}年{month}月，{AMID}，{NAME}的规上企业开足马力，完成工业总产值{quote}"
            said.append((clause, Said("工业总产值", quote, LONG, value, period=period)))
        yield _report(f"mont{year}aaaaaa", f"{NAME}{year}年各月产值", said, f"{year + 1}-02-02")


def _projects() -> Report:
    said = []
    for n in range(PROJECTS):
        quote, value = _money(n)
        clause = f"第{n + 1}个项目由来自沿海的企业{AMID}投资建设，占地不小，总投资{quote}"
        said.append((clause, Said("总投资", quote, "contracted_investment", value)))
    return _report("projectsaaaa", f"{NAME}集中签约四百个项目", said, "2026-02-20")


def _others() -> Iterator[Report]:
    for n in range(OTHERS):
        for year in (2023, 2024):
            quote, value = _money(n * 13 + year)
            park = f"park{n}"
            about = {"park": park, "subject": _name(n)}
            period = (f"{year}-01-01", f"{year}-12-31", "year", str(year))
            clause = f"{year}年{_name(n)}实现税收{quote}，园区内企业的订单比往年更加充足"
            tax = Said("税收", quote, "tax_revenue", value, period=period, **about)  # type: ignore[arg-type]
            said = [(clause, tax)]
            identity = f"o{n:03d}{year}aaaa"
            yield _report(
                identity, f"{_name(n)}{year}年税收{quote}", said, f"{year + 1}-02-0{n % 9 + 1}"
            )


def _name(n: int) -> str:
    return f"西部第{n + 1}先进装备制造与新材料高新技术产业开发区"


def _withdrawn() -> Report:
    said = []
    for n in range(LOGGED):
        quote, value = _money(n * 3)
        gone: dict[str, object] = {
            "withdrawn_at": f"2026-03-{n % 28 + 1:02d}T08:00:00+08:00",
            "withdrawn_reason": f"报纸在第{n + 1}次修改时删去了这一句，并在当天的版面上说明了原因",
        }
        clause = f"第{n + 1}家企业的负责人介绍，当年入库税收{quote}，比头一年多出不少"
        said.append((clause, Said("税收", quote, "tax_revenue", value, extra=gone)))
    return _report("withdrawnaaa", f"{NAME}百家企业纳税情况", said, "2026-02-21")


def build(home: Path) -> Path:
    """The private archive under home."""
    reports.build(home, [])
    archive = open_archive(home)
    with archive.db as db:
        for n in range(OTHERS):
            db.execute(
                "insert into parks (id, name, kind, level, place_code, official_code, status) "
                "values (?, ?, '经济技术开发区', 'national', '620102', ?, 'official')",
                (f"park{n}", _name(n), f"G62{n:04d}"),
            )
            db.execute(
                "insert into park_names (park_id, name) values (?, ?)", (f"park{n}", _name(n))
            )
        for n in range(60):
            db.execute(
                "insert into sources (id, name, publisher, province_code, home_url, rights, "
                "platform, verified) values (?, ?, ?, '620000', 'http://paper.example/', "
                "'未经许可不得转载', 'enorth', 'replica')",
                (f"paper{n}", f"第{n + 1}新闻门户网站", f"第{n + 1}报社"),
            )
    archive.close()
    every = [*map(_year, YEARS), *_months(), _projects(), _withdrawn(), *_others()]
    reports.add(home, *every)
    archive = open_archive(home)
    with archive.db as db:
        db.executemany(
            "insert into article_revisions (article_id, revision, seen_at, title, body, sha256, "
            "summary) values (?, 1, ?, ?, '', '', '改动了一处数字，并在文末加了一句说明')",
            [(r.id, f"2026-03-01T08:{n % 60:02d}:00+08:00", r.title) for n, r in enumerate(every)],
        )
    archive.close()
    return home
