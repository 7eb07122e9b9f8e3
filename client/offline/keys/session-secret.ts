import { printOf } from './derived-keys.ts';
import { NO_DOORS, unwrapSecret, wrapSecret, type Brought, type Doors } from './doors.ts';
import { createHeldSecret } from './held-secret.ts';
import { openKeyFile, SECRET_BYTES } from './key-file.ts';
import type { Noted } from './session-note.ts';

type Raw = Uint8Array<ArrayBuffer>;
/** The session that a note tells of. */
type Of = Pick<Noted, 'print' | 'doors'>;

/**
 * The secret of a session: in memory while a page or the service worker lives, and on the disk only wrapped. The ways to it
 * are written by one page or worker at a time.
 * @param onNews called when another page or the worker has opened or ended a session
 */
export function createSessionSecret(name: string, onNews: (what: 'open' | 'over') => void) {
  const file = openKeyFile(name);
  const held = createHeldSecret(name, onNews);

  /** Gives what releases until 2026-12 have written: the file was the secret. */
  async function former({ print, doors }: Of): Promise<Raw | null> {
    const bytes = doors === undefined ? await file.read() : null;
    return bytes !== null && (await printOf(bytes)) === print ? bytes : null;
  }

  async function doorBy(way: keyof Doors, noted: Of, bits: Raw): Promise<Raw | null> {
    const [door, device] = [noted.doors?.[way] ?? null, await file.read()];
    if (door === null || device === null) return null;
    return await unwrapSecret(door, { bits, device, print: noted.print });
  }

  return {
    /** Gives the secret of a session that is open; null where it has to be opened first. */
    find: async (noted: Of): Promise<Raw | null> =>
      (await held.of(noted.print)) ?? (await former(noted)),
    /** Draws the secret of a new session. */
    async draw(): Promise<{ secret: Raw; print: string }> {
      const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
      return { secret, print: await printOf(secret) };
    },
    /** Opens a session in one of its ways; null where what was brought belongs to something else. */
    open: doorBy,
    hold: (print: string, secret: Raw) => held.hold(print, secret),
    /** Makes a way to a secret; null where the browser has no private files, so that nothing could end it. */
    async wrap(secret: Raw, { print, doors }: Of, bits: Raw) {
      // The file of former releases is the secret itself, which is overwritten here.
      const device = (doors === undefined ? null : await file.read()) ?? (await file.draw());
      return device === null ? null : await wrapSecret(secret, { bits, device, print });
    },
    /** Tells if no way to a secret that nobody holds is left. */
    async isLost({ doors }: Of): Promise<boolean> {
      const isWithout = doors !== undefined && Object.values(doors).every((door) => door === null);
      return isWithout || doors === undefined || (await file.read()) === null;
    },
    /** Forgets the secret everywhere in memory. */
    drop: () => held.end(),
    close: () => held.close(),
    /** Overwrites what every way to the secret needs. */
    erase: () => file.erase(),
  };
}

export type SessionSecret = ReturnType<typeof createSessionSecret>;

/** The ways to a secret with one more, made of what the person has brought. */
export async function withWay(
  secrets: SessionSecret,
  secret: Raw,
  noted: Of,
  { kind, bits, ...more }: Brought,
): Promise<Doors> {
  const wrapped = await secrets.wrap(secret, noted, bits);
  const doors = noted.doors ?? NO_DOORS;
  return wrapped === null ? doors : { ...doors, [kind]: { ...wrapped, ...more } };
}
