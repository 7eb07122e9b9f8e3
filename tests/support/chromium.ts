import { existsSync } from 'node:fs';

export const CHROMIUM = '/usr/bin/chromium';

/** The system's browser; null where there is none. */
export function findChromium(): string | null {
  return [process.env['CHROMIUM_PATH'] ?? CHROMIUM].find((path) => existsSync(path)) ?? null;
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
