import {
  PDFBool,
  PDFDict,
  PDFName,
  PDFParser,
  PDFRawStream,
  PDFWriter,
  type PDFContext,
  PDFArray,
  PDFHexString,
  PDFNumber,
  PDFStream,
} from '@cantoo/pdf-lib';

import type { RemovedPart } from '#server/contract/attachment.ts';
import { AppError } from '#server/contract/problem.ts';
import { hasSecretStamp } from '#server/features/attachments/secret-rules.ts';

import { cleanPaper } from './clean-paper.ts';
import { ACTIVE_NAMES } from './paper-parts.ts';
import { namesAnyOf, unpacksToTooMuch } from './paper-streams.ts';
import { readPaper, type PaperWords } from './read-paper.ts';

const END_OF_REVISION = '%%EOF';
/** Most revisions of a signed paper: each signature adds one or two. */
const MOST_REVISIONS = 12;
/** First byte of every signature: a sequence in DER. */
const SEQUENCE = 0x30;

/** Tests whether some signature of a paper stands around its bytes: a dictionary alone that says so is none. */
function isSigned(paper: PDFContext, bytes: Uint8Array): boolean {
  return paper.enumerateIndirectObjects().some(([, object]) => {
    const dict = object instanceof PDFStream ? object.dict : object;
    return dict instanceof PDFDict && standsAround(dict, bytes);
  });
}

/** Tests whether the gap that a signature leaves in the bytes holds exactly this signature. */
function standsAround(dict: PDFDict, bytes: Uint8Array): boolean {
  const range = dict.lookup(PDFName.of('ByteRange'));
  const signature = dict.lookup(PDFName.of('Contents'));
  if (!(range instanceof PDFArray) || !(signature instanceof PDFHexString)) return false;
  const numbers = range.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : -1));
  const [start = -1, before = -1, after = -1, rest = -1] = numbers;
  const gap = Buffer.from(bytes.subarray(before, after)).toString('latin1');
  return (
    numbers.length === 4 &&
    start === 0 &&
    before > 0 &&
    rest > 0 &&
    after + rest <= bytes.length &&
    gap === `<${signature.asString()}>` &&
    signature.asBytes()[0] === SEQUENCE
  );
}

/**
 * Lists the paper as it was after each of its revisions, the first one first; the last one is the paper itself.
 * @throws Error where there are too many, or where something stands after the last one
 */
function revisionsOf(bytes: Uint8Array): Uint8Array[] {
  const paper = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends: number[] = [];
  for (let at = paper.indexOf(END_OF_REVISION); at !== -1;) {
    ends.push(at + END_OF_REVISION.length);
    at = paper.indexOf(END_OF_REVISION, at + 1);
  }
  const last = ends.pop() ?? 0;
  // The first end of a paper for the web closes its first page only.
  if (isForWeb(bytes)) ends.shift();
  if (ends.length >= MOST_REVISIONS) throw new Error('too many revisions');
  if (paper.subarray(last).toString('latin1').trim() !== '') throw new Error('more after the end');
  return [...ends.map((end) => bytes.subarray(0, end)), bytes];
}

/** Tests whether a paper is written so that its first page can be shown before the rest has come. */
function isForWeb(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1_024)).includes('/Linearized');
}

const [MARKER, SCAN, END] = [0xff, 0xda, 0xd9];
/** Segments that tell of the camera, the place and the author: EXIF and XMP, Photoshop with IPTC, comments. */
const TELLING = new Set([
  0xe1, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xef, 0xfe,
]);

/**
 * Leaves the segments out that tell where, when and by whom a JPEG was taken; its picture stays as it is, byte for byte.
 * Gives back the same bytes where they are no JPEG, or none that is built as it should be.
 */
