import { isPoorLine } from '#client/api/poor-line.ts';

export const MAP_FONT = 'Be Vietnam Pro';
const WEIGHTS = [400, 500, 600];

let loading: Promise<void> | null = null;

/** Brings the product's letters in every weight, 110 kB: until then the device's own stand there. */
export function loadFonts(): Promise<void> {
  loading ??= import('./fonts.css')
    .then(() =>
      Promise.all(
        WEIGHTS.map((weight) => document.fonts.load(`${weight} 48px "${MAP_FONT}"`, 'Ăẵệơưđ A')),
      ),
    )
    .then(() => undefined);
  return loading;
}

/**
 * Resolves when every weight has its Vietnamese letters. The map must wait for it: MapLibre asks for a family without the
 * text and keeps letters drawn from a fallback. On a poor line it keeps them: there, words wait for no letters.
 */
export function loadMapFonts(): Promise<void> {
  return isPoorLine() ? NO_LETTERS : loadFonts();
}

const NO_LETTERS = Promise.resolve();
