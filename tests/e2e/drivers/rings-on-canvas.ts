import sharp from 'sharp';

/** A ring of a map: its middle and how far its line is from it, pixels of the picture. */
export type Ring = { x: number; y: number; radius: number };

/** Colours of the statuses in DESIGN, light and dark, as a ring shows them; written out, not taken from the client. */
const STATUS_COLOURS = [
  [0xc2, 0x41, 0x0c],
  [0x08, 0x36, 0x9c],
  [0x9c, 0x1a, 0x70],
  [0xf8, 0xa6, 0x89],
  [0x47, 0x81, 0xf5],
  [0xc6, 0xf7, 0xf3],
  [0xf6, 0x6e, 0x92],
] as const;
/** Colours that the number in the middle may have too: those of other statuses, and the dark one of what is handed over. */
const GREYS = [
  [0x00, 0x31, 0x2d],
  [0x4a, 0x50, 0x4c],
  [0xb3, 0xba, 0xbe],
] as const;
/** Largest difference of a colour channel: the edges of a drawing are blended with the ground. */
const OFF = 28;
/** Radii of the four sizes of a ring, from its middle to the part of its line that every status draws. */
const RADII = [26, 21, 17, 14];
const DIRECTIONS = Array.from({ length: 32 }, (_, at) => (at * 2 * Math.PI) / 32);
/** Fewest directions in which a ring shows a colour: in the others lie the gaps between its parts. */
const ENOUGH = 23;
/** Offsets from the middle of a ring, where the number stands and no colour of a status; a digit's edge may be grey. */
const MIDDLE = [-4, -2, 0, 2, 4];
const STEP = 2;

const PLAIN = 0;
const COLOURED = 1;
const GREY = 2;

type Mask = { pixels: Uint8Array; width: number; height: number };

/**
 * Finds a ring of the largest size that a picture of the map shows: all around its middle the colours of statuses,
 * and in the middle none of them. Undefined where there is no ring.
 */
export async function findLargestRing(png: Buffer): Promise<Ring | undefined> {
  const mask = await readMask(png);
  for (const radius of RADII) {
    for (let y = radius; y < mask.height - radius; y += STEP) {
      for (let x = radius; x < mask.width - radius; x += STEP) {
        if (isRing(mask, x, y, radius)) return { x: Math.round(x), y: Math.round(y), radius };
      }
    }
  }
  return undefined;
}

async function readMask(png: Buffer): Promise<Mask> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels = new Uint8Array(info.width * info.height);
  for (let at = 0; at < pixels.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(3 * at, 3 * at + 3);
    const isLike = ([r, g, b]: readonly [number, number, number]) =>
      Math.abs(red - r) <= OFF && Math.abs(green - g) <= OFF && Math.abs(blue - b) <= OFF;
    pixels[at] = STATUS_COLOURS.some(isLike) ? COLOURED : GREYS.some(isLike) ? GREY : PLAIN;
  }
  return { pixels, width: info.width, height: info.height };
}

function isRing({ pixels, width }: Mask, x: number, y: number, radius: number): boolean {
  const at = (dx: number, dy: number) => pixels[Math.round(y + dy) * width + Math.round(x + dx)];
  if (MIDDLE.some((dx) => MIDDLE.some((dy) => at(dx, dy) === COLOURED))) return false;
  let missing = 0;
  for (const angle of DIRECTIONS) {
    if (at(radius * Math.cos(angle), radius * Math.sin(angle)) === PLAIN) missing += 1;
    if (missing > DIRECTIONS.length - ENOUGH) return false;
  }
  return true;
}
