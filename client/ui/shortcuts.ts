/**
 * Every key that does something, as `useHotkeys` writes it. The handlers take their keys from here, and so does the list
 * of shortcuts, so that neither knows a key that the other does not.
 */
export const SHORTCUTS = {
  help: 'shift+?',
  search: '/',
  send: 'mod+Enter',
  signalNext: 'J',
  signalPrevious: 'K',
  signalConfirm: 'Y',
  signalReject: 'N',
  signalNewPoint: 'P',
  signalUndo: 'U',
  stopUp: 'alt+ArrowUp',
  stopDown: 'alt+ArrowDown',
} as const;
export type Shortcut = keyof typeof SHORTCUTS;

/** Keys that every list, table, map and dialog takes as browsers and readers of screens expect them. */
export const USUAL_KEYS = {
  move: ['ArrowUp', 'ArrowDown'],
  ends: ['Home', 'End'],
  leave: ['Escape'],
} as const;
export type UsualKey = keyof typeof USUAL_KEYS;

/** The shortcuts in the order of the list, by where they work. */
export const SHORTCUT_GROUPS = {
  everywhere: ['help', 'search', 'send'],
  signals: [
    'signalNext',
    'signalPrevious',
    'signalConfirm',
    'signalReject',
    'signalNewPoint',
    'signalUndo',
  ],
  routes: ['stopUp', 'stopDown'],
} as const satisfies Record<string, readonly Shortcut[]>;

const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  alt: 'Alt',
};

/** The keys to be pressed together, as they stand on the keyboard: `mod+Enter` is Ctrl or, on a Mac, ⌘. */
export function keysOf(shortcut: string, mac: boolean): string[] {
  // The shift that makes a question mark is not said: it stands on the key itself.
  const keys = shortcut === SHORTCUTS.help ? ['?'] : shortcut.split('+');
  return keys.map((key) => (key === 'mod' ? (mac ? '⌘' : 'Ctrl') : (SHOWN[key] ?? key)));
}
