-- Numbers of the places whose outline meets a box, for an index that policies would keep out of use; whoever joins them to
-- places sees those within reach. Degrees.
create function places_in_box(
  west double precision, south double precision, east double precision, north double precision
) returns table (point_id integer)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select point.id
    from point
    where point.merged_into is null and point.geom && st_makeenvelope(west, south, east, north, 4326);
  end;
revoke all on function places_in_box(double precision, double precision, double precision, double precision)
  from public;
grant execute on function places_in_box(double precision, double precision, double precision, double precision)
  to diaban_app;
