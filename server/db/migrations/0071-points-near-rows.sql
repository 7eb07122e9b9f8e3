-- Numbers of the places near the rows of a list, for an index that policies would keep out of use; whoever joins them
-- to places sees those within reach. Metres; of each row at most the twenty nearest.
create function points_near_rows(
  given_rows jsonb, business_metres double precision, area_metres double precision
) returns table (place integer, point_id integer, metres double precision)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select given.place, near.id, near.metres
    from jsonb_to_recordset(given_rows) as given (place integer, geometry jsonb)
    cross join lateral (
      select st_setsrid(st_geomfromgeojson(given.geometry), 4326) as geom
    ) spot
    cross join lateral (
      select
        point.id, point.kind, st_distance(point.geom::geography, spot.geom::geography) as metres
      from point
      where point.merged_into is null
        and point.geom && box_around(spot.geom, greatest(business_metres, area_metres))
      order by metres, point.id
      limit 20
    ) near
    where near.metres <= case near.kind when 'business' then business_metres else area_metres end;
  end;
revoke all on function points_near_rows(jsonb, double precision, double precision) from public;
grant execute on function points_near_rows(jsonb, double precision, double precision) to diaban_app;
