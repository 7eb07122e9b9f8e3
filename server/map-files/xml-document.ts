import { DOMParser, type Document } from '@xmldom/xmldom';

import { brokenIfItThrows, MapFileError } from './map-file-error.ts';
import { decodeFileText } from './recognise-content.ts';

const MAXIMUM_DEPTH = 64;

/** A parsed document, with the name of its root element and the kind of its letters. */
export type XmlDocument = { document: Document; root: string | null; text: 'unicode' | 'bytes' };

/**
 * Parses XML that may be hostile.
 * @throws MapFileError `file_broken`, and `not_a_map_file` for documents with a DTD
 */
export async function readXml(bytes: Uint8Array): Promise<XmlDocument> {
  const { text, kind } = decodeFileText(bytes);
  const document = await brokenIfItThrows('xml', () => parseXml(tameXml(text)));
  return { document, root: document.documentElement?.localName ?? null, text: kind };
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

/**
 * XML that the parsers behind can take in time proportional to its length: without a DTD, whose entities grow
 * without bound or fetch files; not nested without bound, since each level is searched anew; and without
 * long runs of white space, at which their patterns try every start.
 * @throws MapFileError `not_a_map_file`, `file_broken`
 */
function tameXml(text: string): string {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new MapFileError('not_a_map_file', { reason: 'xml_with_dtd' });
  }
  if (depthOf(text) > MAXIMUM_DEPTH) {
    throw new MapFileError('file_broken', {
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
