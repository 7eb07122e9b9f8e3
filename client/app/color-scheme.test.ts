import { afterEach, expect, it, vi } from 'vitest';

import { applyStoredColorScheme, COLOR_SCHEME_KEY } from './color-scheme.ts';

afterEach(() => vi.unstubAllGlobals());

/** Gives the scheme of a page on a device that remembers and prefers so. */
function schemeOf(stored: string | null, prefersDark: boolean): string | undefined {
  const attributes = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => (key === COLOR_SCHEME_KEY ? stored : null),
  });
  vi.stubGlobal('window', {
    matchMedia: (query: string) => ({
      matches: query === '(prefers-color-scheme: dark)' && prefersDark,
      addEventListener: () => undefined,
    }),
  });
  vi.stubGlobal('document', {
    documentElement: {
      setAttribute: (name: string, value: string) => void attributes.set(name, value),
    },
  });
  applyStoredColorScheme();
  return attributes.get('data-mantine-color-scheme');
}

it('a page is drawn in the colours that its person has chosen, else in those of the device', () => {
  expect(schemeOf('light', true)).toBe('light');
  expect(schemeOf('dark', false)).toBe('dark');
  for (const stored of [null, 'auto', 'purple']) {
    expect([stored, schemeOf(stored, true)]).toEqual([stored, 'dark']);
    expect([stored, schemeOf(stored, false)]).toEqual([stored, 'light']);
  }
});
