-- A signal that is known roughly may belong to a place as far away as its own error reaches.
drop index signal_position_index;
create index signal_undecided_reach_index on signal
  using gist (box_around(position, coalesce(location_error_metres, 0)))
  where state in ('unmatched', 'vicinity');

create or replace function requeue_signals_of_closure(
  given_point_id integer, given_metres double precision, given_after date, given_until date
) returns setof integer
  language sql security definer set search_path = public, pg_temp as $$
  update signal
  set matched_at = null
  where actor_reach() = 'city' and id in (
    select around.id
    from point
    join signal around
      on box_around(around.position, coalesce(around.location_error_metres, 0)) && box_around(
        point.geom, coalesce(point.location_error_metres, 0) + given_metres
      )
    where point.id = given_point_id and around.state in ('unmatched', 'vicinity')
      and around.occurred_on > given_after and around.occurred_on <= given_until
  )
  returning id
$$;
