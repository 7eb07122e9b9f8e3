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
