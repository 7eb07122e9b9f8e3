import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Server as TcpServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { createAdaptorServer } from '@hono/node-server';

import { INSTANCE_HEADER, STARTING_INSTANCE } from '#server/contract/instance.ts';
import { REQUEST } from '#server/contract/features/request.ts';

const FINISH_MILLISECONDS = 7_000;
/** Time for requests to arrive that were sent before the stop began. */
const LAST_REQUEST_MILLISECONDS = 1_000;
const IDLE_CHECK_MILLISECONDS = 50;
/** A browser opens connections ahead of what it will ask; one that waits is not slow. */
const HEADERS_MILLISECONDS = 60_000;
/** Longer than a proxy keeps its connections (nginx: 60 s), so that it never writes to one that is being closed. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
/** Long enough for 64 MiB over a slow line. */
const BODY_MILLISECONDS = 300_000;
/** No body takes longer, whatever it is. */
const LONGEST_BODY_MILLISECONDS = 3_600_000;
const TOO_LONG = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n';

export type Listening = {
  port: number;
  /**
   * Takes no new connections and lets running requests finish for at most 7 s, then closes their sockets. Each answer
   * says that its connection closes, so that no client sends its next request on it.
   */
  stop(): Promise<void>;
};

/** The second argument holds Node's own objects, from which the address of the caller is read. */
export type Fetch = (request: Request, env: object) => Response | Promise<Response>;

const STARTING_PROBLEM = {
  type: '/problems/server.starting',
  title: 'Server starting',
  status: 503,
  code: 'server.starting',
  detail: REQUEST.problems['server.starting'].vi,
  requestId: '',
};
const STARTING_PAGE =
  '<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2">' +
  '<title>Địa Bàn</title><p>Địa Bàn đang khởi động… / is starting…</p></html>\n';

/** Answer to every request while the database opens: a problem for programs, a page that asks again for people. */
export const answerStarting: Fetch = ({ url }) => {
  const isApi = new URL(url).pathname.startsWith('/api/');
  const type = isApi ? 'application/problem+json' : 'text/html';
  return new Response(isApi ? JSON.stringify(STARTING_PROBLEM) : STARTING_PAGE, {
    status: 503,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'retry-after': '2',
      'cache-control': 'no-store',
      [INSTANCE_HEADER]: STARTING_INSTANCE,
    },
  });
};

/**
 * Serves `answer` on a port; fails with the system's error (EADDRINUSE) when the port is taken.
 * @param tls certificate and key in PEM: then TLS 1.2 and 1.3 alone are spoken, and plain http is not answered
 */
export async function listen(
  answer: Fetch,
  port: number,
  host: string,
  tls: Readonly<{ cert: string; key: string }> | null = null,
): Promise<Listening> {
  const server = createAdaptorServer(
    tls === null
      ? { fetch: answer }
      : {
          fetch: answer,
          createServer: createTlsServer,
          serverOptions: { ...tls, minVersion: 'TLSv1.2' },
        },
  ) as Server;
  server.headersTimeout = HEADERS_MILLISECONDS;
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  server.requestTimeout = LONGEST_BODY_MILLISECONDS;
  endLongBodies(server);
  const closeAfterAnswer = trackAnswers(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop() {
      closeAfterAnswer();
      return stop(server);
    },
  };
}

/** Ends of the bodies that are arriving, by their requests. */
const bodyEnds = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Ends each request whose body has not arrived within five minutes, as Node ends one after its `requestTimeout`. */
function endLongBodies(server: Server): void {
  server.prependListener('request', (request, response) => {
    const end = setTimeout(() => {
      if (request.complete) return;
      const { socket } = request;
      if (response.headersSent) socket.destroy();
      else socket.end(TOO_LONG, () => socket.destroy());
    }, BODY_MILLISECONDS);
    bodyEnds.set(request, end);
    response.once('close', () => clearTimeout(end));
  });
}

/**
 * Lets the body of one request arrive for an hour, instead of five minutes. All others keep their limit.
 * @param bindings Node's own objects of the request; nothing happens without them, where no socket is
 */
export function waitForBody(bindings: unknown): void {
  if (typeof bindings !== 'object' || bindings === null || !('incoming' in bindings)) return;
  clearTimeout(bodyEnds.get(bindings.incoming as IncomingMessage));
}

/** Returns a function that makes every unsent answer the last one of its connection. */
function trackAnswers(server: Server): () => void {
  const underWay = new Set<ServerResponse>();
  let isLast = false;
  // Runs before the program's own listener, which may answer at once.
  server.prependListener('request', (_, response) => {
    if (isLast) response.shouldKeepAlive = false;
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  return () => {
    isLast = true;
    for (const response of underWay) response.shouldKeepAlive = false;
  };
}

async function stop(server: Server): Promise<void> {
  const hangUp = setTimeout(() => server.closeAllConnections(), FINISH_MILLISECONDS);
  const closing = new Promise<void>((resolve) => {
    // An HTTP server would close idle connections at once. The next request of a client that has just been answered may
    // be on its way; it is still answered, as the last one.
    TcpServer.prototype.close.call(server, () => resolve());
  });
  await Promise.race([closing, pause(LAST_REQUEST_MILLISECONDS)]);
  // Browsers keep a connection for their next request: each is closed when its answer is out, not seconds later.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MILLISECONDS);
  await closing;
  clearTimeout(hangUp);
  clearInterval(idle);
}
