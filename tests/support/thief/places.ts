import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import sharp from 'sharp';

import { POINTS_LAYER } from '#server/contract/tile.ts';

import { placesOf, type Piece } from './unpack.ts';

export type Position = readonly [lon: number, lat: number];

/** A layer of a tile: field 3 of the message. */
const LAYER = 0x1a;
const LARGEST_TILE = 2_000_000;
const ADDRESS = /tiles\/[\w/]*?(\d+)\/(\d+)\/(\d+)/;

/** Positions (degrees) of the points of a tile of points; none where a piece is no such tile. */
export function tilePointsIn({ place, bytes }: Piece): Position[] {
  if (bytes[0] !== LAYER || bytes.length > LARGEST_TILE) return [];
  const [, z = 0, x = 0, y = 0] = (ADDRESS.exec(place) ?? []).map(Number);
  try {
    const layer = new VectorTile(new PbfReader(bytes)).layers[POINTS_LAYER];
    return Array.from({ length: layer?.length ?? 0 }, (_, at) => {
      const { geometry } = layer?.feature(at).toGeoJSON(x, y, z) ?? {};
      if (geometry?.type !== 'Point') throw new Error('a mark on a map is a point');
      const [lon = 0, lat = 0] = geometry.coordinates;
      return [lon, lat] as const;
    });
  } catch {
    return [];
  }
}

/** Four decimals of a degree are eleven metres. */
const DECIMALS = 4;

/** How a position stands in a piece: as text, or as two numbers of eight bytes. Empty where it does not. */
export function waysOfPosition({ bytes }: Piece, position: Position): string[] {
  const [lon, lat] = position.map((degrees) => cut(degrees));
  const texts = [lon, lat].map((text) => Buffer.from(text ?? ''));
  const wide = [lon, lat].map((text) => Buffer.from(text ?? '', 'utf16le'));
  const doubles = position.map((degrees) => {
    const bytesOf = Buffer.alloc(8);
    bytesOf.writeDoubleLE(degrees);
    return bytesOf;
  });
  const forms = { text: texts, 'text of UTF-16': wide, numbers: doubles };
  return Object.entries(forms)
    .filter(([, needles]) => needles.every((needle) => bytes.includes(needle)))
    .map(([how]) => how);
}

/** The digits of a number, cut off and not rounded: more may follow. */
function cut(degrees: number): string {
  const digits = degrees.toFixed(10);
  return digits.slice(0, digits.indexOf('.') + 1 + DECIMALS);
}

/** Colours of the quarters of a planted photo: left to right, top to bottom. */
const QUARTERS = [
  [220, 20, 20],
  [20, 200, 20],
  [20, 20, 220],
  [230, 220, 20],
] as const;
const [WIDTH, HEIGHT] = [640, 480];

/** A photo that is known again by its colours, however often it was shrunk and drawn anew; its EXIF holds `mark` and a place. */
export async function markedPhoto(mark: string): Promise<Buffer> {
  const quarter = { width: WIDTH / 2, height: HEIGHT / 2, channels: 3 } as const;
  const parts = QUARTERS.map(([r, g, b], at) => ({
    input: { create: { ...quarter, background: { r, g, b } } },
    left: (at % 2) * quarter.width,
    top: Math.floor(at / 2) * quarter.height,
  }));
  return await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#000' } })
    .composite(parts)
    .withExif({
      IFD0: { Make: mark, ImageDescription: mark },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 55/1' },
    })
    .jpeg()
    .toBuffer();
}

const PICTURES = ['ffd8ff', '89504e470d0a1a0a', '52494646'].map((hex) => Buffer.from(hex, 'hex'));
/** Difference of a colour's part that shrinking and drawing leave. */
const NEAR_COLOUR = 40;

/** Tests if the planted photo, or a smaller one made of it, stands somewhere in a piece. */
export async function hasPhoto({ bytes }: Piece): Promise<boolean> {
  for (const magic of PICTURES) {
    for (const at of placesOf(bytes, magic)) {
      if (await isMarked(bytes.subarray(at))) return true;
    }
  }
  return false;
}

async function isMarked(picture: Buffer): Promise<boolean> {
  const small = sharp(picture, { failOn: 'none' }).flatten().toColourspace('srgb');
  const pixels = await small
    .resize(2, 2, { fit: 'fill', kernel: 'nearest' })
    .raw()
    .toBuffer()
    .catch(() => null);
  if (pixels?.length !== QUARTERS.length * 3) return false;
  const found = QUARTERS.map((_, at) => [...pixels.subarray(at * 3, at * 3 + 3)]);
  // Turned or not, each colour is there once.
  return QUARTERS.every((wanted) =>
    found.some((seen) =>
      wanted.every((part, at) => Math.abs(part - (seen[at] ?? 0)) < NEAR_COLOUR),
    ),
  );
}
