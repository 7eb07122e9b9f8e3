type Raw = Uint8Array<ArrayBuffer>;
type Held = { print: string; secret: Raw };
/** Said among pages and the service worker: who has it, here it is, it is over. */
type Said = { ask: string } | Held | { over: true };

/** Time for an answer from a page that has the secret. */
const PATIENCE_MILLISECONDS = 1_000;

/**
 * The secret of the session in memory, which the pages and the service worker of a browser tell each other and no file
 * holds: it is there as long as one of them lives.
 * @param onNews called when another page or the worker has opened or ended a session
 */
export function createHeldSecret(name: string, onNews: (what: 'open' | 'over') => void) {
  let held: Held | null = null;
  let asking: { print: string; answer: Promise<Raw | null> } | null = null;
  const heard = new Set<(held: Held) => void>();
  let channel = openChannel(name);
  let letGo = () => {};

  function take(next: Held): void {
    letGo();
    letGo = showThatHeld(name);
    held = next;
    for (const listener of heard) listener(next);
  }

  function drop(): void {
    held = null;
    letGo();
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('ask' in data) {
      if (held?.print === data.ask) channel?.postMessage(held satisfies Said);
    } else if ('over' in data) {
      drop();
      onNews('over');
    } else {
      take(data);
      onNews('open');
    }
  });

  return {
    /** Gives the secret of a session, here or from another page or the worker; null where nobody has it. */
    async of(print: string): Promise<Raw | null> {
      if (held?.print === print) return held.secret;
      if (asking?.print !== print) {
        const answer = ask({ name, channel, heard }, print).finally(() => (asking = null));
        asking = { print, answer };
      }
      return await asking.answer;
    },
    /** Holds the secret of a session, here and wherever somebody listens. */
    hold(print: string, secret: Raw): void {
      if (held?.print === print) return;
      take({ print, secret });
      channel?.postMessage({ print, secret } satisfies Said);
    },
    /** Neither asks nor answers any more, as a page that has gone. */
    close(): void {
      drop();
      channel?.close();
      channel = null;
    },
    /** Forgets it everywhere: the session is over. */
    end(): void {
      drop();
      channel?.postMessage({ over: true } satisfies Said);
    },
  };
}

type Listening = {
  name: string;
  channel: BroadcastChannel | null;
  heard: Set<(held: Held) => void>;
};

/** Asks the other pages and the worker for the secret of a session; null where none has it. */
async function ask({ name, channel, heard }: Listening, print: string): Promise<Raw | null> {
  if (channel === null || !(await isHeldBySomebody(name))) return null;
  return await new Promise<Raw | null>((resolve) => {
    const end = (answer: Raw | null) => {
      heard.delete(listener);
      clearTimeout(patience);
      resolve(answer);
    };
    const listener = (given: Held) => given.print === print && end(given.secret);
    const patience = setTimeout(() => end(null), PATIENCE_MILLISECONDS);
    heard.add(listener);
    channel.postMessage({ ask: print } satisfies Said);
  });
}

function openChannel(name: string): BroadcastChannel | null {
  if (typeof BroadcastChannel !== 'function') return null;
  const channel = new BroadcastChannel(name);
  // Where tests run, an open channel would keep the process alive.
  (channel as { unref?: () => void }).unref?.();
  return channel;
}

const locksOf = () =>
  (globalThis as { navigator?: { locks?: LockManager | null } }).navigator?.locks;

/** Shows by a lock that this page or worker has the secret: where nobody has it, nobody waits for an answer. */
function showThatHeld(name: string): () => void {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  void locksOf()
    ?.request(`${name}-held`, { mode: 'shared' }, () => until)
    .catch(() => undefined);
  return letGo;
}

async function isHeldBySomebody(name: string): Promise<boolean> {
  const locks = locksOf();
  if (locks == null) return true;
  const { held = [] } = await locks.query();
  return held.some((one) => one.name === `${name}-held`);
}
