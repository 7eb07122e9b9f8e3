import type { Server } from 'node:http';

import { createAdaptorServer } from '@hono/node-server';

const FINISH_MILLISECONDS = 10_000;
const IDLE_CHECK_MILLISECONDS = 50;
/** A browser opens connections ahead of what it will ask; one that waits is not slow. */
const HEADERS_MILLISECONDS = 60_000;
/** Long enough for 64 MiB over a slow line. */
const REQUEST_MILLISECONDS = 300_000;

export type Listening = {
  port: number;
  /** Takes no new requests, lets those under way finish for at most 10 s, then hangs up. */
  stop(): Promise<void>;
};

/** The second argument holds Node's own objects, from which the address of the caller is read. */
export type Fetch = (request: Request, env: object) => Response | Promise<Response>;

/** What is answered while the database opens. */
export const answerStarting: Fetch = () =>
  new Response('Địa Bàn đang khởi động… / is starting…\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' },
  });

/** Serves `fetch` on a port; fails with the system's error (EADDRINUSE) when the port is taken. */
export async function listen(fetch: Fetch, port: number, host: string): Promise<Listening> {
  const server = createAdaptorServer({ fetch }) as Server;
  server.headersTimeout = HEADERS_MILLISECONDS;
  server.requestTimeout = REQUEST_MILLISECONDS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () => stop(server),
  };
}

async function stop(server: Server): Promise<void> {
  const hangUp = setTimeout(() => server.closeAllConnections(), FINISH_MILLISECONDS);
  // Browsers keep a connection for their next request: each is closed when its answer is out, not seconds later.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MILLISECONDS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(hangUp);
  clearInterval(idle);
}
