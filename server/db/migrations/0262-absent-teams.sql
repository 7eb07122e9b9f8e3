-- A team that does not come on the day of a route, or was taken off it, is given no stop.
alter table route_shift add column absent boolean not null default false;
