-- The public views; archive.publish makes them after the tables are filled.
create view park_series as
select park_id, indicator_id, scope, kind, base, status, unit, period_key, period_start, period_end,
  value, value_max, bound, precision, figure_id, choice_reason, alternatives, independent_reports,
  conflict_grade, "break"
from series;

create view park_years as
select park_id, indicator_id, scope, year, value, value_max, bound, unit, as_of, figure_id
from years;

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
