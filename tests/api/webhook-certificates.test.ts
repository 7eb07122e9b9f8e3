import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { outcomeWords } from '#client/features/webhooks/outcome-words.ts';
import { vi } from '#client/i18n/vi.ts';
import { type Authority, makeAuthority } from '#tests/support/files/certificates.ts';
import { active } from '#tests/support/points/register-acts.ts';
import { type EventReceiver, startReceiver } from '#tests/support/processes/event-receiver.ts';
import { webhookPlace } from '#tests/features/webhooks/webhook-acts.ts';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, '../support/processes/send-events.ts');
const HERE = 'IP:127.0.0.1';
const HOUR = 3_600_000;

const place = webhookPlace();
let authority: Authority;
const receivers: EventReceiver[] = [];
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(async () => {
  for (const receiver of receivers) await receiver.stop();
  authority.remove();
});

async function receiverWith(certificate: { key: string; cert: string }): Promise<EventReceiver> {
  const receiver = await startReceiver(certificate);
  receivers.push(receiver);
  return receiver;
}

const inAnHour = () => new Date(Date.now() + HOUR);

/** Sends from a process of its own: Node reads the file of further authorities once, at its start. */
async function outcomesOf(
  addresses: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<string[]> {
  const { NODE_EXTRA_CA_CERTS: _, ...clean } = process.env;
  const parameters = ['--import', 'tsx', SCRIPT, ...addresses];
  const { stdout } = await run(process.execPath, parameters, { env: { ...clean, ...environment } });
  const outcomes = JSON.parse(stdout) as Record<string, string>;
  return addresses.map((address) => outcomes[address] ?? '');
}

describe('a receiver addressed by https', () => {
  it('is told nothing while its certificate is its own, of another host or expired; with a good one it is', async () => {
    const good = await receiverWith(await authority.certify(HERE, inAnHour()));
    const others = [
      await receiverWith(await authority.certifyItself(HERE)),
      await receiverWith(await authority.certify('DNS:lgsp.elsewhere.example', inAnHour())),
      await receiverWith(await authority.certify(HERE, new Date(Date.now() - HOUR))),
    ];
    const addresses = [good, ...others].map(({ url }) => url);
    // The authority of an internal network, as `server/deploy/CONFIGURATION.md` tells the operator to name it.
    const known = { NODE_EXTRA_CA_CERTS: authority.file };
    expect(await outcomesOf(addresses, known)).toEqual([
      'taken',
      'tls_refused',
      'tls_refused',
      'tls_refused',
    ]);
    expect(await outcomesOf([good.url], {})).toEqual(['tls_refused']);
    expect(good.taken).toHaveLength(1);
    for (const { asked } of others) expect(asked).toEqual([]);
  });

  it('is paused after twelve hours of it, and the administrator reads why', async () => {
    const outside = await receiverWith(await authority.certifyItself(HERE));
    const { webhook } = await place.receiver({ address: outside.url });
    await active(place.by);
    for (let round = 0; round < 13; round += 1) {
      await place.deliver();
      place.after(3_600);
    }
    const { state, pausedBecause, lastOutcome, lastStatus } = await place.stateOf(webhook.id);
    expect({ state, pausedBecause, lastOutcome, lastStatus }).toEqual({
      state: 'paused',
      pausedBecause: 'failing',
      lastOutcome: 'tls_refused',
      lastStatus: null,
    });
    const said = outcomeWords({ outcome: 'tls_refused', status: null }, vi);
    expect(said).toContain('Chứng thư số không hợp lệ');
    const { items } = await (await place.admin.get(`/api/webhooks/${webhook.id}/attempts`)).json();
    expect(items[0]).toMatchObject({ outcome: 'tls_refused', status: null });
    expect(outside.asked).toEqual([]);
  });
});
