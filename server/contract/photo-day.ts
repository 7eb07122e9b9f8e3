import { IsoDate } from './time.ts';

const ORIGINAL = 0x9003;
const DIGITIZED = 0x9004;
const EXIF_DIRECTORY = 0x8769;
const TEXT = 2;
const LONG = 4;
/** Bytes of an entry of a directory. */
const ENTRY = 12;
/** Most entries of a directory that are looked at: a file may claim any number. */
const MOST_ENTRIES = 500;
const EXIF_MARK = 'Exif\0\0';
const [MARKER, START, APP1, SCAN] = [0xff, 0xd8, 0xe1, 0xda];
/** `YYYY:MM:DD HH:MM:SS`, ended by a zero. */
const CLOCK_BYTES = 20;

/**
 * Day on which a photo was taken, as the camera wrote it into EXIF; null where there is none, or no day.
 * @param exif the block of EXIF, with or without its mark
 */
export function dayOfExif(exif: Uint8Array): IsoDate | null {
  const tiff = latin(exif, 0, EXIF_MARK.length) === EXIF_MARK ? exif.subarray(6) : exif;
  const order = latin(tiff, 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = order === 'II';
  const main = entriesOf(view, view.getUint32(4, little), little);
  const more = main.find(({ tag }) => tag === EXIF_DIRECTORY);
  if (more === undefined) return null;
  const entries = entriesOf(view, more.value, little);
  for (const wanted of [ORIGINAL, DIGITIZED]) {
    const found = entries.find(({ tag, type }) => tag === wanted && type === TEXT);
    const clock = found === undefined ? '' : latin(tiff, found.value, CLOCK_BYTES);
    const day = IsoDate.safeParse(clock.slice(0, 10).replaceAll(':', '-'));
    if (day.success) return day.data;
  }
  return null;
}

function entriesOf(view: DataView, at: number, little: boolean) {
  if (at + 2 > view.byteLength) return [];
  const count = Math.min(view.getUint16(at, little), MOST_ENTRIES);
  const fitting = Math.min(count, Math.floor((view.byteLength - at - 2) / ENTRY));
  return Array.from({ length: fitting }, (_, i) => {
    const entry = at + 2 + i * ENTRY;
    return {
      tag: view.getUint16(entry, little),
      type: view.getUint16(entry + 2, little),
      value: view.getUint32(entry + 8, little),
    };
  });
}

function latin(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Day on which a JPEG was taken, by its own EXIF; null where it has none, or the file is no JPEG. */
export function dayOfJpeg(jpeg: Uint8Array): IsoDate | null {
  if (jpeg[0] !== MARKER || jpeg[1] !== START) return null;
  let at = 2;
  while (jpeg[at] === MARKER && jpeg[at + 1] !== SCAN) {
    const length = (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
    if (length < 2) return null;
    const content = jpeg.subarray(at + 4, at + 2 + length);
    if (jpeg[at + 1] === APP1 && latin(content, 0, EXIF_MARK.length) === EXIF_MARK) {
      return dayOfExif(content);
    }
    at += 2 + length;
  }
  return null;
}

/** Gives a JPEG without EXIF the day on which it was taken, and nothing else: no time of day, place or camera. */
export function withDay(jpeg: Uint8Array, day: IsoDate): Uint8Array<ArrayBuffer> {
  const clock = `${day.replaceAll('-', ':')} 00:00:00\0`;
  // Two directories of one entry each, and the words after them.
  const tiff = new DataView(new ArrayBuffer(44 + CLOCK_BYTES));
  [0x4d4d002a, 8].forEach((word, i) => tiff.setUint32(i * 4, word));
  directory(tiff, 8, { tag: EXIF_DIRECTORY, type: LONG, count: 1, value: 26 });
  directory(tiff, 26, { tag: ORIGINAL, type: TEXT, count: CLOCK_BYTES, value: 44 });
  const written = Uint8Array.from(clock, (letter) => letter.charCodeAt(0));
  new Uint8Array(tiff.buffer).set(written, 44);
  const mark = Uint8Array.from(EXIF_MARK, (letter) => letter.charCodeAt(0));
  const length = 2 + mark.length + tiff.byteLength;
  const head = [MARKER, START, MARKER, APP1, length >> 8, length & 0xff, ...mark];
  return new Uint8Array([...head, ...new Uint8Array(tiff.buffer), ...jpeg.subarray(2)]);
}

function directory(
  tiff: DataView,
  at: number,
  entry: { tag: number; type: number; count: number; value: number },
): void {
  tiff.setUint16(at, 1);
  tiff.setUint16(at + 2, entry.tag);
  tiff.setUint16(at + 4, entry.type);
  tiff.setUint32(at + 6, entry.count);
  tiff.setUint32(at + 10, entry.value);
}
