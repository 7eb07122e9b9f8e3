-- The route that a route was copied from.
alter table route add column copied_from integer;
alter table route
  add constraint route_copied_from_fkey foreign key (copied_from) references route (id);
alter table route add constraint route_copied_from_another check (copied_from <> id);
create index route_copied_from_index on route (copied_from) where copied_from is not null;
