import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { slowLine, STREET } from './slow-line.ts';

const WORKER = 'GET /service-worker.js';

export type PoorLine = Awaited<ReturnType<typeof poorLine>>;

/**
 * A line between a device and the product on which things go wrong when a test says so. The device sees a server
 * of its own; what reaches the product is counted.
 */
export async function poorLine(product: string) {
  const target = new URL(product);
  const sockets = new Set<Socket>();
  const passed: string[] = [];
  let down = false;
  let held: RegExp | null = null;
  let blocked: RegExp | null = null;
  let release: string | null = null;
  let arrived: (() => void) | null = null;
  let slow: ReturnType<typeof slowLine> | null = null;
  let bytes = 0;

  const server = createServer((asked, answer) => {
    const name = `${asked.method} ${asked.url}`;
    if (down || blocked?.test(name) === true) {
      asked.socket.destroy();
      return;
    }
    passed.push(name);
    const { hostname, port } = target;
    const { method } = asked;
    // The worker is changed on its way: it must come whole, and not zipped.
    const { 'accept-encoding': _zip, 'if-none-match': _known, ...plain } = asked.headers;
    const headers = name === WORKER ? plain : asked.headers;
    const path = asked.url ?? '/';
    const forward = request({ hostname, port, path, method, headers }, (coming) => {
      void collect(coming).then((body) => give(name, coming, body, answer));
      if (coming.headers['content-type']?.startsWith('text/event-stream') === true) {
        answer.writeHead(coming.statusCode ?? 502, coming.headers);
        coming.pipe(answer);
      }
    });
    forward.on('error', () => asked.socket.destroy());
    void (slow?.latency() ?? Promise.resolve()).then(() => asked.pipe(forward));
  });

  function give(name: string, coming: IncomingMessage, body: Buffer, answer: ServerResponse) {
    if (answer.headersSent) return;
    if (held?.test(name) === true) {
      arrived?.();
      return;
    }
    const changed = release !== null && name === WORKER;
    const sent = changed ? renamed(body, release ?? '') : body;
    answer.writeHead(coming.statusCode ?? 502, {
      ...coming.headers,
      'content-length': String(sent.length),
    });
    bytes += sent.length;
    if (slow === null) answer.end(sent);
    else void slow.send(answer, sent);
  }

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the line has no end');

  return {
    url: `http://127.0.0.1:${address.port}`,
    /** No request gets through, and what is under way breaks off. */
    goesDown() {
      down = true;
      for (const socket of sockets) socket.destroy();
    },
    isUpAgain() {
      down = false;
      held = null;
      blocked = null;
    },
    /** Such requests do not get through. */
    loses(pattern: RegExp) {
      blocked = pattern;
    },
    /** Such requests arrive, and their answers never do; settles when the first one has been answered. */
    holdsAnswersTo(pattern: RegExp): Promise<void> {
      held = pattern;
      return new Promise((resolve) => {
        arrived = resolve;
      });
    },
    /** From now on the line is as slow as one in the street, or quick again. */
    isSlow(slows: boolean) {
      slow = slows ? slowLine(STREET) : null;
    },
    /** Questions that have reached the product so far, and kilobytes of their answers as they came. */
    traffic: () => ({ requests: passed.length, kilobytes: bytes / 1_000 }),
    /** From now on the product offers another release. */
    offersRelease(name: string) {
      release = name;
    },
    /** Number of such requests that have reached the product. */
    count: (pattern: RegExp) => passed.filter((name) => pattern.test(name)).length,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
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
