import type { Scheme } from '#client/ui/tokens.ts';

/** Colours of curves side by side: apart for the common colour-vision deficiencies, readable on the surface. */
const COLOURS: Record<Scheme, readonly string[]> = {
  light: ['#0f6e6e', '#a33f00', '#3b4fb8', '#8a2a6b', '#4a5659'],
  dark: ['#4fc3bd', '#f0a35e', '#a3b4ff', '#e59bd0', '#c3cdd0'],
};

/** The same by stroke, for who sees no colour. */
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 2 1 2'] as const;

/** Colour and dash of the curve at a position in the order. */
export function seriesOf(place: number, scheme: Scheme): { colour: string; dash: string } {
  const colours = COLOURS[scheme];
  return {
    colour: colours[place % colours.length] ?? 'currentColor',
    dash: DASHES[place % DASHES.length] ?? 'none',
  };
}
