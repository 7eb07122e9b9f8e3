import { describe, expect, it } from 'vitest';

import { TOKENS } from '#client/ui/tokens.ts';
import { colourDifference, VISIONS } from '#tests/support/browser/colour-vision.ts';
import { contrast } from '#tests/support/browser/contrast.ts';

import { letterAt, TEAM_COLOURS } from './team-look.ts';

describe('the colours of teams', () => {
  it('are apart for full sight and for each common deficiency', () => {
    for (const colours of Object.values(TEAM_COLOURS)) {
      const pairs = colours.flatMap((a, at) => colours.slice(at + 1).map((b) => [a, b] as const));
      for (const vision of VISIONS) {
        const least = Math.min(...pairs.map(([a, b]) => colourDifference(a, b, vision)));
        expect(least).toBeGreaterThan(15);
      }
    }
  });

  it('are readable as text on the surface, and behind text of its colour', () => {
    for (const scheme of ['light', 'dark'] as const) {
      for (const colour of TEAM_COLOURS[scheme]) {
        expect(contrast(colour, TOKENS[scheme].surface)).toBeGreaterThan(4.5);
      }
    }
  });
});

it('teams have letters', () => {
  expect([0, 1, 25].map(letterAt)).toEqual(['A', 'B', 'Z']);
});
