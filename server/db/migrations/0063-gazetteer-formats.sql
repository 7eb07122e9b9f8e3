-- Gazetteers are read from every map file that points are read from.
alter table gazetteer drop constraint gazetteer_format_known;
alter table gazetteer add constraint gazetteer_format_known check (
  format in (
    'csv', 'xlsx', 'geojson', 'shapefile', 'geopackage', 'kml', 'gpx', 'mif', 'tab', 'overpass', 'xml', 'pbf'
  )
);
