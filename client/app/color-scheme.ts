export const COLOR_SCHEME_KEY = 'dia-ban-color-scheme';

/**
 * Sets the scheme on the document before anything is drawn, so that a dark screen does not
 * flash white. Mantine's own script for this is inline, which the content policy refuses.
 */
export function applyStoredColorScheme(): void {
  const stored = localStorage.getItem(COLOR_SCHEME_KEY);
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = stored === 'light' || stored === 'dark' ? stored : prefersDark ? 'dark' : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
}
