import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Ports below those that a system hands out by itself: nobody is given one before the process of a test takes it. */
const [FIRST, BEYOND] = [20_000, 32_000];

/** A port of the loopback that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const port = randomInt(FIRST, BEYOND);
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return freePort();
  }
  probe.close();
  await once(probe, 'close');
  return port;
}
