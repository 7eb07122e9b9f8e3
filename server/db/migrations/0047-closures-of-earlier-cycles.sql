-- Signals are matched to the closure that stood on their day: also of a place that has come back since.

drop index point_closed_reach_index;
create index point_closed_reach_index on point
  using gist (box_around(geom, coalesce(location_error_metres, 0)))
  where (status in ('eliminated', 'handed_over', 'delisted') or cycle > 1) and merged_into is null;

drop index point_closed_area_reach_index;
create index point_closed_area_reach_index on point
  using gist (box_around(geom, coalesce(location_error_metres, 0)))
  where kind = 'public_area'
    and (status in ('eliminated', 'handed_over', 'delisted') or cycle > 1)
    and merged_into is null;

create or replace function closed_points_near(area geometry, business_area geometry)
  returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 20
  begin atomic
    select point.id
    from point
    where point.kind = 'business'
      and box_around(point.geom, coalesce(point.location_error_metres, 0)) && business_area
      and (point.status in ('eliminated', 'handed_over', 'delisted') or point.cycle > 1)
      and point.merged_into is null
    union all
    select point.id
    from point
    where point.kind = 'public_area'
      and box_around(point.geom, coalesce(point.location_error_metres, 0)) && area
      and (point.status in ('eliminated', 'handed_over', 'delisted') or point.cycle > 1)
      and point.merged_into is null;
  end;
