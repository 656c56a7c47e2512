"""What this archive is, what may be done with it, how it is made; and robots.txt."""

from __future__ import annotations

import sqlite3

from archive.site.web import Answer, Ask, Document, archive_facts, rows

ROBOTS = """User-agent: *
Allow: /$
Allow: /park
Allow: /indicator
Allow: /figure/
Allow: /report
Allow: /source
Allow: /province/
Allow: /about
Allow: /assets/
Disallow: /

Sitemap: {base}/sitemap.xml
"""


def about(db: sqlite3.Connection, ask: Ask) -> Answer:
    """Method, rights and measured quality."""
    return Answer(
        "parks/about.html",
        ask.say("说明与权利", "About, method and rights"),
        {
            "archive": archive_facts(db),
            "quality": rows(db, "select * from quality order by measured_at desc, stratum"),
        },
    )


def robots(db: sqlite3.Connection, ask: Ask) -> Document:
    """Readers' pages may be listed; facets, SQL, exports and Datasette's tables may not."""
    return Document(ROBOTS.format(base=ask.base), "text/plain; charset=utf-8")
