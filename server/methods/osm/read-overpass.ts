import * as z from 'zod';

import type { OsmCollector } from './osm-collector.ts';
import { OsmFileError } from './osm-file-error.ts';

const Element = z.object({
  type: z.string(),
  id: z.number().int(),
  lon: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
  nodes: z.array(z.number().int()).optional(),
  members: z
    .array(z.object({ type: z.string(), ref: z.number().int(), role: z.string().default('') }))
    .optional(),
  tags: z.record(z.string(), z.string()).optional(),
});
type Element = z.infer<typeof Element>;
const Answer = z.object({ elements: z.array(z.unknown()) });

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93];
/** A way of the longest kind takes a third of this. */
const MOST_ELEMENT_BYTES = 8 * 1024 * 1024;

/**
 * Reads the JSON that an Overpass server answers (`[out:json]`, nodes and ways in full, relations with members).
 * Each element is parsed by itself, so that a city's file never stands in memory as one tree of objects.
 * @throws OsmFileError when it is not such an answer
 */
export function readOverpass(bytes: Uint8Array, collector: OsmCollector): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const list = placeOfElements(bytes);
  if (list === null) {
    // Names the fault of a file that has no list of elements: no JSON at all, or other JSON.
    const answer = Answer.safeParse(parsed(decoder.decode(bytes)));
    throw answer.success
      ? new OsmFileError('osm.file_broken', 'elements')
      : new OsmFileError('osm.not_osm', 'no list of elements');
  }
  let end = list + 1;
  let isFirst = true;
  for (;;) {
    const at = skipSpace(bytes, end);
    const separator = bytes[at];
    if (separator === CLOSE_LIST) {
      end = at;
      break;
    }
    const begin = isFirst ? at : separator === 44 ? skipSpace(bytes, at + 1) : -1;
    if (bytes[begin] !== OPEN) throw new OsmFileError('osm.file_broken', 'element');
    end = endOfObject(bytes, begin);
    take(parsed(decoder.decode(bytes.subarray(begin, end))), collector);
    isFirst = false;
  }
  // The rest of the answer, with an empty list, must be JSON too: a file that was cut off is none.
  parsed(decoder.decode(bytes.subarray(0, list + 1)) + decoder.decode(bytes.subarray(end)));
}

function take(given: unknown, collector: OsmCollector): void {
  const element = Element.safeParse(given);
  if (!element.success) throw new OsmFileError('osm.file_broken', 'element');
  const { type, id, lon, lat, nodes = [], members = [] } = element.data;
  const tags = composed(element.data.tags);
  if (type === 'way') collector.addWay(id, nodes, tags ?? {});
  if (type === 'relation') collector.addRelation(id, members.flatMap(memberOf), tags ?? {});
  if (type !== 'node') return;
  if (lon === undefined || lat === undefined) {
    throw new OsmFileError('osm.file_broken', `node ${id} without a position`);
  }
  collector.addNode(id, lon, lat, tags);
}

function memberOf({ type, ref, role }: NonNullable<Element['members']>[number]) {
  const kind = (['node', 'way', 'relation'] as const).find((known) => known === type);
  return kind === undefined ? [] : [{ kind, id: ref, role }];
}

/** Tags in NFC; null without any. */
function composed(tags: Record<string, string> | undefined): Record<string, string> | null {
  if (tags === undefined) return null;
  const pairs = Object.entries(tags).map((pair) => pair.map((text) => text.normalize('NFC')));
  return Object.fromEntries(pairs);
}

/** Place of the bracket that opens the list `elements` of the outermost object; null without one. */
function placeOfElements(bytes: Uint8Array): number | null {
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === OPEN || byte === OPEN_LIST) depth += 1;
    else if (byte === CLOSE || byte === CLOSE_LIST) depth -= 1;
    else if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (depth === 1 && end - at === 9 && isElements(bytes, at)) {
        const colon = skipSpace(bytes, end + 1);
        const list = skipSpace(bytes, colon + 1);
        if (bytes[colon] === 58 && bytes[list] === OPEN_LIST) return list;
      }
      at = end;
    }
  }
  return null;
}

const isElements = (bytes: Uint8Array, at: number) =>
  Buffer.from(bytes.subarray(at + 1, at + 9)).toString('latin1') === 'elements';

/** Place behind the bracket that closes an object; the end of the file when none does. */
function endOfObject(bytes: Uint8Array, begin: number): number {
  let depth = 0;
  for (let at = begin; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (at - begin > MOST_ELEMENT_BYTES) throw new OsmFileError('osm.way_too_long', 'element');
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new OsmFileError('osm.file_broken', 'cut off');
}

/** Place of the closing quote. */
function endOfString(bytes: Uint8Array, begin: number): number {
  for (let at = begin + 1; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at;
  }
  return bytes.length;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 9) at += 1;
  return at;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new OsmFileError('osm.file_broken', 'json', error);
  }
}
