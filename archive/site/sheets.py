"""Tables to take away: CSV that opens in Excel, and xlsx workbooks. Pure.

Crawled words may begin like a formula. CSV cells that would run are led in by an apostrophe; in a
workbook every text is an inline string, which is never a formula.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | None

BOM = "\ufeff"  # without it Excel in China reads UTF-8 as GBK
_FORMULA = re.compile(r"^[\s]*[=+\-@\t\r]")
_NUMBER = re.compile(r"-\d+(?:\.\d+)?")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_CELL = 32000  # a workbook's cell holds 32,767 characters

_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{sheets}</Types>'
)
_SHEET_TYPE = (
    '<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font>'
    '<font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    "</styleSheet>"
)


def csv_bytes(head: Sequence[str], body: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file with a byte order mark and CRLF, as spreadsheets want it."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([inert(cell) for cell in row] for row in body)
    return out.getvalue().encode("utf-8")


def inert(cell: Cell) -> Cell:
    """The cell as a spreadsheet shows it and never runs it."""
    if not isinstance(cell, str) or cell[:1].isalnum() or cell == "=" or _NUMBER.fullmatch(cell):
        return cell  # what is no formula: the bound "=", a number with its sign
    return "'" + cell if _FORMULA.match(cell) else cell


def workbook(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]]) -> bytes:
    """An xlsx file: (name, rows) a sheet, the first row bold and frozen. Numbers stay numbers."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        types = "".join(_SHEET_TYPE.format(n=n) for n in range(1, len(sheets) + 1))
        _put(file, "[Content_Types].xml", _CONTENT_TYPES.format(sheets=types))
        _put(file, "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        _put(file, "xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")]))
        names = "".join(
            f'<sheet name="{escape(_sheet_name(name))}" sheetId="{n}" r:id="rId{n}"/>'
            for n, (name, _) in enumerate(sheets, 1)
        )
        _put(
            file,
            "xl/workbook.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{_MAIN}" '
            f'xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        )
        _put(file, "xl/styles.xml", _STYLES)
        for n, (_, body) in enumerate(sheets, 1):
            _put(file, f"xl/worksheets/sheet{n}.xml", _sheet(body))
    return out.getvalue()


def _put(file: zipfile.ZipFile, name: str, text: str) -> None:
    # A fixed time: the same rows give the same bytes, so that a validator can tell.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(info, text.encode("utf-8"))


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}">{lines}'
        "</Relationships>"
    )


def _sheet_name(name: str) -> str:
    return re.sub(r"[\\/?*\[\]:]", " ", name)[:31] or "1"


def _column(n: int) -> str:
    letters = ""
    while n >= 0:
        letters = chr(65 + n % 26) + letters
        n = n // 26 - 1
    return letters


def _sheet(body: Sequence[Sequence[Cell]]) -> str:
    lines = []
    for r, row in enumerate(body, 1):
        cells = "".join(_cell(f"{_column(c)}{r}", cell, r == 1) for c, cell in enumerate(row))
        lines.append(f'<row r="{r}">{cells}</row>')
    pane = (
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}">{pane}'
        f'<sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _cell(place: str, cell: Cell, bold: bool) -> str:
    style = ' s="1"' if bold else ""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, (int, float)):
        return f'<c r="{place}"{style}><v>{cell!r}</v></c>'
    text = escape(_NO_XML.sub("", cell)[:LONGEST_CELL])
    return f'<c r="{place}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'
