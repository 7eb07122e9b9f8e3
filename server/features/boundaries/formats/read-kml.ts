import { kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import type { Element } from '@xmldom/xmldom';

import { BoundaryFileError, brokenIfItThrows } from './boundary-file-error.ts';
import { attributeValue, polygonsOf } from './read-geojson.ts';
import { decodeFileText } from './recognise-format.ts';
import { tameXml } from './tame-xml.ts';
import type { AttributeValue, BoundaryLimits, RawFeature, RawLayer } from './boundary-file.ts';

/** Attributes that a converter adds about drawing; communes are never matched by them. */
const ABOUT_DRAWING = /^(?:styleUrl|stroke|fill|icon|label|visibility|open|tessellate|extrude|@)/;
const NO_PLACE = [[[[NaN, NaN]]]];

/**
 * Reads the placemarks of a KML document, which is always WGS 84.
 * @throws BoundaryFileError `boundary.file_broken`, `boundary.too_many_vertices`, and
 *   `boundary.not_a_boundary_file` for other XML and for documents with a DTD
 */
export async function readKml(bytes: Uint8Array, limits: BoundaryLimits): Promise<RawLayer> {
  const { text, kind } = decodeFileText(bytes);
  const document = await brokenIfItThrows('xml', () => parseXml(tameXml(text)));
  const root = document.documentElement;
  if (root?.localName !== 'kml') {
    throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'other_xml' });
  }
  const placemarks = Array.from(document.getElementsByTagName('Placemark'));
  if (placemarks.length > limits.maximumFeatures) {
    throw new BoundaryFileError('boundary.too_many_vertices', {
      reason: 'features',
      limit: limits.maximumFeatures,
    });
  }
  const converted = await brokenIfItThrows('kml', () => kml(document).features);
  const features = converted
    .filter(({ properties }) => properties?.['@geometry-type'] !== 'groundoverlay')
    .map((feature, place): RawFeature => {
      const placemark = placemarks[place];
      const isDamaged = placemark !== undefined && hasDamagedCoordinates(placemark);
      const polygons = isDamaged ? NO_PLACE : polygonsOf(feature.geometry);
      return { properties: readProperties(feature.properties), polygons };
    });
  const crs = { from: 'kml' as const, srid: 4326, wkt: null };
  return {
    format: 'kml',
    layer: null,
    crs,
    features,
    text: kind,
    declaredEncoding: null,
    warnings: [],
  };
}

function parseXml(text: string) {
  const parser = new DOMParser({
    locator: false,
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message);
    },
  });
  return parser.parseFromString(text, 'text/xml');
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
  return Object.fromEntries(entries.map(([name, value]) => [name, attributeValue(value)]));
}
