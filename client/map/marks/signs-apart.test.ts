import { describe, expect, it } from 'vitest';

import { TOKENS, type Scheme } from '#client/ui/tokens.ts';
import { POINT_STATUSES, REPORTED_STATUSES, type PointStatus } from '#server/contract/point.ts';
import { labOf, VISIONS } from '#tests/support/browser/colour-vision.ts';
import { drawnPixels } from '#tests/support/browser/drawn-picture.ts';
import { some } from '#tests/support/some.ts';

import { paintMark } from './draw-mark.ts';
import { RING_PARTS, type MarkImage } from './mark-image.ts';

/**
 * Difference that two colours next to each other have where it is seen at a glance (CIE 1976, in Lab): four times one that
 * is just noticed, about 2.3; two prints of one ink differ by 3 or 4.
 */
const CLEAR = 10;
/** Least part of what is drawn that shows that difference: a sixth of a sign is more than its edges. */
const LEAST_PART = 1 / 6;
/** Least step of lightness (of 100) between two statuses: a photocopier keeps about ten greys apart. */
const LEAST_STEP = 8;

/** Ink on paper, and its negative on a dark screen. */
const INKS = { light: '#000000', dark: '#ffffff' };
const CALM = { recurring: false, suspected: false };
const EXTENT = 20;
const SIGHTS = [...VISIONS, 'grey'] as const;

type Sign = 'alone' | 'segment';

function imageOf(sign: Sign, status: PointStatus, scheme: Scheme): MarkImage {
  if (sign === 'alone') return { scheme, kind: 'point', status, suspected: false };
  const mix = POINT_STATUSES.map((one) => (one === status ? RING_PARTS : 0));
  return { scheme, kind: 'ring', size: 0, mix, alarm: CALM };
}

const pairs = REPORTED_STATUSES.flatMap((a, at) =>
  REPORTED_STATUSES.slice(at + 1).map((b) => [a, b] as const),
);

/** Colours of a picture as somebody sees them, pixel by pixel. */
function seen(pixels: Uint8Array, sight: (typeof SIGHTS)[number]) {
  const known = new Map<string, readonly [number, number, number]>();
  return Array.from({ length: pixels.length / 3 }, (_, at) => {
    const hex = `#${Buffer.from(pixels.subarray(3 * at, 3 * at + 3)).toString('hex')}`;
    const lab = known.get(hex) ?? labIn(hex, sight);
    known.set(hex, lab);
    return lab;
  });
}

function labIn(hex: string, sight: (typeof SIGHTS)[number]): readonly [number, number, number] {
  const [lightness, a, b] = labOf(hex, sight === 'grey' ? 'normal' : sight);
  return sight === 'grey' ? [lightness, 0, 0] : [lightness, a, b];
}

/** Part of what either picture shows upon the ground by which the two are clearly told apart. */
function partApart(one: ReturnType<typeof seen>, other: ReturnType<typeof seen>): number {
  const [ground] = one;
  const far = (a: (typeof one)[number] = [0, 0, 0], b: (typeof one)[number] = [0, 0, 0]) =>
    Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) > CLEAR;
  const drawn = one.filter((pixel, at) => far(pixel, ground) || far(other[at], ground)).length;
  return one.filter((pixel, at) => far(pixel, other[at])).length / drawn;
}

/** The picture of a sign; `ink` draws it in one colour, so that only its form is left. */
async function picture(sign: Sign, status: PointStatus, scheme: Scheme, ink = false) {
  const { surface, status: colours } = TOKENS[scheme];
  const own = colours[status];
  const inked = (colour: unknown) => (ink && colour === own ? INKS[scheme] : colour);
  return await drawnPixels(
    (context) =>
      paintMark(
        new Proxy(context, {
          get: (target, name) => Reflect.get(target, name) as unknown,
          set: (target, name, value) => Reflect.set(target, name, inked(value)),
        }),
        imageOf(sign, status, scheme),
      ),
    { extent: EXTENT, ground: surface },
  );
}

describe.each(['light', 'dark'] as const)('the signs of the four statuses, %s', (scheme) => {
  it.each(['alone', 'segment'] as const)(
    'stay apart in grey and for every kind of colour vision, %s',
    async (sign) => {
      for (const [a, b] of some(pairs)) {
        const [one, other] = [await picture(sign, a, scheme), await picture(sign, b, scheme)];
        for (const sight of SIGHTS) {
          const part = partApart(seen(one, sight), seen(other, sight));
          expect(part, `${a}, ${b}, ${sight}`).toBeGreaterThan(LEAST_PART);
        }
      }
    },
  );

  it.each(['alone', 'segment'] as const)('differ in form too, in one ink, %s', async (sign) => {
    for (const [a, b] of some(pairs)) {
      const one = await picture(sign, a, scheme, true);
      const other = await picture(sign, b, scheme, true);
      const part = partApart(seen(one, 'grey'), seen(other, 'grey'));
      expect(part, `${a}, ${b}`).toBeGreaterThan(LEAST_PART);
    }
  });

  it('are steps of lightness', () => {
    const { status } = TOKENS[scheme];
    const steps = pairs.map(([a, b]) =>
      Math.abs(labIn(status[a], 'grey')[0] - labIn(status[b], 'grey')[0]),
    );
    expect(Math.min(...steps)).toBeGreaterThan(LEAST_STEP);
  });
});
