-- Marks the undecided signals that may belong to a closure to be matched again, and gives their ids. The transaction that
-- closes a place does it, in the name of a person of the city; the places of the signals are no matter of that person.
create function requeue_signals_of_closure(
  given_point_id integer, given_metres double precision, given_after date, given_until date
) returns setof integer
  language sql security definer set search_path = public, pg_temp as $$
  update signal
  set matched_at = null
  where actor_reach() = 'city' and id in (
    select around.id
    from point
    join signal around
      on around.position && box_around(
        point.geom, coalesce(point.location_error_metres, 0) + given_metres
      )
    where point.id = given_point_id and around.state in ('unmatched', 'vicinity')
      and around.occurred_on > given_after and around.occurred_on <= given_until
  )
  returning id
$$;
revoke all on function requeue_signals_of_closure(integer, double precision, date, date) from public;
grant execute on function requeue_signals_of_closure(integer, double precision, date, date)
  to diaban_app;
