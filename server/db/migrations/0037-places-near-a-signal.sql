-- How a figure of recurrences counts by other measures, without reading every place for every signal.

-- Public areas have the larger reach and are the fewer: found apart, businesses need only the smaller box.
create index point_closed_area_reach_index on point
  using gist (box_around(geom, coalesce(location_error_metres, 0)))
  where kind = 'public_area' and status in ('eliminated', 'handed_over', 'delisted')
    and merged_into is null;

-- The ids of closed places whose reach a box touches, of businesses the smaller box. An operator that might leak what
-- it compares is never asked of an index beneath row-level security: so the index is asked here, for ids alone, and
-- who joins them to the places sees those within reach.
create function closed_points_near(area geometry, business_area geometry) returns setof integer
  language sql stable security definer set search_path = public, pg_temp rows 20
  begin atomic
    select point.id
    from point
    where point.kind = 'business'
      and box_around(point.geom, coalesce(point.location_error_metres, 0)) && business_area
      and point.status in ('eliminated', 'handed_over', 'delisted') and point.merged_into is null
    union all
    select point.id
    from point
    where point.kind = 'public_area'
      and box_around(point.geom, coalesce(point.location_error_metres, 0)) && area
      and point.status in ('eliminated', 'handed_over', 'delisted') and point.merged_into is null;
  end;

-- What recurs today: few of many.
create index point_recurring_index on point (id) include (cycle, kind)
  where status = 'recurring' and merged_into is null;
