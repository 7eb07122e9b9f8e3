import { describe, expect, it } from 'vitest';

import { outcomeOf, smallApp } from '#tests/support/requests/small-app.ts';

import { mayReadMetrics } from './metrics-access.ts';

const TOKEN = 'a-token-of-the-metrics';

/** Asks for the metrics from an address, with a header. */
async function asked(
  metricsToken: string | null,
  { from, authorization }: { from?: string; authorization?: string },
): Promise<string | number> {
  const app = smallApp({ config: { metricsToken, publicUrl: null } });
  app.get('/metrics', mayReadMetrics(), (context) => context.body(null, 204));
  const incoming = { socket: { remoteAddress: from, remotePort: 1, remoteFamily: 'IPv4' } };
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  return await outcomeOf(
    app.request('/metrics', { headers }, from === undefined ? {} : { incoming }),
  );
}

const REFUSED = 'metrics.not_allowed';

describe('the metrics', () => {
  it('are for this machine alone where no token is configured', async () => {
    for (const from of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect([from, await asked(null, { from })]).toEqual([from, 204]);
    }
    for (const from of ['203.0.113.5', '::ffff:10.0.0.7']) {
      expect([from, await asked(null, { from })]).toEqual([from, REFUSED]);
    }
    expect(await asked(null, {})).toBe(REFUSED);
  });

  it('are for the whole token from everywhere where one is, and for this machine only with it', async () => {
    const from = '203.0.113.5';
    expect(await asked(TOKEN, { from, authorization: `Bearer ${TOKEN}` })).toBe(204);
    expect(await asked(TOKEN, { from, authorization: `bearer  ${TOKEN}` })).toBe(204);
    const wrong = ['Bearer ', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`];
    for (const authorization of [...wrong, `Bearer ${TOKEN} x`, TOKEN]) {
      const answer = await asked(TOKEN, { from: '127.0.0.1', authorization });
      expect([authorization, answer]).toEqual([authorization, REFUSED]);
    }
    expect(await asked(TOKEN, { from: '127.0.0.1' })).toBe(REFUSED);
  });
});
