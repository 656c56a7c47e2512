"""The private database as ordered migrations, forward only; public tables are in public_schema.

Times are ISO 8601 in +08:00, days are YYYY-MM-DD, money is in yuan unless `unit` says otherwise.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("park-archive")

# Why a page, an address or a number did not become what it seemed to promise.
ISSUE_KINDS = {
    "not_article": "the page was read and is no article",
    "parse_failed": "reading the page raised an error; the page is kept",
    "no_figures": "a park report without a single figure",
    "unknown_park": "a park is named that the gazetteer lacks; it became a candidate",
    "refused": "the site answered with a refusal (403, 405, 412, 429 or a challenge page)",
    "unreachable": "no answer: DNS, connection, time-out or TLS",
    "robots": "robots.txt forbids the address",
    "off_site": "the address or its redirect leaves the source's domains",
    "http_error": "the site answered with an error status",
    "too_large": "the answer was cut at the size limit",
    "soft_404": "the page says that it does not exist",
    "empty_list": "a list page on which no article link was found",
    "passed_over": "a link whose title does not speak of parks was not fetched",
    "clock_skew": "the article is dated later than the day on which it was fetched",
    "private_address": "the site's name leads to an address that is not public",
    "list_limit": "more list pages than one run may ask",
    "list_note": "a list page was read otherwise than declared",
    "redirect_loop": "the address leads from redirect to redirect",
}

FIRST = """
create table settings (key text primary key, value text not null) without rowid;
create table sources (
  id text primary key, name text not null, publisher text not null, province_code text,
  home_url text not null, rights text not null, platform text not null, verified text not null,
  declared integer not null default 1
);
create table crawls (
  id integer primary key, source_id text not null, started_at text not null, finished_at text,
  pid integer, requested integer not null default 0, fetched integer not null default 0,
  listed integer not null default 0, passed_over integer not null default 0,
  new integer not null default 0, changed integer not null default 0,
  failed integer not null default 0, outcome text not null default 'running',
  detail text not null default '{}'
);
create index crawls_source on crawls(source_id, started_at);
create table addresses (
  url text primary key, source_id text not null, article_id text,
  state text not null check (state in ('listed','passed_over','fetched','not_article','failed')),
  title text not null default '', listed_day text, first_seen text not null,
  last_seen text not null, fetched_at text, looks integer not null default 0,
  tries integer not null default 0,
  next_look text,
  etag text, last_modified text, gone_since text, reason text not null default ''
) without rowid;
create index addresses_article on addresses(article_id);
create index addresses_due on addresses(source_id, next_look) where next_look is not null;
create table list_pages (
  url text primary key, source_id text not null, fetched_at text not null,
  etag text, last_modified text
) without rowid;
create table reads (
  fetch_id integer primary key, url text not null, article_id text, read_at text not null,
  extractor text not null, outcome text not null
);
create table articles (
  id text primary key, source_id text not null, url text not null unique, title text not null,
  published_at text, published_precision text, published_raw text not null default '',
  origin text, byline text not null default '[]', editor text not null default '[]',
  section text, body text not null, chars integer not null, sha256 text not null,
  method text not null, encoding text not null, is_park_report integer not null default 0,
  story_id text, retrieved_at text not null, last_checked_at text not null, gone_since text,
  revisions integer not null default 0, fetch_id integer, extractor text not null,
  figure_serial integer not null default 0
);
create index articles_source on articles(source_id, published_at);
create index articles_published on articles(published_at);
create index articles_sha on articles(sha256);
create table article_revisions (
  article_id text not null references articles(id), revision integer not null,
  seen_at text not null, title text not null, body text not null, sha256 text not null,
  fetch_id integer, summary text not null default '', primary key (article_id, revision)
) without rowid;
create table figures (
  id text primary key, article_id text not null references articles(id),
  park_id text references parks(id), context_park_id text references parks(id), place_code text,
  park_reason text not null default '', subject text not null, subject_kind text not null,
  context text not null default '', indicator_id text not null, label text not null,
  scope text not null default '', kind text not null, base text not null default '',
  price_basis text not null default '', value real not null, value_max real,
  value_text text not null, precision real, unit text not null, bound text not null,
  period_start text, period_end text, period_type text not null default '',
  period_key text not null default '', period_basis text not null default '',
  status text not null, modality text not null default '', quote text not null,
  start integer not null, evidence text not null, evidence_start integer not null,
  confidence real not null, corrected integer not null default 0, extractor text not null,
  first_seen text not null, last_seen text not null, withdrawn_at text,
  withdrawn_reason text not null default ''
);
create index figures_article on figures(article_id, start);
create index figures_park on figures(park_id, indicator_id, period_key);
create table figure_versions (
  figure_id text not null references figures(id), version integer not null,
  seen_from text not null, seen_to text, cause text not null
    check (cause in ('paper','extractor','person','source_removed')),
  value real, unit text, bound text, indicator_id text, period_start text, period_end text,
  status text, quote text, evidence text, primary key (figure_id, version)
) without rowid;
create table rejected_numbers (
  article_id text not null references articles(id), start integer not null,
  quote text not null, reason text not null, primary key (article_id, start)
) without rowid;
create table places (
  code text primary key, name text not null, short_name text not null, level text not null,
  parent_code text, status text not null, valid_from integer, valid_to integer,
  successor_codes text not null default '', latitude real, longitude real
) without rowid;
create table parks (
  id text primary key, name text not null, kind text not null, level text not null,
  place_code text, province_code text, official_code text, approved_on text, area_ha real,
  industries text not null default '', latitude real, longitude real, status text not null,
  parent_id text, valid_from text, valid_to text, successor_id text
) without rowid;
create table park_names (
  park_id text not null references parks(id), name text not null,
  rule text not null default '', primary key (park_id, name)
) without rowid;
create index park_names_name on park_names(name);
create table issues (
  id integer primary key, at text not null, crawl_id integer, source_id text,
  url text not null default '', article_id text, kind text not null, detail text not null
);
create index issues_source on issues(source_id, kind, at);
create index issues_article on issues(article_id);
"""

# What people decided, what makes reports one story, what was measured, what was published.
SECOND = """
alter table figures add column withdrawn_by text not null default '';
update figures set withdrawn_by = case when withdrawn_reason like '报道%' then 'paper'
  else 'extractor' end where withdrawn_at is not null;
