import sharp, { type Metadata, type Sharp } from 'sharp';

import { LONGEST_PHOTO_SIDE, MOST_PHOTO_PIXELS } from '#server/contract/attachment.ts';
import { dayOfExif } from '#server/contract/photo-day.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { ContentKind } from './recognise-content.ts';

const THUMBNAIL_SIDE = 320;
const KEPT = {
  width: LONGEST_PHOTO_SIDE,
  height: LONGEST_PHOTO_SIDE,
  fit: 'inside',
  withoutEnlargement: true,
} as const;
const MILLION = 1_000_000;

// Nothing of one photo is kept for the next, and one decoder leaves a core to everybody else.
sharp.cache(false);
sharp.concurrency(1);

/** A photo as it is kept: JPEG, upright, sRGB, without a word of where, when or by what it was taken; its day stands beside. */
export type PreparedPhoto = {
  bytes: Uint8Array;
  width: number;
  height: number;
  /** Longest side 320 pixels, JPEG. */
  thumbnail: Uint8Array;
  /** Null where the camera noted none. */
  takenOn: IsoDate | null;
};

/**
 * Decodes a photo and draws it anew, at most 2,048 pixels on its longest side. Throws `attachment.too_many_pixels`
 * before decoding anything, `attachment.unreadable` otherwise.
 */
export async function preparePhoto(bytes: Uint8Array, kind: ContentKind): Promise<PreparedPhoto> {
  const unreadable = (cause: unknown) =>
    new AppError('attachment.unreadable', { parameters: { type: kind.toUpperCase() }, cause });
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw unreadable(cause);
    });
  refuseBomb(header.width, header.height);
  try {
    const { data, info } = await (
      await open(bytes, header)
    )
      .rotate()
      .resize(KEPT)
      .flatten({ background: '#ffffff' })
      // Colours are brought into sRGB; the profile, like every other metadata, is left behind.
      .toColourspace('srgb')
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    const small = { width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside' } as const;
    const thumbnail = await sharp(data)
      .resize({ ...small, withoutEnlargement: true })
      .jpeg({ quality: 72 })
      .toBuffer();
    const takenOn = header.exif === undefined ? null : dayOfExif(header.exif);
    return { bytes: data, width: info.width, height: info.height, thumbnail, takenOn };
  } catch (cause) {
    throw unreadable(cause);
  }
}

async function open(bytes: Uint8Array, { compression, icc }: Metadata): Promise<Sharp> {
  const limits = {
    limitInputPixels: MOST_PHOTO_PIXELS,
    failOn: 'error',
    sequentialRead: true,
  } as const;
  if (compression !== 'hevc') return sharp(bytes, limits);
  // Loaded for such a photo only. The decoder turns it upright, so that a second note on its orientation is not read.
  const { decodeHeic, withProfile } = await import('./decode-heic.ts');
  const { data, ...raw } = await decodeHeic(bytes, MOST_PHOTO_PIXELS);
  const png = await sharp(data, { ...limits, raw })
    .resize(KEPT)
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(icc === undefined ? png : withProfile(png, icc));
}

function refuseBomb(width: number, height: number): void {
  const pixels = width * height;
  if (pixels <= MOST_PHOTO_PIXELS) return;
  throw new AppError('attachment.too_many_pixels', {
    parameters: {
      megapixels: Math.round(pixels / MILLION),
      limit: MOST_PHOTO_PIXELS / MILLION,
    },
  });
}
