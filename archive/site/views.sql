-- The public views; archive.publish makes them after the tables are filled.
create view park_series as
with ranked as (
  select f.*, a.published_at as published_at, coalesce(a.story_id, a.id) as story,
    row_number() over cell as place,
    count(*) over whole as readings,
    min(f.modality = 'reported') over whole as all_reported,
    max(a.published_at) over whole as newest,
    min(a.published_at) over whole as oldest
  from figures f join articles a on a.id = f.article_id
  where f.shown = 1 and f.park_id is not null and f.period_key <> ''
  window
    whole as (partition by f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.status, f.unit,
      f.period_key),
    cell as (partition by f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.status, f.unit,
      f.period_key order by f.corrected desc, f.modality = 'reported' desc,
      a.is_park_report desc, a.published_at desc, f.id)
)
select r.park_id, r.indicator_id, r.scope, r.kind, r.base, r.status, r.unit, r.period_key,
  r.period_start, r.period_end, r.value, r.value_max, r.bound, r.precision, r.id as figure_id,
  case
    when r.readings = 1 then '仅此一处'
    when r.corrected = 1 then '经人工更正'
    when r.all_reported = 0 and r.modality = 'reported' then '报告数先于预计数'
    when r.newest > r.oldest and r.published_at = r.newest then '取最近一次报道'
    else '取以该园区为主题的报道'
  end as choice_reason,
  (select count(distinct o.value) from ranked o
    where o.park_id = r.park_id and o.indicator_id = r.indicator_id and o.scope = r.scope
      and o.kind = r.kind and o.base = r.base and o.status = r.status and o.unit = r.unit
      and o.period_key = r.period_key and o.value <> r.value) as alternatives,
  (select count(distinct o.story) from ranked o
    where o.park_id = r.park_id and o.indicator_id = r.indicator_id and o.scope = r.scope
      and o.kind = r.kind and o.base = r.base and o.status = r.status and o.unit = r.unit
      and o.period_key = r.period_key) as independent_reports,
  (select max(c.grade) from conflicts c where r.id in (c.figure_a, c.figure_b)) as conflict_grade,
  null as "break"
from ranked r where r.place = 1;

create view park_years as
with yearly as (
  select f.*, a.published_at as published_at, a.is_park_report as main, i.nature as nature,
    case when f.period_type = 'year' then cast(f.period_key as integer)
      -- Days from 1 April of a year to 31 March of the next tell that year's stock.
      else cast(strftime('%Y', f.period_end, '-3 months') as integer) end as year
  from figures f join articles a on a.id = f.article_id
    join indicators i on i.id = f.indicator_id
  where f.shown = 1 and f.park_id is not null and f.kind = 'level' and f.status = 'actual'
    and f.period_end is not null
    and ((i.nature in ('flow', 'rate') and f.period_type = 'year')
      or (i.nature = 'stock' and f.period_type in ('as_of', 'day')))
), ranked as (
  select y.*, row_number() over (
    partition by y.park_id, y.indicator_id, y.scope, y.unit, y.year
    order by case when y.nature = 'stock' then y.period_end end desc, y.corrected desc,
      y.modality = 'reported' desc, y.main desc, y.published_at desc, y.id) as place
  from yearly y
)
select park_id, indicator_id, scope, year, value, value_max, bound, unit,
  case when nature = 'stock' then period_end end as as_of, id as figure_id
from ranked where place = 1;

create view latest_figures as
select f.id as figure_id, f.park_id, p.name as park, f.indicator_id, i.name_zh as indicator,
  f.kind, f.status, f.quote, f.value, f.unit, f.period_key, f.evidence,
  coalesce(a.origin, s.name) as paper, a.published_at, a.id as article_id, a.url
from articles a indexed by articles_published_at_1 join figures f on f.article_id = a.id
  join sources s on s.id = a.source_id
  left join parks p on p.id = f.park_id
  left join indicators i on i.id = f.indicator_id
where f.shown = 1
order by a.published_at desc, a.id, f.evidence_start;
