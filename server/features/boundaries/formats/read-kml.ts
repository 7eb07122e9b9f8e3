import { kml } from '@tmcw/togeojson';
import { DOMParser, type Element } from '@xmldom/xmldom';

import { BoundaryFileError, brokenIfItThrows } from './boundary-file-error.ts';
import type { AttributeValue, BoundaryLimits, RawFeature, RawLayer } from './boundary-file.ts';
import { attributeValue, polygonsOf } from './read-geojson.ts';
import { decodeFileText } from './recognise-format.ts';

const MAXIMUM_DEPTH = 64;

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

/**
 * XML that the parsers behind can take in time proportional to its length: without a DTD, whose entities grow
 * without bound or fetch files; not nested without bound, since each level is searched anew; and without
 * long runs of white space, at which their patterns try every start.
 * @throws BoundaryFileError `boundary.not_a_boundary_file`, `boundary.file_broken`
 */
function tameXml(text: string): string {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new BoundaryFileError('boundary.not_a_boundary_file', { reason: 'xml_with_dtd' });
  }
  if (depthOf(text) > MAXIMUM_DEPTH) {
    throw new BoundaryFileError('boundary.file_broken', {
      reason: 'xml_nesting',
      limit: MAXIMUM_DEPTH,
    });
  }
  return text
    .replace(/&#(x?)0*([0-9a-f]{1,6});/gi, plainSpace)
    .replace(/\s{32,}/g, ' ')
    .trimStart();
}

function plainSpace(reference: string, hexadecimal: string, digits: string): string {
  const code = Number.parseInt(digits, hexadecimal === '' ? 10 : 16);
  return code <= 0x10ffff && /\s/.test(String.fromCodePoint(code)) ? ' ' : reference;
}

/** The deepest nesting of elements; comments and character data are passed over. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const close = closingOf(text, at);
    const end = close === '>' ? endOfTag(text, at) : text.indexOf(close, at + 1);
    // Left open: the parser refuses the file at this very place.
    if (end === -1) break;
    if (close === '>') {
      if (text[at + 1] === '/') depth -= 1;
      else if (text[end - 1] !== '/') depth += 1;
      deepest = Math.max(deepest, depth);
    }
    at = end + close.length;
  }
  return deepest;
}

function closingOf(text: string, at: number): string {
  if (text.startsWith('<!--', at)) return '-->';
  if (text.startsWith('<![CDATA[', at)) return ']]>';
  return text.startsWith('<?', at) ? '?>' : '>';
}

/** Index of the `>` that closes a tag; a `>` within an attribute does not. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return -1;
}
