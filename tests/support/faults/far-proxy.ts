import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

import { portOf } from '#tests/support/processes/listening-port.ts';

export type FarProxy = {
  /** The address of the same database, as far away as was set. */
  url: string;
  /** Sets how many milliseconds more a question and its answer take; at first none. */
  setTrip(milliseconds: number): void;
  /**
   * Ways to the database and back that one who asks alone has waited for. What is asked before an answer has come takes
   * one way together; no load bends the number.
   */
  readonly ways: number;
  /** Mean of the milliseconds between a question and its answer since the trip was set, as the machine let them. */
  readonly meanTrip: number;
  close(): Promise<void>;
};

/** A question that has no answer yet: the way that it is part of, and when it was asked. */
type Asked = { way: number; at: number };
type Travel = { half: number; ways: number; answers: number; milliseconds: number };

/** Starts a TCP proxy before a PostgreSQL server that is as far away as it is told. */
export async function startFarProxy(databaseUrl: string): Promise<FarProxy> {
  const travel: Travel = { half: 0, ways: 0, answers: 0, milliseconds: 0 };
  const sockets = new Set<Socket>();
  const url = new URL(databaseUrl);
  const { hostname, port } = url;
  const listener = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) sockets.add(socket.setNoDelay(true));
    join(travel, client, server);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  url.host = `127.0.0.1:${portOf(listener)}`;
  return {
    url: url.href,
    setTrip(milliseconds) {
      Object.assign(travel, { half: milliseconds / 2, answers: 0, milliseconds: 0 });
    },
    get ways() {
      return travel.ways;
    },
    get meanTrip() {
      return travel.milliseconds / travel.answers;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

function join(travel: Travel, client: Socket, server: Socket): void {
  const asked: Asked[] = [];
  const ask = () => asked.push({ way: travel.ways + 1, at: performance.now() });
  const answer = () => {
    const { way, at } = asked.shift() ?? { way: 0, at: 0 };
    travel.ways = Math.max(travel.ways, way);
    travel.answers += 1;
    travel.milliseconds += performance.now() - at;
  };
  const [questions, answers] = [letterReader(false), letterReader(true)];
  // Timers of one length end in the order in which they began.
  client.on('data', (chunk: Buffer) => {
    for (const letter of questions(chunk)) if (ASKING.has(letter)) ask();
    setTimeout(() => server.write(chunk), travel.half);
  });
  server.on('data', (chunk: Buffer) => {
    setTimeout(() => {
      for (const letter of answers(chunk)) if (letter === READY) answer();
      client.write(chunk);
    }, travel.half);
  });
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

const STARTUP = '';
const READY = 'Z';
/** Messages each of which the server answers by being ready: the first one, a simple query, and a `Sync`. */
const ASKING = new Set([STARTUP, 'Q', 'S']);

/** Reads the letters of messages as they become whole. The first message of a client has none. */
function letterReader(started: boolean): (chunk: Buffer) => string[] {
  let isStarted = started;
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const letters: string[] = [];
    for (;;) {
      const start = isStarted ? 1 : 0;
      if (rest.length < start + 4) return letters;
      const end = start + rest.readInt32BE(start);
      if (rest.length < end) return letters;
      letters.push(rest.toString('latin1', 0, start));
      rest = rest.subarray(end);
      isStarted = true;
    }
  };
}
