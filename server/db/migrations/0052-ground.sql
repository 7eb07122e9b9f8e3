-- The ground of the map: tiles with land, water, streets and their names, made of one OSM file when it is imported.
-- Nothing here is about points; everybody signed in reads it, the system alone writes it.

create table ground (
  id integer generated always as identity,
  source text not null,
  source_date date,
  licence text,
  file_name text not null,
  file_hash text not null,
  format text not null,
  -- Changes with the content of the tiles.
  version text not null,
  report jsonb not null,
  imported_by text,
  imported_at timestamptz not null,
  active boolean not null,
  -- What was in force before it; going back leads there.
  previous_id integer,
  constraint ground_pkey primary key (id),
  constraint ground_importer_fkey foreign key (imported_by) references app_user (id),
  constraint ground_previous_fkey foreign key (previous_id) references ground (id),
  constraint ground_format_known check (format in ('overpass', 'xml', 'pbf')),
  constraint ground_source_length check (char_length(source) between 2 and 300)
);
create unique index ground_one_active on ground (active) where active;

create table ground_tile (
  ground_id integer not null,
  z smallint not null,
  x integer not null,
  y integer not null,
  bytes bytea not null,
  constraint ground_tile_pkey primary key (ground_id, z, x, y),
  constraint ground_tile_ground_fkey foreign key (ground_id) references ground (id),
  constraint ground_tile_place check (
    z between 0 and 22 and x >= 0 and y >= 0 and x < (1 << z) and y < (1 << z)
  ),
  constraint ground_tile_length check (octet_length(bytes) <= 60000)
);
comment on table ground_tile is 'Vector tiles, gzipped. Kept for the ground in force and the one before it.';
-- Packed already: the database need not try.
alter table ground_tile alter column bytes set storage external;

grant select on ground, ground_tile to diaban_app;
