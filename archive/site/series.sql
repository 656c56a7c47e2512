-- Tables that pages and views read, filled once when publishing: no reader waits for a
-- window over millions of figures.
insert into series
with ranked as (
  select f.id, f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.status, f.unit, f.period_key,
    f.period_start, f.period_end, f.value, f.value_max, f.bound, f.precision, f.accepted,
    f.modality, m.park_id is not null as main, w.witness as witness,
    row_number() over (partition by f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.status,
      f.unit, f.period_key order by f.accepted desc, f.modality = 'reported' desc,
      m.park_id is not null desc, a.published_at desc, f.id) as place
  from figures f join articles a on a.id = f.article_id
    join witnesses w on w.article_id = f.article_id
    left join main_parks m on m.article_id = f.article_id and m.park_id = f.park_id
  where f.shown = 1 and f.park_id is not null and f.period_key <> ''
), cells as (
  select park_id, indicator_id, scope, kind, base, status, unit, period_key,
    count(*) as readings, count(distinct value) as readings_that_differ,
    count(distinct witness) as witnesses, min(modality = 'reported') as all_reported,
    min(main) as all_main
  from ranked group by 1, 2, 3, 4, 5, 6, 7, 8
)
select r.park_id, r.indicator_id, r.scope, r.kind, r.base, r.status, r.unit, r.period_key,
  r.period_start, r.period_end, r.value, r.value_max, r.bound, r.precision, r.id,
  case
    when c.readings = 1 then '仅此一处'
    when r.accepted = 1 then '经人核对'
    when c.all_reported = 0 and r.modality = 'reported' then '报告数先于预计数'
    when c.all_main = 0 and r.main = 1 then '取以该园区为主题的报道'
    else '取最近一次报道'
  end,
  c.readings_that_differ - 1, c.witnesses, null, null
from ranked r join cells c using (park_id, indicator_id, scope, kind, base, status, unit, period_key)
where r.place = 1
order by r.park_id, r.indicator_id, r.scope, r.kind, r.base, r.unit, r.period_end desc,
  r.period_key, r.status;

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
