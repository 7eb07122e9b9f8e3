import { useComputedColorScheme } from '@mantine/core';

import type { Scheme } from '#client/ui/tokens.ts';

/**
 * Colours of the teams of a day: apart for the common colour-vision deficiencies, and readable as text on the surface.
 * The letter and the dashes say the same without colour.
 */
export const TEAM_COLOURS: Record<Scheme, readonly string[]> = {
  light: ['#0f6e6e', '#bb3300', '#9900ff', '#330099', '#bb33bb', '#770000'],
  dark: ['#4fbdb5', '#ffbb00', '#ff66ff', '#bbffbb', '#779955', '#dddd77'],
};
/** Dashes of the ways, in widths of the line. */
const DASHES: readonly (readonly [number, number, ...number[]])[] = [
  [1, 0],
  [4, 2],
  [1, 1.5],
  [6, 2, 1, 2],
];

export type TeamLook = { colour: string; dashes: number[] };

/** Gives the look of a team by its place among the teams that are shown, from 0. */
export function useTeamLooks(): (place: number) => TeamLook {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const colours = TEAM_COLOURS[scheme];
  return (place) => ({
    colour: colours[place % colours.length] ?? 'currentColor',
    dashes: [...(DASHES[place % DASHES.length] ?? [1, 0])],
  });
}

/** The letter of a team by its place, from 0: A to Z. */
export function letterAt(place: number): string {
  return String.fromCodePoint('A'.charCodeAt(0) + (place % 26));
}
