import { mixColours } from '#client/ui/mix-colours.ts';
import type { Scheme, Tokens } from '#client/ui/tokens.ts';

import { groundColours, type GroundColours } from './ground-colours.ts';

/** Colours of the map below the marks, all of them from the tokens. */
export type MapColours = {
  ground: GroundColours;
  labelQuiet: string;
  labelWater: string;
  labelCommune: string;
  halo: string;
  accent: string;
};

/** Quieter than any panel: the ground must never compete with what lies upon it. */
export function mapColours(tokens: Tokens, scheme: Scheme): MapColours {
  return {
    ground: groundColours(tokens, scheme),
    labelQuiet: tokens.textMuted,
    labelWater: mixColours(tokens.status.eliminated, tokens.text, 0.5),
    labelCommune: mixColours(tokens.warning, tokens.text, 0.55),
    halo: scheme === 'light' ? tokens.surface : tokens.page,
    accent: tokens.accent,
  };
}