create table decisions (
  id integer primary key, at text not null, who text not null,
  action text not null check
    (action in ('accept','correct','reject','withdraw','restore','note','add')),
  figure_id text, article_id text, field text not null default '',
  value text not null default '', note text not null default '',
  quote text not null default '', clause text not null default '',
  state text not null default 'standing' check (state in ('standing','asked_again','replaced'))
);
create index decisions_figure on decisions(figure_id, state);
create index decisions_article on decisions(article_id, state);
create table story_prints (
  print integer not null, article_id text not null references articles(id),
  primary key (print, article_id)
) without rowid;
create index story_prints_article on story_prints(article_id);
create index articles_story on articles(story_id) where story_id is not null;
create table audits (
  id integer primary key, at text not null, seed integer not null, sample integer not null,
  by text not null, extractor text not null, read_at text
);
create table audit_rows (
  audit_id integer not null references audits(id), n integer not null, kind text not null
    check (kind in ('figure','article')),
  figure_id text, article_id text not null, stratum text not null,
  marked text not null default '', missed integer, note text not null default '',
  primary key (audit_id, n)
) without rowid;
create table quality (
  stratum text not null, measured_at text not null, sample integer not null,
  precision real, precision_low real, precision_high real,
  recall real, recall_low real, recall_high real, audit_id integer references audits(id),
  primary key (stratum, measured_at)
) without rowid;
create table releases (
  id text primary key, made_at text not null, digest text not null, extractor text not null,
  gazetteer text not null, vocabulary text not null, figures integer not null,
  reports integer not null, rows text not null
) without rowid;
"""

PAGES = """
create table dictionaries (
  id integer primary key, platform text not null, trained_at text not null,
  samples integer not null, body blob not null
);
create table bodies (
  sha256 text primary key, size integer not null, dictionary_id integer, body blob not null
);
create table fetches (
  id integer primary key, url text not null, source_id text not null, fetched_at text not null,
  listed_title text not null default '', listed_day text not null default ''
);
create index fetches_url on fetches(url, fetched_at);
create table parts (
  fetch_id integer not null references fetches(id), n integer not null, url text not null,
  status integer not null, headers text not null, fetched_at text not null,
  sha256 text not null references bodies(sha256), primary key (fetch_id, n)
) without rowid;
"""


@migrations()
def first(db: Database) -> None:
    """Addresses, articles, figures, gazetteer and issues."""
    _run(db, FIRST)


@migrations()
def second(db: Database) -> None:
    """Decisions of people, prints of stories, audits, measured quality and releases."""
    _run(db, SECOND)


CRAWL_MEMORY = """
create table source_days (
  source_id text not null, day text not null,
  state text not null
    check (state in ('covered','partial','failed','not_tried','unreachable_now')),
  why text not null default '', listed integer not null default 0,
  fetched integer not null default 0, park_reports integer not null default 0,
  filled_late integer not null default 0, walked_at text, primary key (source_id, day)
) without rowid;
create table holds (
  source_id text primary key, until text not null, reason text not null
) without rowid;
alter table list_pages add column complete_at text
"""


@migrations(name="crawl_memory")
def crawl_memory(db: Database) -> None:
    """What of each day was covered, which sources asked for patience, which issues are done."""
    for statement in CRAWL_MEMORY.split(";\n"):
        db.execute(statement)


LEASES = """
create table leases (
  source_id text primary key, token text not null, job text not null, place text not null,
  pid integer not null, born text not null, taken_at text not null, beat_at text not null
) without rowid;
create table jobs (
  name text primary key, began_at text not null, place text not null, pid integer not null,
  born text not null, good_at text, failing_since text, error text not null default '',
  detail text not null default ''
) without rowid
"""


@migrations(name="leases")
def leases(db: Database) -> None:
    """Which process crawls which source, and how the regular jobs last went."""
    _run(db, LEASES)


ALERTS = """
create table alerts (
  id integer primary key, kind text not null, subject text not null, words text not null,
  since text not null, last_good text not null default '', look text not null,
  seen_at text not null, said_at text, cleared_at text
);
create unique index alerts_open on alerts(kind, subject) where cleared_at is null;
create table alert_posts (
  id integer primary key, alert_id integer not null references alerts(id),
  event text not null check (event in ('raised','repeated','cleared')),
  channel text not null, at text not null, tries integer not null default 0,
  error text not null default '', sent_at text
);
create index alert_posts_unsent on alert_posts(channel) where sent_at is null
"""


@migrations(name="alerts")
def alerts(db: Database) -> None:
    """What the operator is told, and what of it is still to be sent."""
    _run(db, ALERTS)


# What was removed on request: no words of it, only ids, addresses and the reason. The triggers
# keep it out whichever command writes; the commands themselves refuse earlier and more kindly.
TOMBSTONES = """
create table removals (
  id integer primary key, at text not null,
  kind text not null check (kind in ('source','article','name')),
  target text not null, length integer not null default 0, reason text not null,
  articles integer not null default 0, figures integer not null default 0, held_from text,
  stale_dictionary integer not null default 0, families text not null default '[]',
  done_at text, unique (kind, target)
);
create table removed_articles (
  article_id text primary key, removal_id integer not null references removals(id)
) without rowid;
create table removed_addresses (
  url text primary key, removal_id integer not null references removals(id)
) without rowid;
create table removed_parks (
  park_id text primary key, removal_id integer not null references removals(id)
) without rowid;
create table copies (
  path text primary key, kind text not null check (kind in ('backup','export','warc')),
  made_at text not null, detail text not null default ''
) without rowid;
create trigger removed_address before insert on addresses
when exists (select 1 from removed_addresses where url = new.url)
begin select raise(ignore); end;
create trigger removed_article before insert on articles
when exists (select 1 from removed_articles where article_id = new.id)
begin select raise(abort, 'this report was removed on request'); end;
create trigger removed_source before insert on sources
when exists (select 1 from removals where kind = 'source' and target = new.id)
begin select raise(abort, 'this source was removed on request'); end;
"""


@migrations(name="tombstones")
def tombstones(db: Database) -> None:
    """What was removed on request, and which copies of the archive were made."""
    _run(db, TOMBSTONES)


# The tables of one's own that names were resolved with, by the day and name they go under.
GAZETTEER_VERSIONS = """
create table gazetteer_versions (
  label text primary key, version text not null, taken_at text not null, file text not null,
  parks integer not null, places integer not null, gained integer not null default 0,
  lost integer not null default 0, moved integer not null default 0
) without rowid;
create table gazetteer_tables (
  label text not null, name text not null, body blob not null, primary key (label, name)
) without rowid
"""

# How many reports another version of the reader read is asked often, of very large tables.
READ_BY = "create index articles_extractor on articles(extractor)"

# Where backups were begun: a killed one leaves half a copy there that no other table knows of.
BACKUP_FOLDERS = "create table backup_folders (path text primary key) without rowid"


@migrations(name="gazetteer_versions")
def gazetteer_versions(db: Database) -> None:
    """Versions of the tables of places and parks that an operator took in."""
    _run(db, GAZETTEER_VERSIONS)


@migrations(name="read_by")
def read_by(db: Database) -> None:
    """Which version of the reader read each report, without going through the reports."""
    _run(db, READ_BY)


@migrations(name="backup_folders")
def backup_folders(db: Database) -> None:
    """Folders in which backups were begun."""
    _run(db, BACKUP_FOLDERS)


# first_seen was once when a page was read, last_seen when it was fetched, so that the first was the
# later one. Where it is, nothing fetched since has been read: both are that one page.
FIRST_SEEN = "update figures set first_seen = last_seen where first_seen > last_seen"


@migrations(name="first_seen")
def first_seen(db: Database) -> None:
    """A figure is first seen when the page that it was first read from was fetched."""
    _run(db, FIRST_SEEN)


page_migrations = Migrations("park-archive-pages")


@page_migrations(name="first")
def first_pages(db: Database) -> None:
    """Fetched pages, their bodies by content hash, and compression dictionaries."""
    _run(db, PAGES)


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
