import { describe, expect, it } from 'vitest';

import { smallApp } from '#tests/support/requests/small-app.ts';

import { createMetrics, measured } from './metrics.ts';

/** Lists the requests that the metrics count, as method, route and status. */
async function counted(...asked: [method: string, path: string][]): Promise<unknown[]> {
  const metrics = createMetrics({ process: false });
  const app = smallApp();
  app.use(measured(metrics));
  app.all('/api/points/:id', (context) => context.body(null, 204));
  app.get('/gone', (context) => context.text('gone', 410));
  for (const [method, path] of asked) await app.request(path, { method });
  const { values } = await metrics.requestSeconds.get();
  return values
    .filter(({ metricName }) => metricName === 'http_request_duration_seconds_count')
    .map(({ labels: { method, route, status }, value }) => [method, route, status, value]);
}

describe('the measurement of requests', () => {
  it('counts by method, pattern and status, and never by an address', async () => {
    expect(
      await counted(
        ['GET', '/gone'],
        ['GET', '/gone?again'],
        ['GET', '/api/nowhere/4711'],
        ['GET', '/khach-san/4711'],
      ),
    ).toEqual([
      ['GET', '/gone', 410, 2],
      ['GET', '(none)', 404, 1],
      ['GET', '(page)', 404, 1],
    ]);
  });

  it('counts methods that somebody invents as one', async () => {
    expect(await counted(['BREW', '/gone'], ['MIX', '/gone'], ['DELETE', '/gone'])).toEqual([
      ['other', '(page)', 404, 2],
      ['DELETE', '(page)', 404, 1],
    ]);
  });

  it('is in seconds', async () => {
    const metrics = createMetrics({ process: false });
    const app = smallApp();
    app.use(measured(metrics));
    app.get('/', (context) => context.body(null, 204));
    const begun = performance.now();
    await app.request('/');
    const most = (performance.now() - begun) / 1_000;
    const { values } = await metrics.requestSeconds.get();
    const sum = values.find(({ metricName }) => metricName?.endsWith('_sum'))?.value ?? Infinity;
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThanOrEqual(most);
  });
});
