-- A team that ends its day with stops still open says why.
alter table route_shift add column finish_reason text;
