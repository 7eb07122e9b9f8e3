import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { freePort } from './support/processes/free-port.ts';

const HOUR = 3_600_000;

describe('a free port', () => {
  let claims: string;
  beforeEach(() => {
    claims = mkdtempSync(join(tmpdir(), 'diaban-claims-'));
  });
  afterEach(() => rmSync(claims, { recursive: true }));

  it('is given to one process alone, before anybody listens on it', async () => {
    // As in another process, which shares no memory with this one.
    const again = './support/processes/free-port.ts?again';
    const elsewhere = (await import(again)) as { freePort: typeof freePort };
    expect(elsewhere.freePort).not.toBe(freePort);
    const given: number[] = [];
    // Among 12,000 ports drawn blindly, some would be drawn twice all but certainly.
    for (let round = 0; round < 500; round += 1) {
      given.push(await freePort(claims), await elsewhere.freePort(claims));
    }
    expect(new Set(given).size).toBe(1_000);
    expect(Math.max(...given)).toBeLessThan(32_000);
  });

  it('is not one on which somebody listens', async () => {
    const [taken, free] = [await freePort(), await freePort()];
    const server = createServer().listen(taken, '127.0.0.1');
    await once(server, 'listening');
    expect(await freePort(claims, inOrder(taken, free))).toBe(free);
    server.close();
  });

  it('is not looked for without end where claims cannot be written', async () => {
    const gone = join(claims, 'gone');
    const drawsTooLate = () => {
      rmSync(gone, { recursive: true, force: true });
      return 20_000;
    };
    await expect(freePort(gone, drawsTooLate)).rejects.toThrow('ENOENT');
  });

  it('may be given again when its claim is hours old', async () => {
    const [first, second] = [await freePort(), await freePort()];
    const ports = inOrder(first, first, second, first, first);
    expect(await freePort(claims, ports)).toBe(first);
    expect(await freePort(claims, ports)).toBe(second);
    const old = new Date(Date.now() - 2 * HOUR);
    utimesSync(join(claims, String(first)), old, old);
    expect(await freePort(claims, ports)).toBe(first);
  });
});

/** Draws these ports one after the other. */
function inOrder(...ports: number[]): () => number {
  return () => {
    const port = ports.shift();
    if (port === undefined) throw new Error('no port is left to draw');
    return port;
  };
}
