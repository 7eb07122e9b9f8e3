-- Who was there when a suspicion was raised: the team of the stop whose result says so. None of them decides
-- on it, whichever of them wrote it down.

create function signal_visitors(given_signal_id integer) returns setof text
  language sql stable security definer set search_path = public, pg_temp rows 4
  begin atomic
    select distinct team_member.account_id
    from signal
    join stop on stop.point_id = signal.named_point_id and not stop.removed
    join stop_result
      on stop_result.stop_id = stop.id and stop_result.result = 'signs'
      and stop_result.recorded_by = signal.raised_by
      and city_date(stop_result.finished_at) = signal.occurred_on
    join route_shift on route_shift.id = stop.shift_id
    join team_member on team_member.team_id = route_shift.team_id
    where signal.id = given_signal_id and signal.origin = 'found' and actor_reach() = 'city';
  end;
grant execute on function signal_visitors(integer) to diaban_app;
