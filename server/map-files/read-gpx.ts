import { gpx } from '@tmcw/togeojson';

import { brokenIfItThrows, MapFileError, severalLayers } from './map-file-error.ts';
import type { LayerChoice, MapFeature, MapLayer } from './map-file.ts';
import { attributeValue } from './read-geojson.ts';
import { refuseTooMany } from './too-many.ts';
import type { XmlDocument } from './xml-document.ts';

/** Names of the layers, as GDAL and QGIS give them, and how the converter marks their features. */
const LAYERS = [
  ['waypoints', undefined],
  ['routes', 'rte'],
  ['tracks', 'trk'],
] as const;
const KIND = '_gpxType';
const TAGS = ['wpt', 'rte', 'trk'];

/**
 * Reads the waypoints, the routes or the tracks of a GPX document, which is always WGS 84.
 * @throws MapFileError `several_layers`, `no_shapes`, `file_broken`, `too_many_vertices`
 */
export async function readGpx(
  { document, text }: XmlDocument,
  { limits, layer, takes }: LayerChoice,
): Promise<MapLayer> {
  for (const tag of TAGS) refuseTooMany(document.getElementsByTagName(tag).length, limits);
  const { features } = await brokenIfItThrows('gpx', () => gpx(document));
  const found = LAYERS.flatMap(([name, kind]) => {
    const ofKind = features.filter((one) => one.properties?.[KIND] === kind);
    const wanted = layer === null || layer === name;
    return wanted && ofKind.some(({ geometry }) => takes(geometry)) ? [{ name, ofKind }] : [];
  });
  const [only, ...others] = found;
  if (only === undefined) throw new MapFileError('no_shapes');
  if (others.length > 0) throw severalLayers(found.map(({ name }) => name));
  return {
    format: 'gpx',
    layer: only.name,
    crs: { from: 'gpx', srid: 4326, wkt: null },
    features: only.ofKind.map(({ properties, geometry }): MapFeature => {
      const entries = Object.entries(properties ?? {}).filter(([name]) => !name.startsWith('_'));
      const plain = entries.filter(([name]) => name !== 'coordinateProperties');
      return {
        properties: Object.fromEntries(plain.map(([name, value]) => [name, attributeValue(value)])),
        geometry,
      };
    }),
    text,
    declaredEncoding: null,
    warnings: [],
  };
}
