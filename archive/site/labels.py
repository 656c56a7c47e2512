"""Datasette's own labels in Chinese, and what each table holds beside its name.

Its templates know one language, and only whole blocks of them can be replaced. Their finished
markup is read instead: every label is found with the markup around it, which no cell of a table
can contain, as cells are escaped. A label that another version words otherwise stays English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markupsafe import Markup, escape

from archive.public_schema import public_schema
from archive.queries import queries

N = r"([\d,]+)"
LABELS: tuple[tuple[str, str], ...] = (
    (r'<a href="/">home</a>', '<a href="/">首页</a>'),
    (rf"<h3>Custom SQL query returning (?:more than )?{N} rows?", r"<h3>自己写 SQL：结果 \1 行"),
    (r"<h3>Custom SQL query", "<h3>自己写 SQL"),
    (r"<h3>Query parameters</h3>", "<h3>查询的条件</h3>"),
    (r'value="Run SQL"', 'value="运行"'),
    (r">Format SQL</button>", ">整理格式</button>"),
    (r">Edit SQL</a>", ">改写 SQL</a>"),
    (r">View and edit SQL</span>", ">查看并改写 SQL</span>"),
    (r"(show-hide-sql\">\(<a [^>]*>)hide</a>", r"\1收起</a>"),
    (r"(show-hide-sql\">\(<a [^>]*>)show</a>", r"\1展开</a>"),
    (r'(<h2 id="queries">)Queries<', r"\1现成的查询<"),
    (r'(<h2 id="tables">)Tables<', r"\1数据表<"),
    (r'(<h2 id="views">)Views<', r"\1视图<"),
    (rf"<p>{N} rows?</p>", r"<p>\1 行</p>"),
    (rf"<h3>{N} rows?(?=\s)", r"<h3>\1 行"),
    (rf"(<title>\w+: \w+: ){N} rows?(?=[\s<])", r"\1\2 行"),
    (r"sorted by (\w+)( descending)?(?=\s*</(?:h3|title)>)", r"按 \1 排序\2"),
    (r"(按 \w+ 排序) descending(?=\s*</(?:h3|title)>)", r"\1（倒序）"),
    (rf'<p>\.\.\. and (<a href="[^"]*">){N} hidden tables?</a>', r"<p>\1另有 \2 个内部表</a>"),
    (r"Download SQLite DB: <a", "下载整个数据库：<a"),
    (r">Search:</label>", ">搜索</label>"),
    (r'(<option value="">)- column -', r"\1- 列 -"),
    (r'(<option value="">)- remove filter -', r"\1- 去掉这个条件 -"),
    (r'(<option value="">)Sort\.\.\.', r"\1排序…"),
    (r"(<option [^>]*>)Sort by (?=\w+</option>)", r"\1排序："),
    (r"(name=\"_sort_by_desc\"[^>]*>) descending</label>", r"\1 倒序</label>"),
    (r'value="Apply"', 'value="应用"'),
    (r"<p( class=\"export-links\")?>This data as ", r"<p\1>取得这些数据："),
    (r'(<a href="#export">)advanced</a>', r"\1更多选项</a>"),
    (r"<h3>Advanced export</h3>", "<h3>更多下载选项</h3>"),
    (r"<p>JSON shape:", "<p>JSON 的形式："),
    (r"<p>\s*CSV options:", "<p>CSV 选项："),
    (r'(name="_dl">) download file</label>', r"\1 存为文件</label>"),
    (r'(name="_labels" checked>) expand labels</label>', r"\1 编号旁加名称</label>"),
    (r'(name="_stream">) stream all rows</label>', r"\1 全部行</label>"),
    (r'value="Export CSV"', 'value="下载 CSV"'),
    (r">Next page</a>", ">下一页</a>"),
    (r"<h2>Links from other tables</h2>", "<h2>其他表里的相关行</h2>"),
    (rf"{N} rows?</a>\s+from (\w+) in (\w+)", r"\1 行</a>：\3 的 \2"),
    (r'(<p class="zero-results">)0 (?:results|records)<', r"\1没有结果<"),
    (r"Data source: (?=\s*<a)", "数据来源："),
    (r"About: (?=\s*<a)", "说明："),
    (r'Powered by (?=<a href="https://datasette\.io/")', "程序："),
    (r"Queries took ([\d.]+)ms", r"查询用时 \1 毫秒"),
)
# How a filter compares; each is the whole text of an option that has a value.
LOOKUPS = {
    "contains": "包含", "does not contain": "不包含", "ends with": "以…结尾",
    "starts with": "以…开头", "in": "在其中", "not in": "不在其中", "is null": "为空值",
    "is not null": "不为空值", "is blank": "空白", "is not blank": "不空白", "date": "日期是",
    "like": "like", "not like": "not like", "glob": "glob", "array contains": "数组包含",
    "array does not contain": "数组不包含",
}  # fmt: skip
OPTION = re.compile(r'(<option value="[a-z_]+"[^>]*>)([a-z ]+)(?=</option>)')
# What the rows of a table were chosen by, in its heading and title; values stand in quotes.
CHOSEN = re.compile(
    r"(?<= 行)(\s+)where ([^<]*?)(?=(?: 按 \w+ 排序(?:（倒序）)?)?\s*</(?:h3|title)>)"
)
QUOTED = re.compile(r"&#34;(.*?)&#34;")
CHOICES = (
    ("search matches ", "搜索"), ("search column ", "搜索列"), (" matches ", "："),
    (" does not contain ", " 不包含"), (" contains ", " 包含"), (" ends with ", " 结尾是"),
    (" starts with ", " 开头是"), (" is on date ", " 的日期是 "), (" is not null", " 不为空值"),
    (" is null", " 为空值"), (" is not blank", " 不空白"), (" is blank", " 空白"),
    (" not in ", " 不在其中："), (" in ", " 在其中："), (" and ", "，且 "), (", ", "，"),
)  # fmt: skip
# The named queries: in the list of the database, and at the head of a page of their own.
QUERY = re.compile(r'<li><a href="/public/([a-z_]+)" title="[^"]*">[^<]*</a>')
QUERY_HEAD = re.compile(r"(<h1[^>]*>)([^<]*)(?=</h1>)")
QUERY_NOTE = re.compile(r'(<div class="metadata-description">\s*)([^<]*?)(?=\s*</div>)')
TABLE = re.compile(r'(<h3><a href="/public/([a-z_]+)">\2</a>)')


@cache
def _compiled() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(found), put) for found, put in LABELS]


def in_words(markup: str, lang: str) -> Markup:
    """A part of a finished page of Datasette in the reader's language."""
    text = TABLE.sub(_meaning(lang), str(markup))
    text = QUERY.sub(_asking(lang), text)
    if lang == "zh":
        for pattern, put in _compiled():
            text = pattern.sub(put, text)
        text = CHOSEN.sub(lambda m: f"{m.group(1)}条件：{_choice(m.group(2))}", text)
        text = OPTION.sub(lambda m: m.group(1) + LOOKUPS.get(m.group(2), m.group(2)), text)
    else:
        for pattern in (QUERY_HEAD, QUERY_NOTE):
            text = pattern.sub(_in_english, text)
    return Markup(text)  # noqa: S704 it was markup, and only our own labels were put in


