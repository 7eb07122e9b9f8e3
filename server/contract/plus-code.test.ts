import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { reached } from '#tests/support/reached.ts';

import { plusCode, readPlusCode } from './plus-code.ts';

describe('plus codes', () => {
  // Examples of the specification's own test data.
  it.each([
    ['7FG49QCJ+2V', 20.3700625, 2.7821875],
    ['8FVC2222+22', 47.0000625, 8.0000625],
    ['4VCPPQGP+Q9', -41.2730625, 174.7859375],
    ['22222222+22', -89.9999375, -179.9999375],
  ])('reads %s as the specification does', (code, latitude, longitude) => {
    const [east = 0, north = 0] = readPlusCode(code) ?? [];
    expect(north).toBeCloseTo(latitude, 6);
    expect(east).toBeCloseTo(longitude, 6);
    expect(plusCode([longitude, latitude])).toBe(code);
  });

  it('reads the finer digits behind the tenth', () => {
    const [east = 0, north = 0] = readPlusCode('7FG49QCJ+2VX') ?? [];
    expect(north).toBeCloseTo(20.3701125, 6);
    expect(east).toBeCloseTo(2.782234375, 6);
  });

  it('leads from any position to its square and back', () => {
    // Millionths: doubles would nearly all be drawn next to 0.
    const degrees = (most: number) =>
      fc.oneof(
        fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((millionths) => millionths / 1e6),
        fc.constantFrom(-most, most),
      );
    reached({ 'the end of the east': 0.1, 'the North Pole': 0.1 }, (seen) => {
      fc.assert(
        fc.property(degrees(180), degrees(90), (longitude, latitude) => {
          seen('the end of the east', longitude === 180);
          seen('the North Pole', latitude === 90);
          const [x = 0, y = 0] = readPlusCode(plusCode([longitude, latitude])) ?? [];
          // Longitude 180° is also −180°.
          const apart = Math.abs(x - longitude);
          expect(Math.min(apart, 360 - apart)).toBeLessThan(1 / 16_000 + 1e-8);
          expect(Math.abs(y - latitude)).toBeLessThan(1 / 16_000 + 1e-8);
        }),
        { numRuns: 300 },
      );
    });
  });

  it('completes a short code within the city, wherever in the city it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 105.28, max: 106.02, noNaN: true }),
        fc.double({ min: 20.56, max: 21.39, noNaN: true }),
        (longitude, latitude) => {
          const full = plusCode([longitude, latitude]);
          expect(readPlusCode(full.slice(4))).toEqual(readPlusCode(full));
          expect(readPlusCode(full.slice(2).toLowerCase())).toEqual(readPlusCode(full));
        },
      ),
    );
  });

  it('takes the name of the city behind a short code, and no other place', () => {
    const short = plusCode([105.8521, 21.0287]).slice(4);
    expect(readPlusCode(`${short} Hoàn Kiếm, Hà Nội, Việt Nam`)).toEqual(readPlusCode(short));
    expect(readPlusCode(`${short} Đà Nẵng`)).toBeNull();
  });

  it.each(['', '25+10', 'DP-00025', 'bar+karaoke', 'AEIO+22', '62G20000+', '2VH3 4X'])(
    'does not take “%s” for one',
    (text) => {
      expect(readPlusCode(text)).toBeNull();
    },
  );
});
