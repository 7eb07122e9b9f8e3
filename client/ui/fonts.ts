import './fonts.css';

export const MAP_FONT = 'Be Vietnam Pro';

let loading: Promise<void> | null = null;

/**
 * Resolves when every weight has its Vietnamese letters. The map must wait for it: MapLibre
 * asks for a family without the text and keeps letters drawn from a fallback for good.
 */
export function loadMapFonts(): Promise<void> {
  loading ??= Promise.all(
    [400, 500, 600].map((weight) =>
      document.fonts.load(`${weight} 48px "${MAP_FONT}"`, 'Ăẵệơưđ A'),
    ),
  ).then(() => undefined);
  return loading;
}
