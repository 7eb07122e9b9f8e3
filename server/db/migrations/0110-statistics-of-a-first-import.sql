-- Takes the statistics of the register within a transaction that has written more points than the planner believes to
-- exist. Statistics that the server takes by itself at such a moment count none of them: every later statement of the
-- transaction then goes through all points for each point. Runs with its owner's rights: only the owner may analyze.
create function analyze_outgrown_register(written integer) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if written > (select reltuples from pg_class where oid = 'point'::regclass) then
    -- Whoever is taking them already is not waited for.
    analyze (skip_locked) point, point_alias, event;
  end if;
end
$$;
revoke all on function analyze_outgrown_register(integer) from public;
grant execute on function analyze_outgrown_register(integer) to diaban_app;
