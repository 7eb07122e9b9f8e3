import { crc32, deflateSync } from 'node:zlib';

import libheif from 'libheif-js/wasm-bundle';

const CHANNELS = 4;
/** Bytes of a PNG before its second chunk: the signature and the header. */
const PNG_HEAD_BYTES = 33;

/** Pixels in RGBA, row by row from the top left, upright as the container says. */
export type Pixels = { data: Uint8Array; width: number; height: number; channels: 4 };

/**
 * Decodes a photo in HEVC, as telephones write it: sharp has no decoder for it.
 * @throws Error where it cannot be decoded, or has more pixels than `mostPixels`
 */
export async function decodeHeic(bytes: Uint8Array, mostPixels: number): Promise<Pixels> {
  const images = new libheif.HeifDecoder().decode(bytes);
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0];
    if (image === undefined) throw new Error('no picture in the container');
    const [width, height] = [image.get_width(), image.get_height()];
    if (width * height > mostPixels) throw new Error('more pixels than its header says');
    const picture = { data: new Uint8ClampedArray(width * height * CHANNELS), width, height };
    const shown = await new Promise<{ data: Uint8ClampedArray } | null>((resolve) => {
      image.display(picture, resolve);
    });
    if (shown === null) throw new Error('the picture cannot be decoded');
    return { data: new Uint8Array(shown.data.buffer), width, height, channels: CHANNELS };
  } finally {
    for (const image of images) image.free();
  }
}

/** Gives a PNG that has none a colour profile, so that its colours are read as they were meant. */
export function withProfile(png: Uint8Array, profile: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from('iCCPicc\0\0'), deflateSync(profile)]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length - 4, 0);
  numbers.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([
    png.subarray(0, PNG_HEAD_BYTES),
    numbers.subarray(0, 4),
    content,
    numbers.subarray(4),
    png.subarray(PNG_HEAD_BYTES),
  ]);
}
