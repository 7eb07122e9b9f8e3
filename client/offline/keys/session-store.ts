import { answerKeysOf, wrappingKeyOf, type AnswerKeys } from './derived-keys.ts';
import { createNote, type Note, type Noted } from './session-note.ts';
import { createSessionSecret, type SessionSecret } from './session-secret.ts';
import { hasEnded, type Term } from './term.ts';

/** Time for which what was not there is not looked for again: pages and the worker hear of it soon enough. */
const ABSENT_MILLISECONDS = 1_000;

/** The session on this device with its keys, all made of its secret. */
export type SessionOnDevice = Term & {
  accountId: string;
  print: string;
  /** Wraps the keys of unsent work, for this session alone. */
  wrapping: CryptoKey;
  /** Null until an answer is kept. */
  answers: AnswerKeys | null;
  /** True where the password opens it when there is no network. */
  byPassword: boolean;
};

export type StoredSession = ReturnType<typeof createStoredSession>;

/** The session that was read last, as long as nothing new is heard of it. */
function createMemory(now: () => number) {
  let known: SessionOnDevice | null = null;
  /** Time of the last look, where something was not there: the session, its secret, or keys of kept answers. */
  let absentSince = -Infinity;
  /** Grows each time that what was read is forgotten. */
  let readings = 0;
  return {
    forget(): void {
      readings += 1;
      known = null;
      absentSince = -Infinity;
    },
    remember(found: SessionOnDevice | null): void {
      known = found;
      absentSince = now();
    },
    /** Tells if what is known needs no second look. */
    isFresh(): boolean {
      const isOver = known !== null && hasEnded(known, now());
      const hasLooked = Math.abs(now() - absentSince) < ABSENT_MILLISECONDS;
      // The worker may have drawn the keys of the kept answers meanwhile.
      return !isOver && (known?.answers != null || hasLooked);
    },
    lastRead: () => known,
    readings: () => readings,
  };
}

/** The end of a session: first the secret, without which nothing can be read, whatever else fails. */
function createEnds(
  name: string,
  { note, secrets, forget }: { note: Note; secrets: SessionSecret; forget: () => void },
) {
  /** Grows with each end that somebody has asked for, here or elsewhere: what began before it does not go on. */
  let ended = 0;
  const exclusively = (work: () => Promise<void>) => oneAtATime(`${name}-session`, work);

  async function end(): Promise<void> {
    forget();
    secrets.drop();
    await secrets.erase();
    await note.remove();
  }

  return {
    exclusively,
    /** Ends the session, for whoever writes it at this moment. */
    end,
    /** Ends the session, once nobody is writing it. */
    async endAlone(): Promise<void> {
      // At once: whoever is about to begin one gives up.
      ended += 1;
      await exclusively(end);
    },
    /** Deletes the database, whatever of a session it holds. */
    async destroy(): Promise<void> {
      ended += 1;
      forget();
      secrets.drop();
      await exclusively(async () => {
        await secrets.erase();
        await note.destroy();
      });
    },
    /** Notes that another page or the worker has ended the session. */
    noteEnd(): void {
      ended += 1;
    },
    timesEnded: () => ended,
  };
}

/**
 * The session as it lies on the device, and with its keys.
 * @param now milliseconds since 1970 by the device's clock
 */
export function createStoredSession(name: string, now: () => number) {
  const memory = createMemory(now);
  const forget = () => memory.forget();
  const note = createNote(name, forget);
  const secrets = createSessionSecret(name, (what) => {
    if (what === 'over') ends.noteEnd();
    forget();
  });
  const ends = createEnds(name, { note, secrets, forget });

  /** The note of the session; null where there is none, or its time is over. */
  async function noted(): Promise<Noted | null> {
    const found = await note.read();
    return found === null || hasEnded(found, now()) ? null : found;
  }

  /** The session with its keys; null where there is none, or it has to be opened first. */
  async function alive(): Promise<SessionOnDevice | null> {
    const found = await noted();
    const secret = found === null ? null : await secrets.find(found);
    if (found === null || secret === null) return null;
    const answers = found.answers === null ? null : await answerKeysOf(secret, found.answers);
    const byPassword = found.doors?.password != null;
    return { ...found, answers, byPassword, wrapping: await wrappingKeyOf(secret) };
  }

  /** Ends what is over by its time, or can be opened by nobody any more. */
  async function endDead(): Promise<void> {
    if ((await note.read()) === null) return;
    await ends.exclusively(async () => {
      // Another tab may have begun a session in the meantime.
      const found = await noted();
      const isOpen = found !== null && (await secrets.find(found)) !== null;
      if (!isOpen && (found === null || (await secrets.isLost(found)))) await ends.end();
    });
  }

  /** The session, or null where there is none or it is closed; one whose time is over is ended first. */
  async function read(): Promise<SessionOnDevice | null> {
    if (memory.isFresh()) return memory.lastRead();
    const asOf = memory.readings();
    const found = await alive();
    // Begun, ended or opened in the meantime.
    if (asOf !== memory.readings()) return await read();
    memory.remember(found);
    if (found === null) await endDead();
    return memory.lastRead();
  }

  /** Changes the note of the session that is there; one that has gone meanwhile does not come back by this. */
  async function change(to: (found: Noted) => Noted): Promise<void> {
    await note.change((found) => (hasEnded(found, now()) ? null : to(found)));
    forget();
    await read();
  }
  return { ...ends, note, noted, secrets, forget, lastRead: memory.lastRead, read, change };
}

/** One page or worker at a time, where the browser has such a lock. */
async function oneAtATime(lock: string, work: () => Promise<void>): Promise<void> {
  const { navigator: browser } = globalThis as { navigator?: { locks?: LockManager | null } };
  const locks = browser?.locks;
  if (locks == null) await work();
  else await locks.request(lock, work);
}
