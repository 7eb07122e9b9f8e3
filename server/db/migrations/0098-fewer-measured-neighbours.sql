-- Among the places around a row, those that are nearest on a flat map of its surroundings are found first: only they are
-- measured on the globe, which takes ten times as long. Ten more than are wanted make up for what the flat map errs.
create or replace function points_near_rows(
  given_rows jsonb, business_metres double precision, area_metres double precision
) returns table (place integer, point_id integer, metres double precision)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select given.place, near.id, near.metres
    from jsonb_to_recordset(given_rows) as given (place integer, geometry jsonb)
    cross join lateral (
      select st_setsrid(st_geomfromgeojson(given.geometry), 4326) as geom offset 0
    ) spot
    cross join lateral (
      select
        box_around(spot.geom, greatest(business_metres, area_metres)) as box,
        cos(radians(st_y(st_centroid(spot.geom)))) as narrowing
      offset 0
    ) reach
    cross join lateral (
      select st_affine(spot.geom, reach.narrowing, 0, 0, 1, 0, 0) as geom offset 0
    ) flat
    cross join lateral (
      select few.id, few.kind, st_distance(few.geom::geography, spot.geom::geography) as metres
      from (
        select point.id, point.kind, point.geom
        from point
        where point.merged_into is null and point.geom && reach.box
        order by st_distance(st_affine(point.geom, reach.narrowing, 0, 0, 1, 0, 0), flat.geom)
        limit 30
      ) few
      order by metres, few.id
      limit 20
    ) near
    where near.metres <= case near.kind when 'business' then business_metres else area_metres end;
  end;
