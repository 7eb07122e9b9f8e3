import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { TOKENS } from '#client/ui/tokens.ts';

import { paintMark } from './draw-mark.ts';
import { RING_PARTS, ringRadius, type Alarm } from './mark-image.ts';

type Stroke = { radius: number; colour: string; dashed: boolean };
const { suspected: SUSPECTED, status } = TOKENS.light;
const CALM: Alarm = { recurring: false, suspected: false };
const SIZE = 1;

/** Circles that a ring of one status strokes outside its own line. */
function outerCircles(alarm: Alarm): Stroke[] {
  const strokes: Stroke[] = [];
  let radius = 0;
  let dashed = false;
  const context = {
    strokeStyle: '',
    arc: (_x: number, _y: number, given: number) => (radius = given),
    setLineDash: (dash: readonly number[]) => (dashed = dash.length > 0),
    stroke(path?: Path2D) {
      if (path === undefined) strokes.push({ radius, colour: this.strokeStyle, dashed });
    },
    ...Object.fromEntries(
      ['save', 'restore', 'beginPath', 'fill', 'translate', 'scale'].map((name) => [
        name,
        () => undefined,
      ]),
    ),
  };
  const mix = [0, 0, RING_PARTS];
  // The drawing uses these parts of a canvas only.
  paintMark(context as unknown as CanvasRenderingContext2D, {
    scheme: 'light',
    kind: 'ring',
    size: SIZE,
    mix,
    alarm,
  });
  return strokes.filter((stroke) => stroke.radius > ringRadius(SIZE));
}

describe('the ring of many points', () => {
  beforeAll(() => {
    vi.stubGlobal('Path2D', class {});
  });
  afterAll(() => void vi.unstubAllGlobals());

  it('has one more ring, in the colour of recurrence, when a point within recurs', () => {
    const [outer, ...more] = outerCircles({ recurring: true, suspected: false });
    expect(outer).toMatchObject({ colour: status.recurring, dashed: false });
    expect(more).toEqual([]);
  });

  it('has two dashed rings when a point within is suspected, whether one recurs or not', () => {
    for (const recurring of [true, false]) {
      const circles = outerCircles({ recurring, suspected: true });
      expect(circles).toHaveLength(2);
      expect(circles.every(({ colour, dashed }) => colour === SUSPECTED && dashed)).toBe(true);
    }
  });

  it('has none around it when nothing within warns', () => {
    expect(outerCircles(CALM)).toEqual([]);
  });
});
