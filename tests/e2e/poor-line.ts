import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';

import type { Random } from '#server/generator/random.ts';
import { hostileLine } from '#tests/support/hostile/hostile-line.ts';

import { slowLine, STREET } from './slow-line.ts';

const WORKER = 'GET /service-worker.js';

/** The line at present: what has passed, and what goes wrong on it. */
type Line = {
  target: URL;
  passed: string[];
  down: boolean;
  held: RegExp | null;
  blocked: RegExp | null;
  portal: RegExp | null;
  release: string | null;
  changed: { answers: RegExp; numbers: Readonly<Record<string, number>> } | null;
  arrived: (() => void) | null;
  slow: ReturnType<typeof slowLine> | null;
  hostile: ReturnType<typeof hostileLine> | null;
  bytes: number;
};

/** A line on which nothing goes wrong yet. */
const goodLine = (product: string): Line => ({
  target: new URL(product),
  passed: [],
  down: false,
  held: null,
  blocked: null,
  portal: null,
  release: null,
  changed: null,
  arrived: null,
  slow: null,
  hostile: null,
  bytes: 0,
});

export type PoorLine = Awaited<ReturnType<typeof poorLine>>;

/**
 * A line between a device and the product on which things go wrong when a test says so. The device sees a server
 * of its own; what reaches the product is counted.
 */
