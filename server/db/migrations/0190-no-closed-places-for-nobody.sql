-- Three functions give numbers of places for an index, past the policies: only to whoever sees places at all.

create function actor_sees_places() returns boolean
  language sql stable parallel safe
  return actor_reach() in ('city', 'communes', 'routes');

create or replace function closed_points_near(area geometry, business_area geometry)
  returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 20
  begin atomic
    select point.id
    from point
    where actor_sees_places()
      and point.kind = 'business'
      and box_around(point.geom, coalesce(point.location_error_metres, 0)) && business_area
      and (point.status in ('eliminated', 'handed_over', 'delisted') or point.cycle > 1)
      and point.merged_into is null
    union all
    select point.id
    from point
    where actor_sees_places()
      and point.kind = 'public_area'
      and box_around(point.geom, coalesce(point.location_error_metres, 0)) && area
      and (point.status in ('eliminated', 'handed_over', 'delisted') or point.cycle > 1)
      and point.merged_into is null;
  end;

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
        where actor_sees_places() and point.merged_into is null and point.geom && reach.box
        order by st_distance(st_affine(point.geom, reach.narrowing, 0, 0, 1, 0, 0), flat.geom)
        limit 30
      ) few
      order by metres, few.id
      limit 20
    ) near
    where near.metres <= case near.kind when 'business' then business_metres else area_metres end;
  end;

create or replace function places_in_box(
  west double precision, south double precision, east double precision, north double precision
) returns table (point_id integer)
  language sql stable security definer set search_path = public, pg_temp
  begin atomic
    select point.id
    from point
    where actor_sees_places()
      and point.merged_into is null and point.geom && st_makeenvelope(west, south, east, north, 4326);
  end;
