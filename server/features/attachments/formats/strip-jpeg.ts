const [MARKER, SCAN, END] = [0xff, 0xda, 0xd9];
/** Segments that tell of the camera, the place and the author: EXIF and XMP, Photoshop with IPTC, comments. */
const TELLING = new Set([
  0xe1, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xef, 0xfe,
]);

/**
 * Leaves the segments out that tell where, when and by whom a JPEG was taken; its picture stays as it is, byte for byte.
 * Gives back the same bytes where they are no JPEG, or none that is built as it should be.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array {
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
