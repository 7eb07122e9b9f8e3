import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { openWhenReady } from '#server/db/open-when-ready.ts';
import { databaseBehindProxy } from '#tests/support/faults/database-behind-proxy.ts';

const { kind } = inject('databaseTemplate');

/** Writes the message with which a PostgreSQL server refuses a connection. */
function refusal(code: string, message: string): Buffer {
  const fields = `SFATAL\0C${code}\0M${message}\0\0`;
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(4 + Buffer.byteLength(fields), 1);
  return Buffer.concat([head, Buffer.from(fields)]);
}

describe.runIf(kind === 'server')('a database at the start', () => {
  const proxied = databaseBehindProxy();
  /** The refusal of every connection. */
  let answer: Buffer;
  let refusing: Server;
  let refusingUrl: string;
  let told: string[];

  beforeAll(async () => {
    refusing = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(answer));
    }).listen(0, '127.0.0.1');
    await once(refusing, 'listening');
    const { port } = refusing.address() as AddressInfo;
    refusingUrl = `postgres://somebody@127.0.0.1:${port}/register`;
  });
  afterAll(() => void refusing.close());
  beforeEach(() => {
    told = [];
  });

  const open = (databaseUrl: string, seconds: number) =>
    openWhenReady(
      { databaseUrl, dataDirectory: '' },
      { seconds, tell: (reason) => void told.push(reason) },
    );

  it('is waited for while its server takes no connections, and that is said once', async () => {
    proxied.faults.refuse(true);
    const opening = open(proxied.faults.url, 30);
    await expect.poll(() => proxied.faults.refused).toBeGreaterThan(2);
    expect(told).toHaveLength(1);
    proxied.faults.refuse(false);
    const database = await opening;
    expect([...(await database.sql`select 1 as one`)]).toEqual([{ one: 1 }]);
    await database.close();
    expect(told).toHaveLength(1);
  });

  it('is waited for while it recovers, but not for ever', async () => {
    answer = refusal('57P03', 'the database system is starting up');
    const start = performance.now();
    await expect(open(refusingUrl, 3)).rejects.toThrow(
      /did not become ready within 3 s: .*the database system is starting up/,
    );
    expect(performance.now() - start).toBeGreaterThan(1_500);
    expect(told).toEqual([expect.stringContaining('starting up')]);
  });

  it('is not waited for where it does not let us in', async () => {
    answer = refusal('28P01', 'password authentication failed for user "somebody"');
    await expect(open(refusingUrl, 30)).rejects.toThrow(/password authentication failed/);
    expect(told).toEqual([]);
  });
});
