-- The worst disagreement within each cell of a series.
create temp table worst as
select f.park_id, f.indicator_id, f.scope, f.kind, f.base, f.status, f.unit, f.period_key,
  max(case c.grade when '末位取舍' then 1 when '预计与实绩' then 2 when '前后修订' then 3
    when '口径不同' then 4 else 5 end) as grade
from conflicts c join figures f on f.id in (c.figure_a, c.figure_b)
where c.counted = 1 group by 1, 2, 3, 4, 5, 6, 7, 8;

update series set conflict_grade = case w.grade when 1 then '末位取舍' when 2 then '预计与实绩'
  when 3 then '前后修订' when 4 then '口径不同' else '数据不一致' end
from worst w where w.park_id = series.park_id and w.indicator_id = series.indicator_id
  and w.scope = series.scope and w.kind = series.kind and w.base = series.base
  and w.status = series.status and w.unit = series.unit and w.period_key = series.period_key;

-- A reading that is held, or of another kind or scope, is none of the cell and may yet contradict it.
update series set choice_reason = '选用，但有不一致'
where choice_reason = '仅此一处' and figure_id in (
  select figure_a from conflicts
  where counted = 1 and grade <> '末位取舍' and figure_a <> figure_b
  union all select figure_b from conflicts
  where counted = 1 and grade <> '末位取舍' and figure_a <> figure_b);

drop index building_cells;
