import { readFile } from 'node:fs/promises';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { jpegSegments, pngBomb, telephonePhoto } from '#tests/support/files/photos.ts';
import { processorTime } from '#tests/support/timing.ts';

import { preparePhoto } from './prepare-photo.ts';

describe('a photo', () => {
  it('is one that carries what must go', async () => {
    const photo = await telephonePhoto();
    expect(jpegSegments(photo)).toEqual(expect.arrayContaining(['APP1', 'APP2']));
    expect(Buffer.from(photo).includes('Dien thoai minh hoa')).toBe(true);
  });

  it.each(['jpeg', 'png', 'webp'] as const)(
    'from %s loses EXIF, GPS and profile, and stands upright',
    async (format) => {
      const kept = await preparePhoto(await telephonePhoto(format), format);
      for (const bytes of [kept.bytes, kept.thumbnail]) {
        expect(jpegSegments(bytes).filter((name) => /^APP[1-9]/.test(name))).toEqual([]);
        expect(Buffer.from(bytes).includes('Exif')).toBe(false);
        const { exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata();
        expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
      }
      expect([kept.width, kept.height]).toEqual([480, 640]);
    },
  );

  it('is drawn at most 2,048 pixels long, its thumbnail 320, and never enlarged', async () => {
    const large = await preparePhoto(
      await telephonePhoto('jpeg', { width: 2400, height: 1200 }),
      'jpeg',
    );
    expect([large.width, large.height]).toEqual([1024, 2048]);
    expect((await sharp(large.thumbnail).metadata()).height).toBe(320);
    const small = await preparePhoto(
      await telephonePhoto('jpeg', { width: 90, height: 60 }),
      'jpeg',
    );
    expect([small.width, small.height]).toEqual([60, 90]);
  });

  it('of an iPhone arrives upright, in its colours and without EXIF', async () => {
    const source = new Uint8Array(await readFile('tests/support/files/heic/telephone.heic'));
    expect(Buffer.from(source).includes('Dien thoai minh hoa')).toBe(true);
    const kept = await preparePhoto(source, 'heic');
    expect([kept.width, kept.height]).toEqual([240, 320]);
    for (const bytes of [kept.bytes, kept.thumbnail]) {
      expect(jpegSegments(bytes).filter((name) => /^APP[1-9]/.test(name))).toEqual([]);
      const { exif, icc, xmp, orientation } = await sharp(bytes).metadata();
      expect({ exif, icc, xmp, orientation }).toEqual({});
      // Turned to the right, the red house stands at the top and the yellow sun at the right of the bottom.
      expect(await colourAt(bytes, 80, 80)).toEqual(near(0xb5, 0x54, 0x3a));
      expect(await colourAt(bytes, 192, 256)).toEqual(near(0xf2, 0xc2, 0x30));
      expect(await colourAt(bytes, 20, 160)).toEqual(near(0x2b, 0x6c, 0xb0));
    }
  });

  it('of an iPhone that is cut off, or that lies about its size, is refused', async () => {
    const source = new Uint8Array(await readFile('tests/support/files/heic/telephone.heic'));
    const unreadable = { code: 'attachment.unreadable' };
    for (const share of [0.3, 0.6, 0.9]) {
      const cut = source.slice(0, source.length * share);
      await expect(preparePhoto(cut, 'heic')).rejects.toMatchObject(unreadable);
    }
    await expect(preparePhoto(withSize(source, 30_000, 30_000), 'heic')).rejects.toMatchObject({
      code: 'attachment.too_many_pixels',
    });
    await expect(preparePhoto(withSize(source, 7_000, 7_000), 'heic')).rejects.toMatchObject(
      unreadable,
    );
  });

  it('is refused for its pixels before it is opened', async () => {
    const refused = () =>
      expect(preparePhoto(pngBomb(30_000, 30_000), 'png')).rejects.toMatchObject({
        code: 'attachment.too_many_pixels',
        parameters: { megapixels: 900, limit: 64 },
      });
    expect(await processorTime(refused)).toBeLessThan(1_000);
  });

  it('is refused when it is cut off or no photo inside', async () => {
    const photo = await telephonePhoto();
    const unreadable = { code: 'attachment.unreadable' };
    await expect(preparePhoto(photo.slice(0, 9_000), 'jpeg')).rejects.toMatchObject(unreadable);
    await expect(
      preparePhoto(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'jpeg'),
    ).rejects.toMatchObject(unreadable);
  });
});

async function colourAt(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  const one = sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw();
  return [...(await one.toBuffer())];
}

/** A colour that is as close as two lossy formats leave it. */
const near = (...colour: number[]) =>
  colour.map((part) => expect.toSatisfy((got: number) => Math.abs(got - part) < 16));

/** The same photo with another size in the property that its container gives for it. */
function withSize(source: Uint8Array, width: number, height: number): Uint8Array {
  const lying = Buffer.from(source);
  const at = lying.indexOf('ispe');
  expect(at).toBeGreaterThan(0);
  lying.writeUInt32BE(width, at + 8);
  lying.writeUInt32BE(height, at + 12);
  return new Uint8Array(lying);
}
