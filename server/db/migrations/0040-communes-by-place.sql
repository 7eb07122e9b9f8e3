-- Searches areas and borders by place only. The statistics do not yet know a boundary set that was written a moment
-- ago: the planner expected one row of it, took the index on the set's number and compared every point with every
-- piece. `offset 0` keeps conditions on the set outside, so that inside it only the spatial index is useful, whatever
-- the statistics say.

-- The pieces of a set's areas that meet a geometry.
create function area_pieces_meeting(given_set_id integer, given geometry)
  returns table (commune_id integer, geom geometry)
  language sql stable parallel safe as $$
  select piece.commune_id, piece.geom
  from (
    select boundary_part.set_id, boundary_part.commune_id, boundary_part.geom
    from boundary_part
    where boundary_part.geom && $2
    offset 0
  ) piece
  where piece.set_id = $1 and st_intersects(piece.geom, $2)
$$;

-- The pieces of a set's borders within `metres` of a place, and some a little farther: a degree is at least 90 km
-- everywhere in the city. Measuring in degrees takes a tenth of the time of measuring on the spheroid.
create function border_pieces_around(given_set_id integer, place geometry, metres double precision)
  returns table (commune_id integer, geom geometry)
  language sql stable parallel safe as $$
  select piece.commune_id, piece.geom
  from (
    select boundary_line.set_id, boundary_line.commune_id, boundary_line.geom
    from boundary_line
    where boundary_line.geom && st_expand($2, $3 / 90000.0)
    offset 0
  ) piece
  where piece.set_id = $1 and st_dwithin(piece.geom, $2, $3 / 90000.0)
$$;

-- The commune whose border is nearest to a place outside every area; null where none is within `most_metres`. Metres
-- are those of the spheroid. Degrees only choose the borders to measure: a degree of latitude is 1.07 times one of
-- longitude here. Neighbours share their border, so two may be equally near: within a millimetre the lower code wins,
-- and deriving again gives the same answer.
create function nearest_commune(given_set_id integer, place geometry, most_metres double precision)
  returns integer
  language sql stable parallel safe as $$
  select measured.commune_id
  from (
    select near.commune_id, st_distance(near.geom::geography, $2::geography) as metres
    from (
      select
        ranked.commune_id, ranked.geom, ranked.degrees, min(ranked.degrees) over () as least_degrees
      from (
        select piece.commune_id, piece.geom, st_distance(piece.geom, $2) as degrees
        from border_pieces_around($1, $2, $3) piece
        offset 0
      ) ranked
    ) near
    where near.degrees <= near.least_degrees * 1.2
  ) measured
  join commune on commune.id = measured.commune_id
  where measured.metres <= $3
  order by round(measured.metres::numeric, 3), commune.code
  limit 1
$$;

-- The commune of a place in the active boundary set: the one whose area contains it (of several the lower code), else
-- the nearest within the setting's metres; null outside the city.
create function commune_at(place geometry) returns integer
  language sql stable parallel safe as $$
  select coalesce(
    (
      select piece.commune_id
      from area_pieces_meeting(boundary_set.id, $1) piece
      join commune on commune.id = piece.commune_id
      order by commune.code
      limit 1
    ),
    nearest_commune(
      boundary_set.id,
      $1,
      (
        select (setting.value ->> 'nearestMetres')::float8
        from setting
        where setting.key = 'boundary.uncertainty' and setting.valid_from <= city_date(now())
        order by setting.valid_from desc
        limit 1
      )
    )
  )
  from boundary_set
  where boundary_set.active
$$;

