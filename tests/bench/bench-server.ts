import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const SECRET = 'a secret that only the bench knows, 40+.';

export type Figures = {
  /** Milliseconds that the event loop was late since the figures before. */
  worstDelay: number;
  delay99: number;
  /** Bytes. */
  rss: number;
  heapUsed: number;
  arrayBuffers: number;
};

export type Answer = { status: number; bytes: Buffer; etag: string; milliseconds: number };

export type BenchServer = {
  address: string;
  /** From the start of the process until it listens, and of that the load of the engine. */
  readyMilliseconds: number;
  loadMilliseconds: number;
  figures(): Promise<Figures>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  stop(): void;
};

type Ready = { port: number; readyMilliseconds: number; loadMilliseconds: number };

/** Starts the server in a process of its own, so that who measures does not slow what is measured. */
export async function startServer(given: {
  databaseUrl: string;
  cookie: string;
  cache: boolean;
}): Promise<BenchServer> {
  const script = join(import.meta.dirname, 'serve.ts');
  const parameters = [
    '--expose-gc',
    '--import',
    'tsx',
    script,
    ...(given.cache ? [] : ['--no-cache']),
  ];
  const child = spawn(process.execPath, parameters, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: given.databaseUrl, DIABAN_SECRET: SECRET },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the server under test ended');
    return JSON.parse(value);
  };
  const ready = (await nextLine()) as Ready;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { cookie } = given;
  const ask = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    answer({ agent, port: ready.port, method, path, headers: { cookie, ...headers } }, body);
  return {
    ...ready,
    address: `http://127.0.0.1:${ready.port}`,
    async figures() {
      child.stdin.write('\n');
      return (await nextLine()) as Figures;
    },
    get: (path, headers = {}) => ask('GET', path, headers),
    post: (path, body) =>
      ask(
        'POST',
        path,
        { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        JSON.stringify(body),
      ),
    stop() {
      agent.destroy();
      child.kill();
    },
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

/** Runs `work` for each item, `width` of them at a time; gives how many a second. */
export async function rateOf<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<number> {
  const waiting = items.values();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
  return (items.length * 1_000) / (performance.now() - start);
}
