-- Places by address: whatever lists of streets, doors and named places an operator takes in. Nothing here is
-- about points; everybody who may look for a place reads it, and the system alone writes it.

create table gazetteer (
  id integer generated always as identity,
  source text not null,
  source_date date,
  licence text,
  file_name text not null,
  file_hash text not null,
  format text not null,
  -- How well the file's own positions are known, as the operator says.
  error_metres real not null,
  report jsonb not null,
  imported_by text,
  imported_at timestamptz not null,
  -- A gazetteer that proved wrong is put aside and can be taken back; its entries stay.
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint gazetteer_pkey primary key (id),
  constraint gazetteer_importer_fkey foreign key (imported_by) references app_user (id),
  constraint gazetteer_withdrawer_fkey foreign key (withdrawn_by) references app_user (id),
  constraint gazetteer_format_known check (
    format in ('csv', 'xlsx', 'geojson', 'overpass', 'xml', 'pbf')
  ),
  constraint gazetteer_source_length check (char_length(source) between 2 and 300),
  constraint gazetteer_error_sensible check (error_metres between 0 and 5000),
  constraint gazetteer_withdrawal_after_import check (withdrawn_at >= imported_at)
);
create unique index gazetteer_file_once on gazetteer (file_hash) where withdrawn_at is null;

create table gazetteer_entry (
  id integer generated always as identity,
  gazetteer_id integer not null,
  name text,
  street text,
  house_number text,
  alleys text,
  locality text,
  error_metres real,
  geom geometry(Geometry, 4326) not null,
  constraint gazetteer_entry_pkey primary key (id),
  constraint gazetteer_entry_gazetteer_fkey foreign key (gazetteer_id) references gazetteer (id),
  constraint gazetteer_entry_says_something check (name is not null or street is not null),
  constraint gazetteer_entry_door_on_street check (
    street is not null or (house_number is null and alleys is null)
  ),
  constraint gazetteer_entry_spot_or_line check (
    st_geometrytype(geom) in ('ST_Point', 'ST_LineString')
  ),
  constraint gazetteer_entry_lengths check (
    char_length(name) between 1 and 300 and char_length(street) between 1 and 200
    and char_length(house_number) between 1 and 30 and char_length(alleys) between 1 and 60
    and char_length(locality) between 1 and 200
  )
);
create index gazetteer_entry_gazetteer_index on gazetteer_entry (gazetteer_id);

grant select on gazetteer, gazetteer_entry to diaban_app;
