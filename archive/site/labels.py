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
    (r"sorted by (\w+)( descending)?(?=\s*</h3>)", r"按 \1 排序\2"),
    (r"(按 \w+ 排序) descending(?=\s*</h3>)", r"\1（倒序）"),
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
# The named queries have Chinese titles; what they ask stands in English behind them.
QUERY = re.compile(r'(<li><a href="/public/[a-z_]+" title="([^"]*)">[^<]*</a>)')
TABLE = re.compile(r'(<h3><a href="/public/([a-z_]+)">\2</a>)')


@cache
def _compiled() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(found), put) for found, put in LABELS]


def in_words(markup: str, lang: str) -> Markup:
    """A part of a finished page of Datasette in the reader's language."""
    text = TABLE.sub(_meaning(lang), str(markup))
    if lang == "zh":
        for pattern, put in _compiled():
            text = pattern.sub(put, text)
        text = OPTION.sub(lambda m: m.group(1) + LOOKUPS.get(m.group(2), m.group(2)), text)
    else:
        text = QUERY.sub(r'\1 <span class="means">\2</span>', text)
    return Markup(text)  # noqa: S704 it was markup, and only our own labels were put in


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
