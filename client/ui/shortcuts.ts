/**
 * Every key that does something on its own, as `useHotkeys` writes it. The handlers take their keys from here, and so
 * does the list of shortcuts, so that neither knows a key that the other does not.
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
  chooseUp: 'shift+ArrowUp',
  chooseDown: 'shift+ArrowDown',
  routeUndo: 'mod+Z',
  routeRedo: 'mod+Y',
} as const;
export type Shortcut = keyof typeof SHORTCUTS;

/** Keys of a part of the page that has the focus, as browsers and readers of screens expect them. */
export const USUAL_KEYS = {
  move: ['ArrowUp', 'ArrowDown'],
  ends: ['Home', 'End'],
  leave: ['Escape'],
  page: ['PageUp', 'PageDown'],
  tick: ['Space'],
  open: ['Enter'],
  day: ['ArrowLeft', 'ArrowRight'],
  month: ['PageUp', 'PageDown', 'shift+ArrowLeft', 'shift+ArrowRight'],
  play: ['Space'],
  dot: ['ArrowLeft', 'ArrowRight'],
  cases: ['Enter'],
  bar: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  pan: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  zoom: ['+', '-'],
} as const;
export type UsualKey = keyof typeof USUAL_KEYS;

/** The shortcuts in the order of the list, by where they work. */
export const SHORTCUT_GROUPS = {
  everywhere: ['help'],
  map: ['search'],
  forms: ['send'],
  signals: [
    'signalNext',
    'signalPrevious',
    'signalConfirm',
    'signalReject',
    'signalNewPoint',
    'signalUndo',
  ],
  routes: ['stopUp', 'stopDown', 'chooseUp', 'chooseDown', 'routeUndo', 'routeRedo'],
} as const satisfies Record<string, readonly Shortcut[]>;

/** The other keys in the order of the list, by the part of the page that they work in. */
export const USUAL_GROUPS = {
  lists: ['move', 'ends', 'leave'],
  table: ['page', 'tick', 'open'],
  time: ['day', 'month', 'play'],
  chart: ['dot', 'cases'],
  timeline: ['bar'],
  ground: ['pan', 'zoom'],
} as const satisfies Record<string, readonly UsualKey[]>;

const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  alt: 'Alt',
  shift: 'Shift',
};

/** The keys to be pressed together, as they stand on the keyboard: `mod+Enter` is Ctrl or, on a Mac, ⌘. */
export function keysOf(shortcut: string, mac: boolean): string[] {
  // The shift that makes a question mark is not said: it stands on the key itself.
  const keys = shortcut === SHORTCUTS.help ? ['?'] : shortcut === '+' ? ['+'] : shortcut.split('+');
  return keys.map((key) => (key === 'mod' ? (mac ? '⌘' : 'Ctrl') : (SHOWN[key] ?? key)));
}
