import { cssVariables, TOKENS, type Scheme } from '#client/ui/tokens.ts';

export const COLOR_SCHEME_KEY = 'dia-ban-color-scheme';
const SCHEME = 'data-mantine-color-scheme';

/**
 * Sets the scheme on the document before anything is drawn, so that a dark screen does not
 * flash white, and follows the device where nobody chose one. Mantine's own script for this is inline, which the content
 * policy refuses, and the first pages stand without Mantine.
 */
export function applyStoredColorScheme(): void {
  const device = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const stored = localStorage.getItem(COLOR_SCHEME_KEY);
    const scheme =
      stored === 'light' || stored === 'dark' ? stored : device.matches ? 'dark' : 'light';
    document.documentElement.setAttribute(SCHEME, scheme);
  };
  apply();
  device.addEventListener('change', apply);
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
