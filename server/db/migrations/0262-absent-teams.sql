-- A team that does not come on the day of a route is given no stop.
alter table route_shift add column absent boolean not null default false;
