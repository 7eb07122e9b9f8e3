import { mixColours } from '#client/ui/mix-colours.ts';
import type { Scheme, Tokens } from '#client/ui/tokens.ts';

/** Colours of the ground, opaque, so that lines that meet are no darker than each by itself. */
export type GroundColours = {
  /** Beyond the city. */
  outside: string;
  rural: string;
  urban: string;
  green: string;
  built: string;
  water: string;
  building: string;
  buildingEdge: string;
  street: string;
  streetEdge: string;
  /** Streets at zooms where they are thin lines without an edge. */
  farStreet: string;
  path: string;
  rail: string;
  border: string;
};

/** Part of the colour of the outside that lies over the ground beyond the city. */
export const VEIL_OPACITY = 0.6;

/** Colours under the marks: each of them leaves every mark a contrast of 3:1. */
export function groundColours(tokens: Tokens, scheme: Scheme): GroundColours {
  return scheme === 'light' ? lightGround(tokens) : darkGround(tokens);
}

function lightGround(tokens: Tokens): GroundColours {
  const paper = tokens.surface;
  const blue = mixColours(tokens.accent, tokens.status.eliminated, 0.55);
  return {
    outside: mixColours(tokens.borderStrong, paper, 0.32),
    rural: mixColours(tokens.success, tokens.sunken, 0.02),
    urban: mixColours(tokens.border, paper, 0.42),
    green: mixColours(tokens.success, paper, 0.15),
    built: mixColours(tokens.border, paper, 0.72),
    water: mixColours(blue, paper, 0.22),
    building: mixColours(tokens.borderStrong, paper, 0.28),
    buildingEdge: mixColours(tokens.borderStrong, paper, 0.4),
    street: paper,
    streetEdge: mixColours(tokens.borderStrong, paper, 0.36),
    farStreet: mixColours(tokens.borderStrong, paper, 0.42),
    path: mixColours(tokens.borderStrong, paper, 0.44),
    rail: mixColours(tokens.borderStrong, paper, 0.45),
    border: mixColours(tokens.warning, paper, 0.32),
  };
}

function darkGround(tokens: Tokens): GroundColours {
  const blue = mixColours(tokens.accent, tokens.status.eliminated, 0.4);
  return {
    outside: tokens.page,
    rural: mixColours(tokens.success, tokens.surface, 0.02),
    urban: mixColours(tokens.sunken, tokens.surface, 0.7),
    green: mixColours(tokens.success, tokens.surface, 0.12),
    built: mixColours(tokens.border, tokens.sunken, 0.3),
    water: mixColours(blue, tokens.page, 0.2),
    building: mixColours(tokens.border, tokens.sunken, 0.75),
    buildingEdge: mixColours(tokens.borderStrong, tokens.sunken, 0.22),
    street: mixColours(tokens.borderStrong, tokens.sunken, 0.24),
    streetEdge: mixColours(tokens.page, tokens.surface, 0.8),
    farStreet: mixColours(tokens.borderStrong, tokens.sunken, 0.24),
    path: mixColours(tokens.borderStrong, tokens.sunken, 0.24),
    rail: mixColours(tokens.borderStrong, tokens.sunken, 0.24),
    border: mixColours(tokens.warning, tokens.page, 0.235),
  };
}
