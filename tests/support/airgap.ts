import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * Runs the journeys of the browser suite where no network is but the machine's own loop: server, database and browser
 * start in a namespace without a way out (Linux; `unshare` and `ip`). Exits 1 where there is a way out after all, or a
 * journey fails.
 */
const INSIDE = 'inside';
const JOURNEYS = 'npx playwright test -c tests/e2e/playwright.config.ts --grep @journey';
const PATIENCE = 3_000;

function enterNamespace(): number {
  // Without root rights the namespace gets a root of its own, who may raise the loop.
  const asRoot = process.getuid?.() === 0 ? '' : '--map-root-user';
  const again = `ip link set lo up && exec npx tsx tests/support/airgap.ts ${INSIDE}`;
  const enter = `unshare --net ${asRoot} sh -c '${again}'`;
  return spawnSync('sh', ['-c', enter], { stdio: 'inherit' }).status ?? 1;
}

/** Why this is no place without a way out; null where it is one. */
async function wayOut(): Promise<string | null> {
  const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  if (others.length > 0) return `there are other networks: ${others.join(', ')}`;
  const named = await lookup('example.com').then(
    ({ address }) => `example.com is found at ${address}`,
    () => null,
  );
  return named ?? (await reached('1.1.1.1')) ?? (await reached('2606:4700:4700::1111'));
}

function reached(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 443, timeout: PATIENCE });
    const end = (result: string | null) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(`${address} answers`));
    socket.once('error', () => end(null));
    socket.once('timeout', () => end(null));
  });
}

async function runInside(): Promise<number> {
  const found = await wayOut();
  if (found !== null) {
    console.error(`This is no air gap: ${found}`);
    return 1;
  }
  console.log('No way out: no other network, no name server, no address. The journeys begin.');
  return spawnSync('sh', ['-c', JOURNEYS], { stdio: 'inherit' }).status ?? 1;
}

process.exitCode = process.argv[2] === INSIDE ? await runInside() : enterNamespace();