export async function poorLine(product: string) {
  const sockets = new Set<Socket>();
  const line = goodLine(product);
  const server = createServer((asked, answer) => pass(line, asked, answer));
  const url = await listening(server, sockets);

  return {
    ...othersOn(line, product),
    url,
    /** No request gets through, and what is under way breaks off. */
    goesDown() {
      line.down = true;
      for (const socket of sockets) socket.destroy();
    },
    isUpAgain() {
      line.down = false;
      line.held = null;
      line.blocked = null;
      line.portal = null;
      line.changed = null;
      line.hostile = null;
    },
    /** The answers to such requests arrive with other numbers under these names. */
    changes(answers: RegExp, numbers: Readonly<Record<string, number>>) {
      line.changed = { answers, numbers };
    },
    /** Such requests do not get through. */
    loses(pattern: RegExp) {
      line.blocked = pattern;
    },
    /** A portal with a wrong clock answers such requests in the place of the product: with a page, or with nothing. */
    hasPortal(pattern: RegExp) {
      line.portal = pattern;
    },
    /** Such requests arrive, and their answers never do; settles when the first one has been answered. */
    holdsAnswersTo(pattern: RegExp): Promise<void> {
      line.held = pattern;
      return new Promise((resolve) => {
        line.arrived = resolve;
      });
    },
    /** From now on the line is as slow as one in the street, or quick again. */
    isSlow(slows: boolean) {
      line.slow = slows ? slowLine(STREET) : null;
    },
    /** Questions that have reached the product so far, and kilobytes of their answers as they came. */
    traffic: () => ({ requests: line.passed.length, kilobytes: line.bytes / 1_000 }),
    /** From now on the product offers another release. */
    offersRelease(name: string) {
      line.release = name;
    },
    /** Number of such requests that have reached the product. */
    count: (pattern: RegExp) => line.passed.filter((name) => pattern.test(name)).length,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function othersOn(line: Line, product: string) {
  return {
    /** Others answer such a share of the requests of the interface, drawn anew for each; `met` hears who. */
    isHostile(share: number, random: Random, met: (what: string) => void) {
      line.hostile = hostileLine((path, init) => fetch(new URL(path, product), init), random, met);
      line.hostile.set(share);
    },
  };
}

/** Hands a request over to the product, and its answer back, as far as the line lets them. */
function pass(line: Line, asked: IncomingMessage, answer: ServerResponse): void {
  const name = `${asked.method} ${asked.url}`;
  if (line.down || line.blocked?.test(name) === true) {
    asked.socket.destroy();
    return;
  }
  if (line.portal?.test(name) === true) {
    answerAsPortal(asked, answer);
    return;
  }
  line.passed.push(name);
  const isStream = asked.headers.accept === 'text/event-stream';
  if (line.hostile !== null && asked.url?.startsWith('/api/') === true && !isStream) {
    void passHostile(line.hostile, asked, answer);
    return;
  }
  const { hostname, port } = line.target;
  const { method } = asked;
  // What is changed on its way must come whole, and not zipped.
  const { 'accept-encoding': _zip, 'if-none-match': _known, ...plain } = asked.headers;
  const mends = name === WORKER || line.changed?.answers.test(name) === true;
  const headers = mends ? plain : asked.headers;
  const path = asked.url ?? '/';
  const forward = request({ hostname, port, path, method, headers }, (coming) => {
    void collect(coming).then((body) => give(line, name, coming, body, answer));
    if (coming.headers['content-type']?.startsWith('text/event-stream') === true) {
      answer.writeHead(coming.statusCode ?? 502, coming.headers);
      coming.pipe(answer);
    }
  });
  forward.on('error', () => asked.socket.destroy());
  void (line.slow?.latency() ?? Promise.resolve()).then(() => asked.pipe(forward));
}

/** Hands a request over on a line on which others answer too: what they break off ends the connection. */
async function passHostile(
  line: ReturnType<typeof hostileLine>,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const { method = 'GET', headers } = asked;
  const body = await collect(asked);
  try {
    const given = await line.send(asked.url ?? '/', {
      method,
      headers: plainHeaders(headers),
      redirect: 'manual',
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    const bytes = Buffer.from(await given.arrayBuffer());
    const kept = [...given.headers].filter(([name]) => !OF_CODING.includes(name));
    answer.writeHead(given.status, kept.flat());
    answer.end(bytes);
  } catch {
    asked.socket.destroy();
  }
}

/** Headers of one connection, and of how a body was packed for it. */
const OF_CODING = ['content-encoding', 'content-length', 'transfer-encoding', 'connection'];

function plainHeaders(headers: IncomingMessage['headers']): Headers {
  const plain = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' && !OF_CODING.includes(name)) {
      plain.set(name, value);
    }
  }
  return plain;
}

/** Hours by which the clock of the portal is behind. */
const PORTAL_HOURS = 20;

function answerAsPortal({ method }: IncomingMessage, answer: ServerResponse): void {
  const date = new Date(Date.now() - PORTAL_HOURS * 3_600_000).toUTCString();
  if (method === 'GET') {
    answer.writeHead(200, { 'content-type': 'text/html', date });
    answer.end('<!doctype html><title>Wi-Fi</title><p>Sign in to the Wi-Fi.</p>');
  } else answer.writeHead(204, { date }).end();
}

function give(
  line: Line,
  name: string,
  coming: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
) {
  if (answer.headersSent) return;
  if (line.held?.test(name) === true) {
    line.arrived?.();
    return;
  }
  const sent = changedBody(line, name, body);
  answer.writeHead(coming.statusCode ?? 502, {
    ...coming.headers,
    'content-length': String(sent.length),
  });
  line.bytes += sent.length;
  if (line.slow === null) answer.end(sent);
  else void line.slow.send(answer, sent);
}

function changedBody({ release, changed }: Line, name: string, body: Buffer): Buffer {
  if (release !== null && name === WORKER) return renamed(body, release);
  if (changed?.answers.test(name) !== true) return body;
  const read = JSON.parse(body.toString()) as object;
  return Buffer.from(JSON.stringify({ ...read, ...changed.numbers }));
}

/** Opens the line to devices and gives its address; `sockets` holds those that are on it. */
async function listening(server: Server, sockets: Set<Socket>): Promise<string> {
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the line has no end');
  return `http://127.0.0.1:${address.port}`;
}

async function collect(coming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  coming.on('data', (part: Buffer) => parts.push(part));
  await once(coming, 'close');
  return Buffer.concat(parts);
}

/** The same worker under another name: to a browser, a new one. */
function renamed(worker: Buffer, name: string): Buffer {
  return Buffer.from(worker.toString().replace(/"name":"[^"]*"/, `"name":"${name}"`));
}
