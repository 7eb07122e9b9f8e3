import type { Scheme, Tokens } from '#client/ui/tokens.ts';

/** Colours of the quiet style, all of them from the tokens. */
export type MapColours = {
  outside: string;
  rural: string;
  urban: string;
  border: string;
  label: string;
  labelQuiet: string;
  halo: string;
  accent: string;
};

/** Quieter than any panel: areas must never compete with what lies upon them. */
export function mapColours(tokens: Tokens, scheme: Scheme): MapColours {
  return {
    outside: scheme === 'light' ? tokens.border : tokens.page,
    rural: scheme === 'light' ? tokens.sunken : tokens.surface,
    urban: scheme === 'light' ? tokens.surface : tokens.sunken,
    border: tokens.borderStrong,
    label: tokens.text,
    labelQuiet: tokens.textMuted,
    halo: scheme === 'light' ? tokens.surface : tokens.page,
    accent: tokens.accent,
  };
}
