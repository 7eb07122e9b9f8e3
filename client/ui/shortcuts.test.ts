import { describe, expect, it } from 'vitest';

import { TEXTS } from '#tests/support/sources/source-imports.ts';

import { keysOf, SHORTCUT_GROUPS, SHORTCUTS, USUAL_GROUPS, USUAL_KEYS } from './shortcuts.ts';

const SOURCES = [...TEXTS].filter(
  ([path]) =>
    path.startsWith('client/') && !path.includes('.test.') && path !== 'client/ui/shortcuts.ts',
);
/** Keys that only a field of its own takes, where they do what every field does. */
const OF_FIELDS: readonly string[] = [
  'client/search/search-box.tsx',
  'client/features/places/coordinate-entry.tsx',
];

/** Names of keys in the handlers of a file: compared with `event.key`, or looked up by it. */
function keysIn(text: string): string[] {
  const compared = [...text.matchAll(/event\.key [!=]== '([^']+)'/g)].map(([, key = '']) => key);
  const tables = [
    ...[...text.matchAll(/\{([^{}]+)\}\[event\.key\]/g)].map(([, table = '']) => table),
    ...(/\[key\]/.test(text) ? [text] : []),
  ];
  const named = tables.flatMap((table) => [
    ...table.matchAll(/\b(Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down)|Home|End)\b(?=:)/g),
  ]);
  return [...compared, ...named.map(([key]) => key)].map((key) => (key === ' ' ? 'Space' : key));
}

describe('the list of shortcuts', () => {
  it('holds every key that there is, once', () => {
    const listed = Object.values(SHORTCUT_GROUPS).flat();
    expect(listed.toSorted()).toEqual(Object.keys(SHORTCUTS).toSorted());
    expect(new Set(Object.values(SHORTCUTS)).size).toBe(listed.length);
    const usual = Object.values(USUAL_GROUPS).flat();
    expect(usual.toSorted()).toEqual(Object.keys(USUAL_KEYS).toSorted());
  });

  it('is where every handler takes its key from, and each key of it has one', () => {
    const handlers = SOURCES.filter(([, text]) => /(?:useHotkeys|getHotkeyHandler)\(/.test(text));
    expect(handlers.length).toBeGreaterThan(4);
    const own = handlers.filter(([, text]) =>
      /(?:useHotkeys|getHotkeyHandler)\(\s*\[\s*\[\s*['"`]/.test(text),
    );
    expect(own.map(([path]) => path)).toEqual([]);
    const taken = new Set(
      handlers.flatMap(([, text]) =>
        [...text.matchAll(/SHORTCUTS\.(\w+)/g)].map(([, name = '']) => name),
      ),
    );
    expect([...taken].toSorted()).toEqual(Object.keys(SHORTCUTS).toSorted());
  });

  it('names every other key that a part of a page takes, and only those', () => {
    const taken = new Set(
      SOURCES.filter(([path]) => !OF_FIELDS.includes(path)).flatMap(([, text]) => keysIn(text)),
    );
    // The map's own keys are those of MapLibre.
    const { ground, ...ours } = USUAL_GROUPS;
    const listed = new Set(
      Object.values(ours)
        .flat()
        .flatMap((name) => USUAL_KEYS[name].map((keys) => keys.replace('shift+', ''))),
    );
    expect(ground).toEqual(['pan', 'zoom']);
    expect([...taken].toSorted()).toEqual([...listed].toSorted());
  });

  it('says keys as they stand on the keyboard', () => {
    expect(keysOf(SHORTCUTS.send, false)).toEqual(['Ctrl', 'Enter']);
    expect(keysOf(SHORTCUTS.send, true)).toEqual(['⌘', 'Enter']);
    expect(keysOf(SHORTCUTS.help, false)).toEqual(['?']);
    expect(keysOf(SHORTCUTS.stopUp, false)).toEqual(['Alt', '↑']);
    expect(keysOf('+', false)).toEqual(['+']);
    expect(keysOf('shift+ArrowLeft', false)).toEqual(['Shift', '←']);
  });
});
