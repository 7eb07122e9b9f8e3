import { cssVariables, TOKENS, type Scheme } from '#client/ui/tokens.ts';

export const COLOR_SCHEME_KEY = 'dia-ban-color-scheme';
const SCHEME = 'data-mantine-color-scheme';

/**
 * Sets the scheme on the document before anything is drawn, so that a dark screen does not
 * flash white. Mantine's own script for this is inline, which the content policy refuses.
 */
export function applyStoredColorScheme(): void {
  const stored = localStorage.getItem(COLOR_SCHEME_KEY);
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = stored === 'light' || stored === 'dark' ? stored : prefersDark ? 'dark' : 'light';
  document.documentElement.setAttribute(SCHEME, scheme);
}

/** Gives the document the colours of both schemes. */
export function publishTokens(): void {
  const sheet = new CSSStyleSheet();
  const rule = (scheme: Scheme) => {
    const variables = Object.entries(cssVariables(TOKENS[scheme]));
    const lines = variables.map(([name, value]) => `${name}: ${value};`);
    return `:root[${SCHEME}='${scheme}'] { ${lines.join(' ')} }`;
  };
  sheet.replaceSync([rule('light'), rule('dark')].join('\n'));
  document.adoptedStyleSheets.push(sheet);
}

/** Paper is white: whoever works in the dark prints in the light colours, and goes on in the dark. */
export function printInLight(): void {
  const page = document.documentElement;
  let worn: string | null = null;
  globalThis.addEventListener('beforeprint', () => {
    worn = page.getAttribute(SCHEME);
    page.setAttribute(SCHEME, 'light');
  });
  globalThis.addEventListener('afterprint', () => {
    if (worn !== null) page.setAttribute(SCHEME, worn);
  });
}
