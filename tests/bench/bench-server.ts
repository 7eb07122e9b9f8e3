import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type Socket } from 'node:net';

export const SECRET = 'a secret that only the bench knows, 40+.';

export type Figures = {
  /** Milliseconds that the event loop was late since the figures before. */
  worstDelay: number;
  delay99: number;
  /** Bytes. */
  rss: number;
  heapUsed: number;
  arrayBuffers: number;
  /** Processor time of the server's process since it started, on all its threads. */
  cpuMilliseconds: number;
};

export type Answer = { status: number; bytes: Buffer; etag: string; milliseconds: number };

export type BenchServer = {
  address: string;
  /** Memory of the server's process at present, bytes. */
  residentBytes(): number;
  /** From the start of the process until it listens, and of that the load of the engine. */
  readyMilliseconds: number;
  loadMilliseconds: number;
  figures(): Promise<Figures>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  /** Sends what `send` asks for each item, over `width` connections at once. */
  load<T>(
    items: readonly T[],
    width: number,
    send: (connection: Connection, item: T) => Promise<void>,
  ): Promise<Load>;
  stop(): void;
};

/** `cpuMilliseconds` of the server a request: says what it takes, however busy the machine is. */
export type Load = { perSecond: number; cpuMilliseconds: number; figures: Figures };

type Ready = { port: number; readyMilliseconds: number; loadMilliseconds: number };

type Given = {
  databaseUrl: string;
  cookie: string;
  cache: boolean;
  /** With the browser's part of the product. */
  pages?: boolean;
  /** Folder where the server keeps a copy of its engine; without it there is none, and every start is a first one. */
  dataDirectory?: string;
  /** Further variables of its environment. */
  environment?: Readonly<Record<string, string>>;
};

/** Starts the server in a process of its own, so that who measures does not slow what is measured. */
export async function startServer(given: Given): Promise<BenchServer> {
  const child = spawnServer(given);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the server under test ended');
    return JSON.parse(value);
  };
  const ready = (await nextLine()) as Ready;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { cookie } = given;
  const figures = async () => {
    child.stdin.write('\n');
    return (await nextLine()) as Figures;
  };
  const ask = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    answer({ agent, port: ready.port, method, path, headers: { cookie, ...headers } }, body);
  return {
    ...ready,
    address: `http://127.0.0.1:${ready.port}`,
    residentBytes() {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
    },
    figures,
    load(items, width, send) {
      const connections = Array.from({ length: width }, () => openConnection(ready.port, cookie));
      return loaded(items, connections, send, figures);
    },
    get: (path, headers = {}) => ask('GET', path, headers),
    post: (path, body, headers = {}) =>
      ask(
        'POST',
        path,
        {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...headers,
        },
        JSON.stringify(body),
      ),
    stop() {
      agent.destroy();
      child.kill();
    },
  };
}

function spawnServer(given: Given) {
  const script = join(import.meta.dirname, 'serve.ts');
  const parameters = [
    '--expose-gc',
    '--import',
    'tsx',
    script,
    ...(given.cache ? [] : ['--no-cache']),
    ...(given.pages === true ? ['--pages'] : []),
    ...(given.dataDirectory === undefined ? ['--no-copy'] : []),
  ];
  return spawn(process.execPath, parameters, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: given.databaseUrl,
      DIABAN_SECRET: SECRET,
      ...given.environment,
      ...(given.dataDirectory !== undefined && { DIABAN_DATA_DIR: given.dataDirectory }),
    },
  });
}

/** Sends what `send` asks for each item, each connection one after the other, and closes them. */
async function loaded<T>(
  items: readonly T[],
  connections: readonly Connection[],
  send: (connection: Connection, item: T) => Promise<void>,
  figures: () => Promise<Figures>,
): Promise<Load> {
  const before = await figures();
  const waiting = items.values();
  const start = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (const item of waiting) await send(connection, item);
    }),
  );
  const milliseconds = performance.now() - start;
  const after = await figures();
  for (const connection of connections) connection.close();
  return {
    perSecond: (items.length * 1_000) / milliseconds,
    cpuMilliseconds: (after.cpuMilliseconds - before.cpuMilliseconds) / items.length,
    figures: after,
  };
}

function answer(
  options: {
    agent: Agent;
    port: number;
    method: string;
    path: string;
    headers: Record<string, string>;
  },
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const sent = request({ host: '127.0.0.1', ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          bytes: Buffer.concat(parts),
          etag: String(response.headers.etag ?? ''),
          milliseconds: performance.now() - start,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

type Reply = { status: number; length: number };
type Connection = {
  /** One request at a time; the body is counted and thrown away. */
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  close(): void;
};

const HEAD_END = '\r\n\r\n';

/**
 * A connection to the server under test that stays open. Node's own client takes longer for a request than
 * the server for an unchanged tile, and on two cores would be what is measured; this one does only what is
 * needed to load the server.
 */
function openConnection(port: number, cookie: string): Connection {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const next = replies(socket);
  return {
    get(path, headers = {}) {
      const lines = Object.entries({ host: '127.0.0.1', cookie, ...headers }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
      return next();
    },
    close: () => socket.destroy(),
  };
}

function replies(socket: Socket): () => Promise<Reply> {
  let given: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  function fail(error: Error) {
    waiting?.reject(error);
    waiting = null;
  }
  socket.on('data', (part: Buffer) => {
    given = given.byteLength === 0 ? part : Buffer.concat([given, part]);
    const end = given.indexOf(HEAD_END);
    if (end === -1) return;
    const { status, length } = readHead(given.toString('latin1', 0, end));
    if (given.byteLength < end + HEAD_END.length + length) return;
    given = given.subarray(end + HEAD_END.length + length);
    waiting?.resolve({ status, length });
    waiting = null;
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  return () =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
    });
}

function readHead(head: string): Reply {
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined && status !== 304) throw new Error(`an answer without length: ${head}`);
  return { status, length: Number(length ?? 0) };
}

/** Looks at memory that may still be falling, and the time between two of them. */
const MOST_LOOKS = 20;
const LOOK_MILLISECONDS = 1_000;

/** Gives the server's memory once it stops falling: what a start or a file has left is given back little by little. */
export async function settledBytes(server: BenchServer): Promise<number> {
  let before = Infinity;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const { rss } = await server.figures();
    if (before - rss < 2 ** 20) return rss;
    before = rss;
    await pause(LOOK_MILLISECONDS);
  }
  return before;
}
