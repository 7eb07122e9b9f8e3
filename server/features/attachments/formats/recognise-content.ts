/** Kind of a file by its own first bytes; its name and the type that the sender claims prove nothing. */
export type ContentKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf';

const HEIC_BRANDS = /^(?:hei[cmsx]|hev[cmsx]|mif1|msf1|avif|avis)$/;

/** The kind of content, or null when it is none that is taken. */
export function recogniseContent(bytes: Uint8Array): ContentKind | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.test(ascii(bytes, 8, 12))) return 'heic';
  return ascii(bytes, 0, 5) === '%PDF-' ? 'pdf' : null;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, place) => bytes[place] === byte);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
