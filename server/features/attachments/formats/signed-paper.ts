import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFStream,
  type PDFContext,
} from '@cantoo/pdf-lib';

const END_OF_REVISION = '%%EOF';
/** Most revisions of a signed paper: each signature adds one or two. */
const MOST_REVISIONS = 12;
/** First byte of every signature: a sequence in DER. */
const SEQUENCE = 0x30;

/** Tests whether some signature of a paper stands around its bytes: a dictionary alone that says so is none. */
export function isSigned(paper: PDFContext, bytes: Uint8Array): boolean {
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
export function revisionsOf(bytes: Uint8Array): Uint8Array[] {
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
export function isForWeb(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1_024)).includes('/Linearized');
}
