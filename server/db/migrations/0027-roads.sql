-- A network of roads: which stretch joins which junctions, who may use it in which direction, how long it is.
-- Nothing here is about points; whoever plans or follows a route reads it, the system alone writes it.

create table road_network (
  id integer generated always as identity,
  source text not null,
  source_date date,
  licence text,
  file_name text not null,
  file_hash text not null,
  format text not null,
  report jsonb not null,
  imported_by text,
  imported_at timestamptz not null,
  active boolean not null,
  -- What was in force before it; going back leads there.
  previous_id integer,
  constraint road_network_pkey primary key (id),
  constraint road_network_importer_fkey foreign key (imported_by) references app_user (id),
  constraint road_network_previous_fkey foreign key (previous_id) references road_network (id),
  constraint road_network_format_known check (format in ('overpass', 'xml', 'pbf')),
  constraint road_network_source_length check (char_length(source) between 2 and 300)
);
create unique index road_network_one_active on road_network (active) where active;

create table road_edge (
  network_id integer not null,
  id integer not null,
  from_node bigint not null,
  to_node bigint not null,
  way_id bigint not null,
  class text not null,
  name text,
  motorbike text not null,
  car text not null,
  metres double precision not null,
  max_speed smallint,
  geom geometry(LineString, 4326) not null,
  constraint road_edge_pkey primary key (network_id, id),
  constraint road_edge_network_fkey foreign key (network_id) references road_network (id),
  constraint road_edge_motorbike_known check (motorbike in ('none', 'forward', 'backward', 'both')),
  constraint road_edge_car_known check (car in ('none', 'forward', 'backward', 'both')),
  constraint road_edge_for_somebody check (motorbike <> 'none' or car <> 'none'),
  constraint road_edge_class_known check (
    class in (
      'motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'residential',
      'living_street', 'service', 'track', 'path'
    )
  ),
  constraint road_edge_metres_positive check (metres >= 0)
);
comment on table road_edge is 'Stretches between two junctions; nodes and ways by their OSM ids, directions seen along geom.';
create index road_edge_geom_index on road_edge using gist (geom);

grant select on road_network, road_edge to diaban_app;
