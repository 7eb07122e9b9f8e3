import { UNATTENDED_HEADER } from '#client/api/attendance.ts';

import type { AnswerKeys } from './derived-keys.ts';
import { bitsOfPassword, NO_DOORS, type Brought, type Doors } from './doors.ts';
import { bytesOf } from './sealed-bytes.ts';
import type { Noted } from './session-note.ts';
import { withWay } from './session-secret.ts';
import { createStoredSession, type SessionOnDevice, type StoredSession } from './session-store.ts';
import { LONGEST_LEASE, termOf, type Lease } from './term.ts';

/** Asks the server for its share of an account's live session; null where it does not answer, or refuses. */
type AskShare = (accountId: string) => Promise<Uint8Array<ArrayBuffer> | null>;

const PATIENCE_MILLISECONDS = 10_000;

/** Pages and the service worker ask alike; the answer is kept nowhere. */
const askServerShare: AskShare = async (accountId) => {
  try {
    const answer = await fetch('/api/me/device-share', {
      cache: 'no-store',
      headers: { 'x-diaban-account': accountId, [UNATTENDED_HEADER]: 'true' },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    if (!answer.ok) return null;
    const { share } = (await answer.json()) as { share: string };
    return bytesOf(share);
  } catch {
    return null;
  }
};

export type { AnswerKeys } from './derived-keys.ts';
export type { SessionOnDevice } from './session-store.ts';

const KEYS_DATABASE = 'dia-ban-keys';
/** A use is noted once a minute at most, as the server does. */
const WORTH_NOTING = 60_000;
const SALT_BYTES = 16;
const LONGEST_PAUSE = 60_000;

type Raw = Uint8Array<ArrayBuffer>;

/** A session that has to be opened before anything of it can be read. */
export type ClosedSession = {
  password: boolean;
  /** The value that a passkey is asked to answer; null where none opens it. */
  passkey: Pick<NonNullable<Doors['passkey']>, 'salt' | 'credential'> | null;
  /** Milliseconds until the next password may be tried. */
  pause: number;
};

/** Begins sessions: each has its own share of the server, by which a page with a network opens it without a question. */
function createBeginning(stored: StoredSession, now: () => number, askShare: AskShare) {
  const { note, noted, secrets } = stored;
  /** Session of which this page or worker has seen that the server's share opens it. */
  let proven = '';

  /** Goes on with the session that is noted. False where it is another one, and a new one has to begin. */
  async function goesOn(found: Noted, share: Raw | null): Promise<boolean> {
    const isShared = found.doors?.share != null;
    const secret =
      share !== null && isShared
        ? await secrets.open('share', found, share)
        : await secrets.find(found);
    // Closed, and without a network: it waits for one, or for its person.
    if (secret === null) return share === null;
    secrets.hold(found.print, secret);
    if (share === null) return true;
    if (!isShared) {
      const wrapped = await secrets.wrap(secret, found, share);
      const doors = { ...(found.doors ?? NO_DOORS), share: wrapped };
      await note.change((there) => (there.print === found.print ? { ...there, doors } : there));
    }
    proven = found.print;
    return true;
  }

  async function beginNew(accountId: string, share: Raw | null): Promise<void> {
    await stored.end();
    const { secret, print } = await secrets.draw();
    const blank = { print, doors: NO_DOORS };
    const wrapped = share === null ? null : await secrets.wrap(secret, blank, share);
    const doors = { ...NO_DOORS, share: wrapped };
    await note.begin({ accountId, print, doors, answers: null, ...termOf(LONGEST_LEASE, now()) });
    secrets.hold(print, secret);
    if (share !== null) proven = print;
  }

  /** Begins the session of an account on this device, unless it is there; another account's ends. */
  return async function begin(accountId: string): Promise<void> {
    const asOf = stored.timesEnded();
    const there = await stored.read();
    if (there?.accountId === accountId && there.print === proven) return;
    const share = await askShare(accountId);
    await stored.exclusively(async () => {
      if (stored.timesEnded() !== asOf) return;
      const found = await noted();
      if (found?.accountId === accountId && (await goesOn(found, share))) return;
      await beginNew(accountId, share);
    });
    stored.forget();
  };
}

/** Opens a closed session by the share of the server, which is asked once for all who wait. */
function createReopening(
  { noted, read }: StoredSession,
  begin: (accountId: string) => Promise<void>,
) {
  let reopening: Promise<void> | null = null;
  const reopen = async () => {
    const found = await noted();
    if (found?.doors?.share != null && (await read()) === null) await begin(found.accountId);
  };
  return async function reopenOnce(): Promise<void> {
    reopening ??= reopen().finally(() => {
      reopening = null;
    });
    await reopening;
  };
}

/** Opens a session that is closed: its person shows to be there. */
function createOpening(stored: StoredSession, now: () => number) {
  const { noted, secrets } = stored;
  const pauseOf = ({ tries }: Noted) => {
    if (tries === undefined || tries.count === 0) return 0;
    const pause = Math.min(LONGEST_PAUSE, 1_000 * 2 ** (tries.count - 1));
    // A clock that was set back makes nobody wait for longer.
    return Math.max(0, Math.min(pause, tries.at + pause - now()));
  };

  async function openBy({ kind, bits }: Brought): Promise<boolean> {
    const found = await noted();
    const secret = found === null ? null : await secrets.open(kind, found, bits);
    if (found === null || secret === null) return false;
    secrets.hold(found.print, secret);
    stored.forget();
    return true;
  }

  return {
    /** The session that has to be opened; null where there is none, or it is open. */
    async closed(): Promise<ClosedSession | null> {
      const found = await noted();
      if (found === null || (await stored.read()) !== null) return null;
      const { password = null, passkey = null } = found.doors ?? {};
      return { password: password !== null, passkey, pause: pauseOf(found) };
    },
    /** Opens the session by the answer of a passkey. */
    openBy,
    /** Opens the session by the password. False where it is wrong: the next try has to wait for longer each time. */
    async openByPassword(typed: string): Promise<boolean> {
      const found = await noted();
      const door = found?.doors?.password ?? null;
      if (found === null || door === null || pauseOf(found) > 0) return false;
      const isRight = await openBy(await bitsOfPassword(typed, door.salt));
      await stored.change((there) => {
        const count = isRight ? 0 : (there.tries?.count ?? 0) + 1;
        return { ...there, tries: { count, at: now() } };
      });
      return isRight;
    },
    /** Makes a way to the account's session of what its person has brought. */
    async addWay(accountId: string, brought: Brought): Promise<void> {
      await stored.exclusively(async () => {
        const found = await noted();
        const secret = found?.accountId === accountId ? await secrets.find(found) : null;
        if (found === null || secret === null) return;
        const doors = await withWay(secrets, secret, found, brought);
        await stored.change((there) => (there.print === found.print ? { ...there, doors } : there));
      });
    },
  };
}

export type SessionKeys = ReturnType<typeof createSessionKeys>;

/**
 * The keys of the session on this device, which pages and the service worker share. All are made of one secret that lies on
 * the disk wrapped only. What every way to it needs is overwritten in its place when the session ends: by whoever ends it,
 * and by whoever first looks after its time is over. What they have sealed can be read by nobody then; unsent work opens again
 * by the server.
 * @param now milliseconds since 1970 by the device's clock
 */
export function createSessionKeys(
  name = KEYS_DATABASE,
  now: () => number = Date.now,
  askShare: AskShare = askServerShare,
) {
  const stored = createStoredSession(name, now);
  const { read, change } = stored;
  const beginOne = createBeginning(stored, now, askShare);
  const reopenOne = createReopening(stored, beginOne);
  let notedAt = 0;
  /** True from the deletion on, until somebody has signed in: what is still under way brings nothing back. */
  let forgotten = false;
  const ofOwner = (found: SessionOnDevice | null, accountId: string) =>
    found?.accountId === accountId ? found : null;
  return {
    ...createOpening(stored, now),
    read,
    /** Opens a closed session by the server's share, as long as the server has one of its account. */
    reopen: () => (forgotten ? Promise.resolve() : reopenOne()),
    /** Begins the session of an account that has signed in; another account's keys go. */
    async begin(accountId: string): Promise<void> {
      forgotten = false;
      await beginOne(accountId);
    },
    /** Holds the keys of an account's session as long as the server says. */
    async keep(accountId: string, lease: Lease = LONGEST_LEASE): Promise<void> {
      if (forgotten) return;
      await beginOne(accountId);
      await change((found) => ({ ...found, ...termOf(lease, now(), found.usedAt) }));
    },
    /** Gives the keys for kept answers of an account's session, and makes them where there are none; null where it is closed. */
    async answerKeys(accountId: string): Promise<AnswerKeys | null> {
      const drawn = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      const there = ofOwner(await read(), accountId);
      if (there === null || there.answers !== null) return there?.answers ?? null;
      await change((found) => ({ ...found, answers: found.answers ?? drawn }));
      return ofOwner(await read(), accountId)?.answers ?? null;
    },
    /** Forgets the keys of the kept answers. */
    forgetAnswers: () => change((found) => ({ ...found, answers: null })),
    /** Notes that the person uses the product, with a network or without: the session is not idle. */
    async noteUse(): Promise<void> {
      if (stored.lastRead() === null || now() - notedAt < WORTH_NOTING) return;
      notedAt = now();
      await change((found) => ({ ...found, usedAt: Math.max(found.usedAt, notedAt) }));
    },
    /** Ends the session on this device. */
    end: () => stored.endAlone(),
    /** Ends the session on this device, and deletes its database. */
    async destroy(): Promise<void> {
      forgotten = true;
      await stored.destroy();
    },
    /** Lets go of everything in memory, as a page that has gone. */
    async close(): Promise<void> {
      stored.secrets.close();
      await stored.note.close();
    },
  };
}

/** Keys of the session on this device. */
export const deviceKeys = createSessionKeys();
