import { OsmCollector } from './osm-collector.ts';
import type { OsmData, OsmWanted } from './osm-data.ts';
import { OsmFileError } from './osm-file-error.ts';
import { readOsmPbf } from './read-osm-pbf.ts';
import { readOsmXml } from './read-osm-xml.ts';
import { readOverpass } from './read-overpass.ts';

export type OsmFormat = 'overpass' | 'xml' | 'pbf';

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
 * Reads nodes, ways and wanted relations from an Overpass answer (JSON), OSM XML or PBF.
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
    else if (format === 'xml') readOsmXml(bytes, collector);
    else readOverpass(bytes, collector);
  } catch (error) {
    if (error instanceof OsmFileError) throw error;
    // Lengths that point beyond the end, code points that are none, strings too long to exist.
    throw new OsmFileError('osm.file_broken', 'content', error);
  }
  return { format, data: collector.finish() };
}
