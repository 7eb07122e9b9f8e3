import { tmpdir } from 'node:os';

import { pino } from 'pino';

import { assembleDeps } from '#server/assemble-deps.ts';
import { systemClock } from '#server/clock.ts';
import { readConfig } from '#server/configuration/config.ts';
import { createTipSource } from '#server/features/tip-sources/commands.ts';
import { handInAll } from '#tests/support/signals/hand-in-tips.ts';
import { enterAccount } from '#tests/support/accounts/test-accounts.ts';

import type { BenchCity } from './bench-city.ts';
import { SECRET, startServer } from './bench-server.ts';
import { percentile, type Row } from './row.ts';

const TIPS = 10_000;
const CLIENTS = 20;

/** Twenty clients hand in ten thousand tips, every twentieth of them twice: none lost, none doubled. */
export async function benchTips(city: BenchCity): Promise<Row[]> {
  const token = await openSource(city);
  const server = await startServer({ ...city, cache: true });
  const numbers = Array.from({ length: TIPS }, (_, index) => `B-${Date.now()}-${index}`);
  try {
    const start = performance.now();
    const { codes, statuses, waited } = await handInAll({
      numbers,
      clients: CLIENTS,
      repeatEvery: 20,
      async send(channelNumber, index) {
        const spot = city.spots[index % city.spots.length];
        const response = await fetch(`${server.address}/api/intake/tips`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({
            channelNumber,
            position: [spot?.longitude ?? 105.85, spot?.latitude ?? 21.03],
          }),
        });
        return { status: response.status, body: await response.json() };
      },
    });
    const seconds = (performance.now() - start) / 1_000;
    const [kept] = await city.database.sql<{ tips: number }[]>`
      select count(*) as tips from tip where channel_number = any (${numbers}::text[])`;
    const at = {
      suite: 'tips',
      subject: 'intake over HTTP',
      case: `${TIPS} tips by ${CLIENTS} clients, every twentieth twice`,
    };
    const refused = [...statuses].filter(([status]) => status >= 300);
    return [
      { ...at, metric: 'time', value: seconds, unit: 's' },
      { ...at, metric: 'rate', value: waited.length / seconds, unit: 'tips/s' },
      { ...at, metric: 'one waits, p95', value: percentile(waited, 0.95), unit: 'ms' },
      { ...at, metric: 'lost', value: TIPS - (kept?.tips ?? 0), unit: 'tips' },
      {
        ...at,
        metric: 'doubled',
        value: (kept?.tips ?? 0) - new Set(codes.values()).size,
        unit: 'tips',
      },
      { ...at, metric: 'with a code that changed', value: TIPS - codes.size, unit: 'tips' },
      {
        ...at,
        metric: 'refused',
        value: refused.reduce((sum, [, n]) => sum + n, 0),
        unit: 'answers',
      },
    ];
  } finally {
    server.stop();
  }
}

async function openSource(city: BenchCity): Promise<string> {
  const deps = await assembleDeps({
    config: readConfig({
      DIABAN_SECRET: SECRET,
      LOG_LEVEL: 'silent',
      DIABAN_ATTACHMENTS_DIR: tmpdir(),
    }),
    database: city.database,
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  const admin = await enterAccount(deps, 'bench.admin', { role: 'admin' });
  const source = { name: `Bench ${deps.newId().slice(0, 8)}`, channel: 'hotline' as const };
  const made = await createTipSource(deps, admin, { ...source, requestsPerMinute: 100_000 });
  return made.token;
}
