-- One row per park and year, counts per park, and how reports word each indicator.
insert into years
with yearly as (
  select s.*, i.nature as nature, f.period_type as period_type,
    case when f.period_type = 'year' then cast(s.period_key as integer)
      -- Days from 1 April of a year to 31 March of the next tell that year's stock.
      else cast(strftime('%Y', s.period_end, '-3 months') as integer) end as year
  from series s join figures f on f.id = s.figure_id join indicators i on i.id = s.indicator_id
    -- Several parks together are compared with no park.
    join parks p on p.id = s.park_id and p.status <> 'several'
  where s.kind = 'level' and s.status = 'actual' and s.period_end is not null
    and ((i.nature in ('flow', 'rate') and f.period_type = 'year')
      or (i.nature = 'stock' and f.period_type in ('as_of', 'day')))
), ranked as (
  select y.*, row_number() over (
    partition by y.park_id, y.indicator_id, y.scope, y.unit, y.year
    order by y.period_end desc, y.independent_reports desc, y.figure_id) as place
  from yearly y
)
select park_id, indicator_id, scope, year, value, value_max, bound, unit,
  case when nature = 'stock' then period_end end, figure_id
from ranked where place = 1
order by indicator_id, year, unit, scope, value desc, park_id;

insert into park_totals
select p.id, case when p.place_code is null then null else substr(p.place_code, 1, 2) || '0000' end,
  coalesce(t.reports, 0), coalesce(t.figures, 0), coalesce(i.indicators, 0),
  t.first_year, t.last_year, t.last_report_at
from parks p left join (
  select t.park_id, count(distinct t.article_id) as reports, sum(t.figures) as figures,
    min(cast(t.first_year as integer)) as first_year,
    max(cast(t.last_year as integer)) as last_year,
    max(a.published_at) as last_report_at
  from told t join articles a on a.id = t.article_id
  where t.park_id is not null group by t.park_id
) t on t.park_id = p.id left join (
  -- Pairs by the index, which does not know what was withdrawn; then one figure of each is enough.
  select d.park_id, count(*) as indicators
  from (select distinct park_id, indicator_id from figures where park_id is not null) d
  where exists (select 1 from figures f where f.park_id = d.park_id
    and f.indicator_id = d.indicator_id and f.withdrawn_at is null)
  group by d.park_id
) i on i.park_id = p.id
-- A park without names was merged into another, which has its figures: it is listed nowhere.
where p.successor_id is null or exists (select 1 from park_names n where n.park_id = p.id)
order by p.id;

-- A wording that one figure alone has may be a slip of the reading; two reports make it a usage.
insert into wordings
select f.indicator_id, f.label, count(*) from figures f join indicators i on i.id = f.indicator_id
where f.shown = 1 and f.label <> '' group by 1, 2 having min(f.article_id) < max(f.article_id)
order by 1, 2;

insert into papers
select coalesce(nullif(a.origin, ''), s.name), count(*)
from articles a join sources s on s.id = a.source_id group by 1 order by 1;

insert into indicator_totals
select s.indicator_id, count(distinct case when p.status <> 'several' then p.id end), count(*)
from series s join parks p on p.id = s.park_id group by 1 order by 1;

insert into report_years
select substr(published_at, 1, 4), count(*), sum(is_park_report) from articles
where published_at is not null group by 1 order by 1;

-- What moved most between the newest two years of each indicator that parks may be ranked by.
insert into changes
with newest as (
  select y.indicator_id, max(y.year) as year
  from years y join indicators i on i.id = y.indicator_id
  where i.comparable = 'parks' and i.nature in ('flow', 'stock') and y.scope = ''
  group by y.indicator_id
)
select y.park_id, y.indicator_id, y.year, y.unit, y.value, b.value, y.value / b.value,
  y.figure_id, b.figure_id
from newest n join years y on y.indicator_id = n.indicator_id and y.year >= n.year - 1
  and y.scope = ''
  join years b on b.park_id = y.park_id and b.indicator_id = y.indicator_id
  and b.year = y.year - 1 and b.scope = '' and b.unit = y.unit
where y.value > 0 and b.value > 0 and y.value <> b.value
order by max(y.value / b.value, b.value / y.value) desc, y.figure_id limit 60;