function stripJpeg(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== MARKER || bytes[1] !== 0xd8) return bytes;
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes[at] === MARKER && bytes[at + 1] !== SCAN && bytes[at + 1] !== END) {
    const end = at + 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0);
    if (end < at + 4 || end > bytes.length) return bytes;
    if (!TELLING.has(bytes[at + 1] ?? 0)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (bytes[at] !== MARKER) return bytes;
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

/** A paper as it is kept and handed out. */
export type HarmlessPaper = {
  bytes: Uint8Array;
  /** Parts that were taken out, in the order of the alphabet. */
  removedParts: RemovedPart[];
  /** True when it carries a digital signature and was left as it came, byte for byte. */
  keptSigned: boolean;
};

/** Parts that a signed paper may carry: it acts by itself no more than a printed one. */
const HARMLESS_IN_SIGNED: ReadonlySet<RemovedPart> = new Set(['author', 'history', 'links']);

/**
 * Makes a paper harmless: writes it anew with its pages, their text and look, and without anything that acts by
 * itself, leads elsewhere, carries a file, or tells its author or earlier states. A paper with a digital signature is
 * kept as it came, or refused when it has such a part: written anew it would prove nothing. Runs in a worker, which
 * ends it when it takes too long.
 * @throws {AppError} `attachment.secret` where it is stamped secret; `attachment.unreadable` where it is damaged, locked,
 * unpacks to too much or holds more text than any paper does; `attachment.signed_active` where it is signed and has an
 * active part; `attachment.not_harmless` where it would read otherwise without its active parts
 */
export async function makeHarmless(bytes: Uint8Array): Promise<HarmlessPaper> {
  if (await unpacksToTooMuch(bytes)) throw unreadable();
  const words = await readUnstamped(bytes);
  const paper = await parse(bytes);
  if (isSigned(paper, bytes)) return keepSigned(bytes);
  const removed = new Set<RemovedPart>(hasHistory(bytes) ? ['history'] : []);
  const rewritten = await rewrite(paper, removed);
  const after = await readPaper(rewritten).catch(() => null);
  if (after === null || !readsAlike(words, after)) throw new AppError('attachment.not_harmless');
  return { bytes: rewritten, removedParts: [...removed].toSorted(), keptSigned: false };
}

async function readUnstamped(bytes: Uint8Array): Promise<PaperWords> {
  const words = await readPaper(bytes).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (hasSecretStamp([...words.lines, ...words.notes])) throw new AppError('attachment.secret');
  return words;
}

async function parse(bytes: Uint8Array): Promise<PDFContext> {
  const paper = await PDFParser.forBytesWithOptions(bytes)
    .parseDocument()
    .catch((cause: unknown) => {
      throw unreadable(cause);
    });
  if (paper.trailerInfo.Encrypt !== undefined) throw unreadable();
  return paper;
}

async function rewrite(paper: PDFContext, removed: Set<RemovedPart>): Promise<Uint8Array> {
  // A form that a program draws: without that program its pages ask for another reader.
  if (isDrawnByProgram(paper)) throw new AppError('attachment.not_harmless');
  try {
    for (const part of cleanPaper(paper)) removed.add(part);
    if (stripPictures(paper)) removed.add('author');
    return await PDFWriter.forContext(paper, Infinity).serializeToBuffer();
  } catch (cause) {
    throw unreadable(cause);
  }
}

function isDrawnByProgram(paper: PDFContext): boolean {
  const root = paper.lookup(paper.trailerInfo.Root);
  return root instanceof PDFDict && root.lookup(PDFName.of('NeedsRendering')) === PDFBool.True;
}

/** Takes what cameras write out of the JPEGs of a paper; true where there was any. */
function stripPictures(paper: PDFContext): boolean {
  let stripped = false;
  for (const [ref, object] of paper.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream)) continue;
    const contents = stripJpeg(object.contents);
    if (contents.length === object.contents.length) continue;
    paper.assign(ref, PDFRawStream.of(object.dict, contents));
    stripped = true;
  }
  return stripped;
}

function readsAlike(before: PaperWords, after: PaperWords): boolean {
  return (
    before.pages === after.pages &&
    before.lines.length === after.lines.length &&
    before.lines.every((line, place) => line === after.lines[place])
  );
}

/** Each revision is looked at: all of them are handed out. */
async function keepSigned(bytes: Uint8Array): Promise<HarmlessPaper> {
  const refused = (cause?: unknown) => new AppError('attachment.signed_active', { cause });
  let revisions: Uint8Array[];
  try {
    revisions = revisionsOf(bytes);
  } catch (cause) {
    throw refused(cause);
  }
  // Also what only some readers find, as it stands in no list of objects.
  if (await namesAnyOf(bytes, ACTIVE_NAMES)) throw refused();
  for (const revision of revisions) {
    if (revision !== bytes) await readUnstamped(revision);
    const parts = cleanPaper(await parse(revision));
    if ([...parts].some((part) => !HARMLESS_IN_SIGNED.has(part))) throw refused();
  }
  return { bytes, removedParts: [], keptSigned: true };
}

/** Tests whether a paper was changed by adding to its end; one made for the web is written in two parts at once. */
function hasHistory(bytes: Uint8Array): boolean {
  const paper = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = paper.indexOf('startxref', isForWeb(bytes) ? paper.indexOf('startxref') + 1 : 0);
  return first !== -1 && paper.includes('startxref', first + 1);
}

function unreadable(cause?: unknown): AppError {
  return new AppError('attachment.unreadable', { parameters: { type: 'PDF' }, cause });
}
