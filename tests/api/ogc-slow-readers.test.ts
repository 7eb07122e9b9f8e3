import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addManyPoints } from '#tests/support/database/many-points.ts';
import { type FeaturePage, readFeatures } from '#tests/support/requests/ogc-features.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const READERS = 50;
const LARGEST_PAGE = 10_000;
const PATH = `/ogc/collections/points/items?limit=${LARGEST_PAGE}`;
/** Two portions of a thousand features. */
const MOST_WAITING = 2_000_000;

let test: TestApp;
let reader: TestClient;
let server: Server;
const served: Socket[] = [];
beforeAll(async () => {
  test = await createTestApp();
  await addManyPoints(test.database, LARGEST_PAGE + 2_000);
  await test.deps.points.reload();
  reader = await test.as('analyst');
  server = createAdaptorServer({
    fetch: (request, env) => test.app.fetch(request, env),
  }) as Server;
  server.on('connection', (socket) => served.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await test.close();
});

/** Sends a request and reads nothing of its answer. */
async function slowReader(): Promise<Socket> {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  socket.pause();
  await once(socket, 'connect');
  const head = ['Host: localhost', `Cookie: ${reader.cookie ?? ''}`, 'Connection: close'];
  socket.write(`GET ${PATH} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
  return socket;
}

const written = () => served.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);

describe('fifty readers who do not read on', () => {
  it('hold little of the answer each, and disturb nobody', async () => {
    const full = Buffer.byteLength(JSON.stringify(await readFeatures(reader, PATH)));
    const sockets = await Promise.all(Array.from({ length: READERS }, slowReader));
    let before = -1;
    // Each answer has begun, and none of them goes on.
    await expect
      .poll(
        () => {
          const stands =
            written() === before && served.every(({ bytesWritten }) => bytesWritten > 0);
          before = written();
          return stands && served.length === READERS;
        },
        { timeout: 40_000 },
      )
      .toBe(true);
    expect(before).toBeLessThan(0.7 * READERS * full);
    for (const { writableLength } of served) expect(writableLength).toBeLessThan(MOST_WAITING);

    const other = await readFeatures(reader, '/ogc/collections/points/items?limit=5');
    expect(other.features).toHaveLength(5);

    const [first, ...others] = sockets;
    for (const socket of others) socket.destroy();
    const page = await restOf(first);
    expect(page.features).toHaveLength(LARGEST_PAGE);
    expect(new Set(page.features.map(({ id }) => id)).size).toBe(LARGEST_PAGE);
  });
});

/** Reads the whole answer of a connection and takes its chunks apart. */
async function restOf(socket: Socket | undefined): Promise<FeaturePage> {
  const parts: Buffer[] = [];
  for await (const part of socket ?? []) parts.push(part as Buffer);
  const whole = Buffer.concat(parts);
  let at = whole.indexOf('\r\n\r\n') + 4;
  const chunks: Buffer[] = [];
  for (;;) {
    const end = whole.indexOf('\r\n', at);
    const size = Number.parseInt(whole.toString('latin1', at, end), 16);
    if (!(size > 0)) return JSON.parse(Buffer.concat(chunks).toString()) as FeaturePage;
    chunks.push(whole.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
