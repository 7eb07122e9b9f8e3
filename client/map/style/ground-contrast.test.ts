import { describe, expect, it } from 'vitest';

import { mixColours } from '#client/ui/mix-colours.ts';
import { TOKENS, type Scheme } from '#client/ui/tokens.ts';
import { contrast } from '#tests/support/browser/contrast.ts';

import { groundColours, VEIL_OPACITY } from './ground-colours.ts';
import { mapColours } from './map-colours.ts';

const SCHEMES: readonly Scheme[] = ['light', 'dark'];

/** Every colour that the ground can have on the screen, by its name; under the veil too. */
function onScreen(scheme: Scheme): Record<string, string> {
  const colours = groundColours(TOKENS[scheme], scheme);
  const veiled = Object.entries(colours).map(([name, colour]) => [
    `${name} beyond the city`,
    mixColours(colours.outside, colour, VEIL_OPACITY),
  ]);
  return { ...colours, ...Object.fromEntries(veiled) };
}

describe.each(SCHEMES)('the ground in %s', (scheme) => {
  const tokens = TOKENS[scheme];
  const ground = onScreen(scheme);

  it('leaves every mark a contrast of 3:1 against each of its colours', () => {
    const marks = { ...tokens.status, suspected: tokens.suspected };
    const faint = Object.entries(ground).flatMap(([place, under]) =>
      Object.entries(marks)
        .filter(([, mark]) => contrast(mark, under) < 3)
        .map(([mark]) => `${mark} on ${place}`),
    );
    expect(faint).toEqual([]);
  });

  it('lets every name be read on its halo at 4.5:1', () => {
    const colours = mapColours(tokens, scheme);
    for (const ink of [colours.labelQuiet, colours.labelWater, colours.labelCommune]) {
      expect(contrast(ink, colours.halo)).toBeGreaterThan(4.5);
      expect(contrast(ink, colours.ground.street)).toBeGreaterThan(4.5);
    }
  });

  it('keeps the city apart from what lies beyond it', () => {
    const { rural, urban, outside } = groundColours(tokens, scheme);
    expect(contrast(rural, outside)).toBeGreaterThan(1.1);
    expect(contrast(urban, outside)).toBeGreaterThan(1.1);
  });

  it('shows streets, water, parks and buildings apart from the city’s fill', () => {
    const { urban, rural: _, outside: __, ...parts } = groundColours(tokens, scheme);
    const hidden = Object.entries(parts).filter(([, colour]) => contrast(colour, urban) < 1.05);
    expect(hidden).toEqual([]);
  });
});

describe('mixing two colours', () => {
  it('gives the first by its share, and refuses what is no colour', () => {
    expect(mixColours('#ffffff', '#000000', 0.5)).toBe('#808080');
    expect(mixColours('#102030', '#ffffff', 1)).toBe('#102030');
    expect(() => mixColours('red', '#000000', 0.5)).toThrow(/red/);
  });
});
