-- What one OpenStreetMap file brought: areas of communes, roads, places by address and more, taken in together and
-- gone back from together. The system alone writes it.
create table osm_import (
  id integer generated always as identity,
  source text not null,
  source_date date,
  licence text,
  file_name text not null,
  file_hash text not null,
  format text not null,
  -- Elements of the file.
  counts jsonb not null,
  -- Area that the file has data of, and how much of the city that is.
  hull geometry(Polygon, 4326) not null,
  coverage jsonb not null,
  -- For each part: its name, the id of the version that came, the id of the one before, and a count.
  parts jsonb not null,
  -- Names of communes that were new: going back takes these away and no others.
  former_names jsonb not null,
  imported_by text,
  imported_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  constraint osm_import_pkey primary key (id),
  constraint osm_import_importer_fkey foreign key (imported_by) references app_user (id),
  constraint osm_import_undoer_fkey foreign key (undone_by) references app_user (id),
  constraint osm_import_format_known check (format in ('overpass', 'xml', 'pbf')),
  constraint osm_import_source_length check (char_length(source) between 2 and 300),
  constraint osm_import_undone_after_import check (undone_at >= imported_at)
);
grant select on osm_import to diaban_app;
