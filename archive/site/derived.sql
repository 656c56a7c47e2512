-- What follows from the copied rows, before anything is held or compared.
create temp table story_origins as
select story_id, min(origin) as origin from articles
where story_id is not null and origin <> '' group by story_id;

-- Reprints of one story, and stories that credit one origin, are one witness.
create temp table witnesses as
select a.id as article_id, coalesce(o.origin, nullif(a.origin, ''), s.name) as witness,
  -- As text that sorts as the number does: it is put before the id of every figure.
  printf('%09d', dense_rank() over (order by a.published_at desc)) as age
from articles a join sources s on s.id = a.source_id
  left join story_origins o on o.story_id = a.story_id;
create unique index temp.witnesses_article on witnesses(article_id);

-- What each report says of each park, counted once for all that follows: figures are many.
create temp table told as
select article_id, park_id, context_park_id, count(*) as figures,
  min(substr(period_end, 1, 4)) as first_year, max(substr(period_end, 1, 4)) as last_year
from figures not indexed
where withdrawn_at is null and coalesce(park_id, context_park_id) is not null
group by article_id, park_id, context_park_id;

-- The park that most figures of a park report are about.
create temp table main_parks as
select article_id, park_id from (
  select t.article_id, t.park_id,
    row_number() over (partition by t.article_id order by sum(t.figures) desc, t.park_id) as place
  from told t join articles a on a.id = t.article_id
  where a.is_park_report = 1 and t.park_id is not null
  group by t.article_id, t.park_id
) where place = 1;
create unique index temp.main_parks_article on main_parks(article_id);

insert into stories
select story_id,
  max(case when early = 1 then id end), max(case when own = 1 and is_own then id end),
  max(origin), count(*)
from (
  select a.id, a.story_id, o.origin,
    (s.name = o.origin or s.publisher = o.origin) as is_own,
    -- A report that names only its day ties with those of that day: the address decides.
    row_number() over (partition by a.story_id order by a.published_at is null,
      substr(a.published_at, 1, 10), a.id) as early,
    row_number() over (partition by a.story_id
      order by not (s.name = o.origin or s.publisher = o.origin), a.published_at, a.id) as own
  from articles a join private.sources s on s.id = a.source_id
    left join story_origins o on o.story_id = a.story_id
  where a.story_id is not null
) group by story_id order by story_id;

insert into watched
select s.province_code, cast(substr(d.day, 1, 4) as integer) as year,
  count(distinct d.source_id), count(distinct d.day)
from source_days d join sources s on s.id = d.source_id
where d.state in ('covered', 'partial') and s.province_code is not null
group by 1, 2 order by 1, 2;

insert into coverage
with said as (
  select coalesce(t.park_id, t.context_park_id) as park_id,
    cast(substr(a.published_at, 1, 4) as integer) as year,
    count(distinct t.article_id) as reports, sum(t.figures) as figures
  from told t join articles a on a.id = t.article_id where a.published_at is not null
  group by 1, 2
), asked as (
  select park_id, year from said
  union
  select p.id, w.year from parks p join watched w
    on w.province_code = substr(p.place_code, 1, 2) || '0000' where p.status = 'official'
)
select q.park_id, q.year, coalesce(w.sources, 0), coalesce(w.days, 0),
  coalesce(s.reports, 0), coalesce(s.figures, 0),
  case when s.reports > 0 then 'reported'
    -- Half a year of days makes a year that was looked through; less is a glance.
    when w.days >= 183 then 'searched_none' else 'not_watched' end
from asked q join parks p on p.id = q.park_id and p.status <> 'several'
  left join said s on s.park_id = q.park_id and s.year = q.year
  left join watched w on w.province_code = substr(p.place_code, 1, 2) || '0000' and w.year = q.year
order by 1, 2;

insert into corrections
select d.id || '-' || f.id, f.id,
  (select v.version from private.figure_versions v where v.figure_id = f.id
    and v.cause = 'person' and v.seen_from = d.at and d.action in ('correct', 'add')),
  d.action, d.at,
  case d.action when 'correct' then d.field || ' = ' || coalesce(case d.field
      when 'value' then p.value when 'unit' then p.unit when 'bound' then p.bound
      when 'indicator_id' then p.indicator_id when 'kind' then p.kind when 'scope' then p.scope
      when 'period_start' then p.period_start when 'period_end' then p.period_end
      when 'period_key' then p.period_key when 'status' then p.status
      when 'park_id' then p.park_id when 'subject' then p.subject end, '')
    when 'add' then '' else f.quote end,
  case d.action when 'correct' then d.field || ' = ' || substr(d.value, 1, 100)
    when 'add' then f.quote when 'restore' then f.quote else '' end,
  substr(d.note, 1, 100)
from private.decisions d
  -- From the few to the many, and by the private file: the public one has no index by report yet.
  cross join private.figures p on p.id = d.figure_id
    or (d.figure_id is null and p.article_id = d.article_id)
  cross join figures f on f.id = p.id
where d.action in ('correct', 'add', 'reject', 'withdraw', 'restore')
  and (d.figure_id is not null or d.action <> 'correct')
order by 1;

insert into removals
select a.article_id, 'report', r.at, substr(r.reason, 1, 100), 1,
  case r.kind when 'article' then r.figures end
from private.removed_articles a join private.removals r on r.id = a.removal_id
union all
select case kind when 'source' then target else 'name-' || id end, kind, at,
  substr(reason, 1, 100), articles, figures
from private.removals where kind in ('source', 'name')
order by 1;
