-- Tables that pages and views read, filled once when publishing: no reader waits for a
-- window over millions of figures.
insert into series
with readings as (
  select f.id, f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.status, f.unit, f.period_key,
    f.period_start, f.period_end, f.value, f.value_max, f.bound, f.precision, f.accepted,
    f.modality, m.park_id is not null as main, w.witness as witness,
    -- Accepted first, then reported, then of this park's own report, then the latest.
    (not f.accepted) || (f.modality <> 'reported') || (m.park_id is null) || w.age || f.id as place
  -- By row, in which order reports and figures lie together.
  from figures f not indexed cross join witnesses w on w.article_id = f.article_id
    left join main_parks m on m.article_id = f.article_id and m.park_id = f.park_id
  where f.shown = 1 and f.park_id is not null and f.period_key <> ''
), cells as (
  -- The columns that are neither grouped nor counted are those of the first place.
  select *, min(place), count(*) as readings, count(distinct value) as readings_that_differ,
    count(distinct witness) as witnesses, sum(modality <> 'reported') as not_reported,
    sum(not main) as not_main
  from readings group by park_id, indicator_id, scope, kind, base, status, unit, period_key
)
select park_id, indicator_id, scope, kind, base, status, unit, period_key,
  period_start, period_end, value, value_max, bound, precision, id,
  case
    when readings = 1 then '仅此一处'
    when accepted = 1 then '经人核对'
    when not_reported > 0 and modality = 'reported' then '报告数先于预计数'
    when not_main > 0 and main = 1 then '取以该园区为主题的报道'
    else '取最近一次报道'
  end,
  readings_that_differ - 1, witnesses, null, null
from cells
order by park_id, indicator_id, scope, kind, base, unit, period_end desc, period_key, status;

-- For the statements that look cells up; dropped when they are done.
create index building_cells on series(park_id, indicator_id, scope, kind, period_key);

-- A park that came out of another begins anew: nothing is computed over the break.
update series set "break" = b.words from (
  select s.id as park_id, '由' || group_concat(p.name, '、') || '升级、合并或调整而来' as words
  from parks p join parks s on s.id = p.successor_id
  -- An id that a merge emptied of names is another name of the same park, no predecessor.
  where exists (select 1 from park_names n where n.park_id = p.id) group by s.id
) b where series.park_id = b.park_id and series.period_end = (
  select min(x.period_end) from series x where x.park_id = series.park_id
    and x.indicator_id = series.indicator_id and x.scope = series.scope and x.kind = series.kind
    and x.base = series.base and x.status = series.status and x.unit = series.unit);
