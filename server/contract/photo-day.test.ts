import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { dayOfExif, dayOfJpeg, withDay } from './photo-day.ts';

const CLOCK = '2026:03:20 23:59:58';

async function jpeg(exif?: Parameters<ReturnType<typeof sharp>['withExif']>[0]) {
  const drawn = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } });
  const noted = exif === undefined ? drawn : drawn.withExif(exif);
  return new Uint8Array(await noted.jpeg().toBuffer());
}

describe('the day of a photo', () => {
  it('is the one on which it was taken, and not that of a later change', async () => {
    const exif = { IFD0: { DateTime: '2026:04:01 10:00:00' }, IFD2: { DateTimeOriginal: CLOCK } };
    expect(dayOfJpeg(await jpeg(exif))).toBe('2026-03-20');
    expect(dayOfJpeg(await jpeg({ IFD0: { DateTime: CLOCK } }))).toBeNull();
  });

  it('is read from a camera that writes the small end first, with or without the mark', async () => {
    const { exif } = await sharp(await jpeg({ IFD2: { DateTimeOriginal: CLOCK } })).metadata();
    if (exif === undefined) throw new Error('the photo has no EXIF');
    expect(exif.subarray(6, 8).toString()).toBe('II');
    expect(dayOfExif(exif)).toBe('2026-03-20');
    expect(dayOfExif(exif.subarray(6))).toBe('2026-03-20');
  });

  it('is none where the clock was never set, the note is cut or the file is no photo', async () => {
    const unset = await jpeg({ IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } });
    expect(dayOfJpeg(unset)).toBeNull();
    const whole = await jpeg({ IFD2: { DateTimeOriginal: CLOCK } });
    for (let length = 0; length < 90; length += 1) {
      expect(dayOfJpeg(whole.subarray(0, length))).toBeNull();
    }
    expect(dayOfJpeg(await jpeg())).toBeNull();
    expect(dayOfJpeg(Uint8Array.from(Buffer.from('%PDF-1.7')))).toBeNull();
  });

  it('is all that a photo keeps when it is drawn anew on the device', async () => {
    const dated = withDay(await jpeg(), '2026-03-20');
    expect(dayOfJpeg(dated)).toBe('2026-03-20');
    const { exif, width } = await sharp(dated).metadata();
    expect(exif === undefined ? null : dayOfExif(exif)).toBe('2026-03-20');
    expect(width).toBe(8);
    expect(Buffer.from(dated).includes('23:59:58')).toBe(false);
  });
});