-- The communes that each point meets, the share of it in each, and whether its anchor lies there. Some points each
-- search their areas; for all points (null) each area searches its points, which takes a tenth of the time.
create function touches_of_points(given_set_id integer, given_point_ids integer[])
  returns table (point_id integer, commune_id integer, under_anchor boolean, share double precision)
  language sql stable as $$
  with met as (
    select point.id, point.anchor, point.geom, piece.commune_id, piece.geom as piece_geom
    from point
    cross join lateral area_pieces_meeting($1, point.geom) piece
    where point.id = any ($2)
    union all
    select found.id, found.anchor, found.geom, piece.commune_id, piece.geom
    from (
      select boundary_part.commune_id, boundary_part.geom
      from boundary_part
      where $2 is null and boundary_part.set_id = $1
      offset 0
    ) piece
    cross join lateral (
      select point.id, point.anchor, point.geom
      from point
      where point.geom && piece.geom
      offset 0
    ) found
    where st_intersects(piece.geom, found.geom)
  )
  select
    met.id, met.commune_id,
    bool_or(spot.is_spot or st_intersects(met.piece_geom, met.anchor)),
    -- On a grid of 0.01 mm: without one a nearly degenerate overlay may fail half-way.
    sum(case
      when spot.is_spot then 0
      else share_of(st_intersection(met.piece_geom, met.geom, 1e-10))
    end)
  from met
  cross join lateral (select geometrytype(met.geom) = 'POINT' as is_spot) spot
  group by met.id, met.commune_id
$$;

-- The points whose anchor lies within some metres of a border, searched in the same way.
create function points_at_borders(
  given_set_id integer, given_point_ids integer[], metres double precision
)
  returns table (point_id integer)
  language sql stable as $$
  select point.id
  from point
  where point.id = any ($2) and exists (
    select
    from border_pieces_around($1, point.anchor, $3) piece
    where st_dwithin(piece.geom::geography, point.anchor::geography, $3)
  )
  union
  select found.id
  from (
    select boundary_line.geom
    from boundary_line
    where $2 is null and boundary_line.set_id = $1
    offset 0
  ) piece
  cross join lateral (
    select point.id, point.anchor
    from point
    where point.anchor && st_expand(piece.geom, $3 / 90000.0)
    offset 0
  ) found
  where st_dwithin(piece.geom::geography, found.anchor::geography, $3)
$$;

-- Derives the communes of some points (null: of all) from the active boundary set, all at once. Every commune that the
-- geometry touches is kept, and one leads: the one a person chose if it still touches, else the one under the anchor,
-- else the one with the largest share. A place that touches none belongs to the nearest within the setting's metres.
-- Farther away it is outside the city: its communes stay as they were, and its number is returned. Points whose
-- communes stay the same are not written. Runs with its owner's rights: a new point is in nobody's reach before it has
-- its communes. Results are put beside their points by grouping, never by a join of sets whose sizes the planner may
-- guess wrong. Compiling so long a statement would cost more than it saves.
create or replace function derive_communes_of_points(
  given_point_ids integer[],
  given_on date,
  out point_count integer,
  out uncertain_count integer,
  out near_count integer,
  out lead_changed_count integer,
  out chosen_lost_count integer,
  out outside_point_ids integer[]
)
  language plpgsql security definer set search_path = public, pg_temp set jit = off as $$
declare
  in_force boundary_set;
  border_metres double precision;
  nearest_metres double precision;
  changed_points integer[];
  written_points integer[];
  written_communes integer[];
  written_leads boolean[];
  written_chosen boolean[];
  certain_points integer[];
  uncertain_points integer[];
