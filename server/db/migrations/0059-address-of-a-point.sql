-- The address of a point: found in the gazetteers, or written by a person. It names a place, never a person.
alter table point
  add column address text,
  add constraint point_address_length check (char_length(address) between 2 and 300);

create index gazetteer_entry_door_index on gazetteer_entry using gist (geom)
  where street is not null and (house_number is not null or alleys is not null);
create index gazetteer_entry_street_index on gazetteer_entry using gist (geom)
  where street is not null and house_number is null and alleys is null;

-- The nearest door of the gazetteers in force, else the nearest street; null where none is near enough. Near enough is
-- what the gazetteer states as its error, with what the setting `address.reach` adds for the way from a door to the
-- middle of its building or of its street, metres. An area in public has no door. 0.002 degrees are about 200 m.
create function address_near(place geometry, has_door boolean) returns text
  language sql stable set search_path = public, pg_temp as $$
  with reach as (
    select
      (setting.value ->> 'doorMetres')::float8 as door_metres,
      (setting.value ->> 'streetMetres')::float8 as street_metres
    from setting
    where setting.key = 'address.reach' and setting.valid_from <= current_date
    order by setting.valid_from desc
    limit 1
  ),
  door as (
    select
      concat_ws(
        ' ', entry.house_number, 'ngõ ' || nullif(entry.alleys, ''), entry.street
      ) as address,
      coalesce(entry.error_metres, gazetteer.error_metres) as error_metres,
      st_distance(entry.geom::geography, place::geography) as metres
    from gazetteer_entry entry
    join gazetteer on gazetteer.id = entry.gazetteer_id and gazetteer.withdrawn_at is null
    where has_door
      and entry.street is not null and (entry.house_number is not null or entry.alleys is not null)
      and entry.geom && st_expand(place, 0.002)
    order by entry.geom <-> place
    limit 1
  ),
  street as (
    select
      entry.street as address,
      coalesce(entry.error_metres, gazetteer.error_metres) as error_metres,
      st_distance(entry.geom::geography, place::geography) as metres
    from gazetteer_entry entry
    join gazetteer on gazetteer.id = entry.gazetteer_id and gazetteer.withdrawn_at is null
    where entry.street is not null and entry.house_number is null and entry.alleys is null
      and entry.geom && st_expand(place, 0.002)
    order by entry.geom <-> place
    limit 1
  )
  select coalesce(
    (
      select door.address from door, reach
      where door.metres <= coalesce(door.error_metres, 0) + reach.door_metres
    ),
    (
      select street.address from street, reach
      where street.metres <= coalesce(street.error_metres, 0) + reach.street_metres
    )
  )
$$;