def _choice(text: str) -> str:
    """The words between the values of a choice of rows in Chinese; the values stay."""
    parts = QUOTED.split(text)
    for n, part in enumerate(parts):
        if n % 2:
            parts[n] = f"“{part}”"
            continue
        for found, put in CHOICES:
            part = part.replace(found, put)
        parts[n] = part
    return "".join(parts)


def _asking(lang: str) -> Callable[[re.Match[str]], str]:
    """Puts a named query's title, and what it answers behind it, into the reader's language."""
    known = {query.name: query for query in queries()}

    def put(found: re.Match[str]) -> str:
        query = known.get(found.group(1))
        if query is None:
            return found.group(0)
        title, note = (query.zh, query.note_zh) if lang == "zh" else (query.en, query.note_en)
        link = f'<li><a href="/public/{query.name}">{escape(title)}</a>'
        return f'{link} <span class="means">{escape(note)}</span>'

    return put


@cache
def _english() -> dict[str, str]:
    """English for the titles and notes of the named queries, as markup."""
    pairs = [(q.zh, q.en) for q in queries()] + [(q.note_zh, q.note_en) for q in queries()]
    return {str(escape(zh)): str(escape(en)) for zh, en in pairs}


def _in_english(found: re.Match[str]) -> str:
    return found.group(1) + _english().get(found.group(2), found.group(2))


def _meaning(lang: str) -> Callable[[re.Match[str]], str]:
    """Puts what a table holds behind its name."""
    tables = {table.name: table for table in public_schema().tables}

    def put(found: re.Match[str]) -> str:
        table = tables.get(found.group(2))
        if table is None:
            return found.group(1)
        words = table.zh if lang == "zh" else table.en
        return f'{found.group(1)} <span class="means">{escape(words)}</span>'

    return put