begin
  in_force := lock_active_boundary_set();
  select (value ->> 'borderMetres')::double precision, (value ->> 'nearestMetres')::double precision
  into strict border_metres, nearest_metres
  from setting
  where key = 'boundary.uncertainty' and valid_from <= coalesce(given_on, city_date(now()))
  order by valid_from desc
  limit 1;

  with found as (
    select
      finding.id,
      array_agg(finding.commune_id order by finding.commune_id)
        filter (where finding.commune_id is not null) as communes,
      array_agg(
        finding.commune_id
        order by
          finding.under_anchor desc, finding.share desc,
          (select commune.code from commune where commune.id = finding.commune_id)
      ) filter (where finding.commune_id is not null) as by_rank,
      coalesce(bool_or(finding.under_anchor), false) as under_anchor,
      bool_or(finding.at_border) as at_border
    from (
      select
        point.id, null::integer as commune_id, null::boolean as under_anchor,
        null::double precision as share, false as at_border
      from point
      where given_point_ids is null or point.id = any (given_point_ids)
      union all
      select touch.point_id, touch.commune_id, touch.under_anchor, touch.share, false
      from touches_of_points(in_force.id, given_point_ids) touch
      union all
      select bordering.point_id, null, null, null, true
      from points_at_borders(in_force.id, given_point_ids, border_metres) bordering
    ) finding
    group by finding.id
  ),
  placed as (
    select
      found.id, before.communes as known_communes, before.leads as known_leads,
      before.chosen as known_chosen, before.chosen_lead, known.commune_uncertain as known_uncertain,
      in_force.kind = 'approximate' or not found.under_anchor or found.at_border as uncertain,
      found.communes is null as near,
      case
        when found.communes is null then array_remove(array[nearest.commune_id], null)
        else found.communes
      end as communes,
      case
        when found.communes is null then nearest.commune_id
        when before.chosen_lead = any (found.communes) then before.chosen_lead
        else found.by_rank[1]
      end as lead
    from found
    cross join lateral (
      select point.anchor, point.commune_uncertain from point where point.id = found.id offset 0
    ) known
    cross join lateral (
      select
        array_agg(point_commune.commune_id order by point_commune.commune_id) as communes,
        array_agg(point_commune.lead order by point_commune.commune_id) as leads,
        array_agg(point_commune.chosen order by point_commune.commune_id) as chosen,
        max(point_commune.commune_id) filter (where point_commune.lead and point_commune.chosen)
          as chosen_lead
      from point_commune
      where point_commune.point_id = found.id
    ) before
    cross join lateral (
      select case
        when found.communes is null
          then nearest_commune(in_force.id, known.anchor, nearest_metres)
      end as commune_id
      offset 0
    ) nearest
  ),
  shaped as materialized (
    select
      placed.*, placed.lead is not null as derived,
      -- A choice stands while the place touches the chosen commune; a place that is only near one has no choice.
      coalesce(placed.lead = placed.chosen_lead and not placed.near, false) as keeps_choice,
      array(select commune_id = placed.lead from unnest(placed.communes) commune_id) as leads
    from placed
  ),
  compared as materialized (
    select
      shaped.*, chosen.flags as chosen,
      shaped.derived and (
        shaped.known_communes is distinct from shaped.communes
        or shaped.known_leads is distinct from shaped.leads
        or shaped.known_chosen is distinct from chosen.flags
      ) as changed,
      shaped.known_communes[array_position(shaped.known_leads, true)] as known_lead
    from shaped
    cross join lateral (
      select array(select leads and shaped.keeps_choice from unnest(shaped.leads) leads) as flags
    ) chosen
  ),
  written as (
    select compared.id, one.commune_id, one.lead, one.chosen
    from compared
    cross join lateral unnest(compared.communes, compared.leads, compared.chosen)
      as one (commune_id, lead, chosen)
    where compared.changed
  )
  select
    (select count(*) from compared),
    (select count(*) from compared where compared.uncertain),
    (select count(*) from compared where compared.near and compared.derived),
    (select count(*) from compared where compared.derived and compared.known_lead <> compared.lead),
    (
      select count(*) from compared
      where compared.derived and compared.chosen_lead is not null and not compared.keeps_choice
    ),
    array(select compared.id from compared where not compared.derived order by compared.id),
    array(select compared.id from compared where compared.changed),
    array(select compared.id from compared where compared.uncertain and not compared.known_uncertain),
    array(select compared.id from compared where not compared.uncertain and compared.known_uncertain),
    coalesce(array_agg(written.id), '{}'), coalesce(array_agg(written.commune_id), '{}'),
    coalesce(array_agg(written.lead), '{}'), coalesce(array_agg(written.chosen), '{}')
  into
    point_count, uncertain_count, near_count, lead_changed_count, chosen_lost_count, outside_point_ids,
    changed_points, uncertain_points, certain_points,
    written_points, written_communes, written_leads, written_chosen
  from written;

  delete from point_commune where point_commune.point_id = any (changed_points);
  insert into point_commune (point_id, commune_id, lead, chosen)
  select derived.point_id, derived.commune_id, derived.lead, derived.chosen
  from unnest(written_points, written_communes, written_leads, written_chosen)
    as derived (point_id, commune_id, lead, chosen);

  update point set commune_uncertain = true where point.id = any (uncertain_points);
  update point set commune_uncertain = false where point.id = any (certain_points);
end
$$;
