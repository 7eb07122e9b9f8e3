import { kml } from '@tmcw/togeojson';
import type { Element } from '@xmldom/xmldom';

import { brokenIfItThrows } from './map-file-error.ts';
import type { AttributeValue, MapFeature, MapLayer, MapLimits } from './map-file.ts';
import { attributeValue, isRecord } from './read-geojson.ts';
import { refuseTooMany } from './too-many.ts';
import type { XmlDocument } from './xml-document.ts';

/** Attributes that a converter adds about drawing; nothing is ever found by them. */
const ABOUT_DRAWING = /^(?:styleUrl|stroke|fill|icon|label|visibility|open|tessellate|extrude|@)/;
const NO_PLACEMARKS = new Set<unknown>(['groundoverlay', 'networklink']);
const NO_PLACE = { type: 'Polygon', coordinates: [[[NaN, NaN]]] };

/**
 * Reads the placemarks of a KML document, which is always WGS 84.
 * @throws MapFileError `file_broken`, `too_many_vertices`
 */
export async function readKml(
  { document, text }: XmlDocument,
  limits: MapLimits,
): Promise<MapLayer> {
  const placemarks = Array.from(document.getElementsByTagName('Placemark'));
  refuseTooMany(placemarks.length, limits);
  const converted = await brokenIfItThrows('kml', () => kml(document).features);
  const features = converted
    .filter(({ properties }) => !NO_PLACEMARKS.has(properties?.['@geometry-type']))
    .map((feature, place): MapFeature => {
      const placemark = placemarks[place];
      const isDamaged = placemark !== undefined && hasDamagedCoordinates(placemark);
      const geometry = isDamaged ? NO_PLACE : feature.geometry;
      return { properties: readProperties(feature.properties), geometry };
    });
  return {
    format: 'kml',
    layer: null,
    crs: { from: 'kml', srid: 4326, wkt: null },
    features,
    text,
    declaredEncoding: null,
    warnings: [],
  };
}

/** The converter drops what is no number and shifts the rest: a lost longitude would become a latitude. */
function hasDamagedCoordinates(placemark: Element): boolean {
  return Array.from(placemark.getElementsByTagName('coordinates')).some((element) =>
    /[^\d\s,.eE+-]|(?:^|\s),|,,/.test(
      (element.textContent ?? '')
        .split(',')
        .map((part) => part.trim())
        .join(','),
    ),
  );
}

function readProperties(
  properties: Record<string, unknown> | null,
): Record<string, AttributeValue> {
  const entries = Object.entries(properties ?? {}).filter(([name]) => !ABOUT_DRAWING.test(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, plainValue(value)]));
}

/** A description in HTML comes as an object; its words are what counts. */
function plainValue(value: unknown): AttributeValue {
  const html = isRecord(value) ? value['value'] : null;
  return typeof html === 'string'
    ? html.replaceAll(/<[^<>]*>/g, ' ').replaceAll(/\s+/g, ' ')
    : attributeValue(value);
}
