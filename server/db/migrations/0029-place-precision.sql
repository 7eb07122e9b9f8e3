-- How exactly an address was placed that gave a point its position; its radius is the location error.
-- Null where a person or a file gave the position itself.
alter table point
  add column place_precision text,
  add constraint point_place_precision_known check (
    place_precision in ('door', 'interpolated', 'junction', 'place', 'street', 'commune')
  ),
  add constraint point_placed_within check (
    place_precision is null or location_error_metres is not null
  );
