-- People of a commune on a day, as a source says: the denominator of new points. Rows are added, never changed; the
-- latest of the latest day counts.
create table commune_population (
  id integer generated always as identity,
  commune_id integer not null,
  counted_on date not null,
  people integer not null,
  source text not null,
  entered_by text not null,
  entered_at timestamptz not null,
  constraint commune_population_pkey primary key (id),
  constraint commune_population_commune_fkey foreign key (commune_id) references commune (id),
  constraint commune_population_entered_by_fkey foreign key (entered_by) references app_user (id),
  constraint commune_population_people_positive check (people > 0)
);
create index commune_population_latest_index on commune_population (commune_id, counted_on desc, id desc);
create trigger commune_population_is_immutable before update or delete on commune_population
  for each row execute function refuse_change();
create trigger commune_population_is_not_truncated before truncate on commune_population
  for each statement execute function refuse_change();

-- How many people live in a commune is public; who may enter it is decided by the role.
grant select, insert on commune_population to diaban_app;
