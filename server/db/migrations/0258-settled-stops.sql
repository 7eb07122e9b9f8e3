-- What stands at a stop follows from all its results, in whatever order they arrived: any sign counts, then a look, then
-- that nobody could check. `settleStop` says the same in the program; a test holds both equal.
create view settled_stop with (security_invoker = true) as
  select
    stop_id, bool_or(result = 'signs') as signs,
    case when bool_or(result <> 'could_not_check') then 'done' else 'could_not_check' end as state
  from stop_result
  group by stop_id;
grant select on settled_stop to diaban_app;

-- Until now the result that had arrived last gave the state.
update stop set state = settled_stop.state
from settled_stop
where settled_stop.stop_id = stop.id and stop.state in ('done', 'could_not_check')
  and stop.state <> settled_stop.state;
