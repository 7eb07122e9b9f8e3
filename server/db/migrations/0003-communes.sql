-- Communes by (code, valid_from): every code of 2025 was another commune's before.

create table commune (
  id integer generated always as identity,
  code text not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  folded_name text generated always as (fold_text(name)) stored,
  type text not null,
  centre geometry(Point, 4326) not null,
  constraint commune_pkey primary key (id),
  constraint commune_code_and_valid_from_unique unique (code, valid_from),
  constraint commune_code_is_five_digits check (code ~ '^[0-9]{5}$'),
  constraint commune_type_known check (type in ('phuong', 'xa')),
  constraint commune_period_ordered check (valid_to is null or valid_to > valid_from)
);
comment on column commune.centre is 'Rounded centre (3 decimals), WGS 84.';
create index commune_folded_name_index on commune (folded_name);

-- A name that used to stand for (part of) the commune; an old name may lead to several communes.
create table former_commune_name (
  commune_id integer not null,
  name text not null,
  folded_name text generated always as (fold_text(name)) stored,
  valid_to date not null,
  coverage text not null,
  source text not null,
  constraint former_commune_name_pkey primary key (commune_id, name),
  constraint former_commune_name_commune_fkey foreign key (commune_id) references commune (id),
  constraint former_commune_name_coverage_known check (coverage in ('full', 'partial', 'unknown'))
);
create index former_commune_name_folded_index on former_commune_name (folded_name);

create table boundary_set (
  id integer generated always as identity,
  kind text not null,
  valid_from date not null,
  source text not null,
  source_date date,
  licence text,
  file_name text,
  file_hash text,
  coordinate_system text,
  report jsonb not null,
  imported_by text,
  imported_at timestamptz not null,
  active boolean not null,
  previous_id integer,
  constraint boundary_set_pkey primary key (id),
  constraint boundary_set_kind_known check (kind in ('approximate', 'imported')),
  constraint boundary_set_previous_fkey foreign key (previous_id) references boundary_set (id),
  constraint boundary_set_importer_fkey foreign key (imported_by) references app_user (id)
);
create unique index boundary_set_one_active on boundary_set (active) where active;

create table boundary (
  set_id integer not null,
  commune_id integer not null,
  geom geometry(MultiPolygon, 4326) not null,
  constraint boundary_pkey primary key (set_id, commune_id),
  constraint boundary_set_fkey foreign key (set_id) references boundary_set (id),
  constraint boundary_commune_fkey foreign key (commune_id) references commune (id),
  constraint boundary_geometry_valid check (st_isvalid(geom))
);
create index boundary_geom_index on boundary using gist (geom);

grant select on commune, former_commune_name, boundary_set, boundary to diaban_app;
