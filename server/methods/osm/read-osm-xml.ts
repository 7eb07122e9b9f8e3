import type { OsmCollector } from './osm-data.ts';
import { OsmFileError } from './osm-file-error.ts';

const TAG = /<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

type Open = {
  kind: 'node' | 'way';
  id: number;
  position: readonly [number, number];
  refs: number[];
  tags: Record<string, string>;
};

/**
 * Reads OSM XML (`<osm>` with `<node>` and `<way>`), one tag after the other, without building a tree:
 * a city's file is hundreds of megabytes. Elements marked `visible="false"` are passed over.
 * @throws OsmFileError for text that is not OSM XML or is cut off
 */
export function readOsmXml(text: string, collector: OsmCollector): void {
  if (!/<osm[\s>]/.test(text.slice(0, 2_000))) throw new OsmFileError('osm.not_osm', 'root');
  if (!/<\/osm\s*>\s*$/.test(text.slice(-200))) throw new OsmFileError('osm.file_broken', 'end');
  let open: Open | null = null;
  for (const [, closing = '', name = '', attributes = '', empty = ''] of withoutComments(
    text,
  ).matchAll(TAG)) {
    if (name === 'node' || name === 'way') {
      if (closing === '') open = begin(name, attributesOf(attributes));
      if (open !== null && (closing !== '' || empty !== '')) {
        finish(open, collector);
        open = null;
      }
    } else if (open !== null && closing === '') {
      const given = attributesOf(attributes);
      if (name === 'tag') open.tags[given['k'] ?? ''] = given['v'] ?? '';
      if (name === 'nd') open.refs.push(Number(given['ref']));
    }
  }
}

function withoutComments(text: string): string {
  if (text.lastIndexOf('<!--') > text.lastIndexOf('-->')) {
    throw new OsmFileError('osm.file_broken', 'comment');
  }
  return text.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
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
  return { kind, id, position, refs: [], tags: {} };
}

function finish({ kind, id, position, refs, tags }: Open, collector: OsmCollector): void {
  if (kind === 'way') collector.addWay(id, refs, tags);
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
