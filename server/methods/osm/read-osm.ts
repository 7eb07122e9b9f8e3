import { OsmCollector, MOST_NODES_A_WAY } from './osm-collector.ts';
import type { OsmData, OsmWanted, OsmMember } from './osm-data.ts';
import { OsmFileError } from './osm-file-error.ts';
import { readOsmPbf } from './read-osm-pbf.ts';
import { readOverpass } from './read-overpass.ts';

const TAG = /<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** No tag and no comment of a map is longer; what is longer never ends. */
const MOST_REST = 1024 * 1024;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

type Open = {
  kind: OsmMember['kind'];
  id: number;
  position: readonly [number, number];
  refs: number[];
  members: OsmMember[];
  tags: Record<string, string>;
};

/**
 * Reads OSM XML (`<osm>` with `<node>`, `<way>` and `<relation>`), one tag after the other and some megabytes at a
 * time: a city's file is hundreds of megabytes. Elements marked `visible="false"` are passed over.
 * @throws OsmFileError for text that is not OSM XML or is cut off
 */
function readOsmXml(bytes: Uint8Array, collector: OsmCollector): void {
  const head = Buffer.from(bytes.subarray(0, 2_000)).toString('utf8');
  if (!/<osm[\s>]/.test(head)) throw new OsmFileError('osm.not_osm', 'root');
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 200))).toString('utf8');
  if (!/<\/osm\s*>\s*$/.test(tail)) throw new OsmFileError('osm.file_broken', 'end');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reading: { open: Open | null } = { open: null };
  let rest = '';
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    const chunk = bytes.subarray(from, from + CHUNK_BYTES);
    const text = rest + decoder.decode(chunk, { stream: from + CHUNK_BYTES < bytes.length });
    const { plain, unfinished } = withoutComments(text);
    let end = 0;
    for (const tag of plain.matchAll(TAG)) {
      readTag(tag, reading, collector);
      end = tag.index + tag[0].length;
    }
    rest = plain.slice(end) + unfinished;
    if (rest.length > MOST_REST) throw new OsmFileError('osm.file_broken', 'tag without end');
  }
  if (rest.includes('<!--')) throw new OsmFileError('osm.file_broken', 'comment');
}

/** Takes the comments out. One that has not ended yet may hold tags that do not count: it waits for the next chunk. */
function withoutComments(text: string): { plain: string; unfinished: string } {
  let plain = '';
  let from = 0;
  for (;;) {
    const open = text.indexOf('<!--', from);
    if (open === -1) return { plain: plain + text.slice(from), unfinished: '' };
    plain += text.slice(from, open);
    const close = text.indexOf('-->', open);
    if (close === -1) return { plain, unfinished: text.slice(open) };
    from = close + 3;
  }
}

function readTag(
  [, closing = '', name = '', attributes = '', empty = '']: RegExpExecArray,
  reading: { open: Open | null },
  collector: OsmCollector,
): void {
  if (name === 'node' || name === 'way' || name === 'relation') {
    if (name === 'relation' && !collector.wantsRelations) {
      reading.open = null;
      return;
    }
    if (closing === '') reading.open = begin(name, attributesOf(attributes));
    if (reading.open !== null && (closing !== '' || empty !== '')) {
      finish(reading.open, collector);
      reading.open = null;
    }
    return;
  }
  const { open } = reading;
  if (open === null || closing !== '') return;
  if (name === 'nd') {
    open.refs.push(Number(attributesOf(attributes)['ref']));
    if (open.refs.length > MOST_NODES_A_WAY) {
      throw new OsmFileError('osm.way_too_long', `way ${open.id}`);
    }
  } else if (name === 'tag') {
    const { k = '', v = '' } = attributesOf(attributes);
    open.tags[k] = v;
  } else if (name === 'member') {
    const { type, ref, role = '' } = attributesOf(attributes);
    const kind = (['node', 'way', 'relation'] as const).find((known) => known === type);
    if (kind !== undefined) open.members.push({ kind, id: Number(ref), role });
  }
}

/** Null for what was deleted: it has no position. */
function begin(kind: Open['kind'], given: Readonly<Record<string, string>>): Open | null {
  if (given['visible'] === 'false') return null;
  const id = Number(given['id']);
  const position = [Number(given['lon']), Number(given['lat'])] as const;
  if (!Number.isSafeInteger(id)) throw new OsmFileError('osm.file_broken', 'id');
  if (kind === 'node' && !position.every(Number.isFinite)) {
    throw new OsmFileError('osm.file_broken', `node ${id} without a position`);
  }
  return { kind, id, position, refs: [], members: [], tags: {} };
}

function finish(open: Open, collector: OsmCollector): void {
  const { kind, id, position, refs, members, tags } = open;
  if (kind === 'way') collector.addWay(id, refs, tags);
  else if (kind === 'relation') collector.addRelation(id, members, tags);
  else collector.addNode(id, ...position, Object.keys(tags).length === 0 ? null : tags);
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, key = '', double, single] of text.matchAll(ATTRIBUTE)) {
    found[key] = unescaped(double ?? single ?? '');
  }
  return found;
}

function unescaped(value: string): string {
  const plain = value.includes('&')
    ? value.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name: string) => {
        if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
        return NAMED[name] ?? whole;
      })
    : value;
  return plain.normalize('NFC');
}

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
