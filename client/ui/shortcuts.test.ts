import { describe, expect, it } from 'vitest';

import { keysOf, SHORTCUT_GROUPS, SHORTCUTS } from './shortcuts.ts';

describe('the list of shortcuts', () => {
  it('holds every key that there is, once', () => {
    const listed = Object.values(SHORTCUT_GROUPS).flat();
    expect(listed.toSorted()).toEqual(Object.keys(SHORTCUTS).toSorted());
    expect(new Set(Object.values(SHORTCUTS)).size).toBe(listed.length);
  });

  it('says keys as they stand on the keyboard', () => {
    expect(keysOf(SHORTCUTS.send, false)).toEqual(['Ctrl', 'Enter']);
    expect(keysOf(SHORTCUTS.send, true)).toEqual(['⌘', 'Enter']);
    expect(keysOf(SHORTCUTS.help, false)).toEqual(['?']);
    expect(keysOf(SHORTCUTS.stopUp, false)).toEqual(['Alt', '↑']);
  });
});
