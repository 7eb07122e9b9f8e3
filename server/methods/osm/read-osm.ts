import * as z from 'zod';

import { OsmCollector, type OsmData, type OsmWanted } from './osm-data.ts';
import { OsmFileError } from './osm-file-error.ts';
import { readOsmPbf } from './read-osm-pbf.ts';
import { readOsmXml } from './read-osm-xml.ts';

type OsmFormat = 'overpass' | 'xml' | 'pbf';

/**
 * Recognises the OSM format of some bytes by their content; null when it is none. A PBF file begins with the
 * length of a header that names its type.
 */
export function osmFormat(bytes: Uint8Array): OsmFormat | null {
  if (bytes[0] === 0 && Buffer.from(bytes.subarray(4, 24)).includes('OSMHeader')) return 'pbf';
  const start = Buffer.from(bytes.subarray(0, 2_000))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start.startsWith('<') && /<osm[\s>]/.test(start)) return 'xml';
  return start.startsWith('{') ? 'overpass' : null;
}

/**
 * Reads nodes and ways from an Overpass answer (JSON), OSM XML or PBF.
 * @throws OsmFileError and nothing else, whatever the bytes are
 */
export function readOsm(
  bytes: Uint8Array,
  wanted: OsmWanted,
): { format: OsmFormat; data: OsmData } {
  const format = osmFormat(bytes);
  if (format === null) throw new OsmFileError('osm.not_osm', 'unknown beginning');
  const collector = new OsmCollector(wanted);
  try {
    if (format === 'pbf') readOsmPbf(bytes, collector);
    else if (format === 'xml') readOsmXml(decoded(bytes), collector);
    else readOverpass(decoded(bytes), collector);
  } catch (error) {
    if (error instanceof OsmFileError) throw error;
    // Lengths that point beyond the end, code points that are none, strings too long to exist.
    throw new OsmFileError('osm.file_broken', 'content', error);
  }
  return { format, data: collector.finish() };
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
}

const Tags = z.record(z.string(), z.string());
const Element = z.object({
  type: z.string(),
  id: z.number().int(),
  lon: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
  nodes: z.array(z.number().int()).optional(),
  tags: Tags.optional(),
});
const Answer = z.object({ elements: z.array(z.unknown()) });

/**
 * Reads the JSON that an Overpass server answers (`[out:json]`, nodes and ways in full).
 * @throws OsmFileError when it is not such an answer
 */
function readOverpass(text: string, collector: OsmCollector): void {
  const answer = Answer.safeParse(parsed(text));
  if (!answer.success) throw new OsmFileError('osm.not_osm', 'no list of elements');
  for (const given of answer.data.elements) {
    const element = Element.safeParse(given);
    if (!element.success) throw new OsmFileError('osm.file_broken', 'element');
    const { type, id, lon, lat, nodes = [], tags } = element.data;
    if (type === 'way') collector.addWay(id, nodes, tags ?? {});
    if (type !== 'node') continue;
    if (lon === undefined || lat === undefined) {
      throw new OsmFileError('osm.file_broken', `node ${id} without a position`);
    }
    collector.addNode(id, lon, lat, tags ?? null);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OsmFileError('osm.file_broken', 'json', error);
  }
}
