import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { Problem } from '#server/contract/problem.ts';
import { PROBLEMS } from '#server/contract/features/all.ts';
import {
  listOperations,
  type Operation,
  requestFor,
} from '#tests/support/requests/openapi-fuzz.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

/** A server answers many; on the embedded database a few show that the statements of every operation run there too. */
const RUNS_PER_ROUTE = inject('databaseTemplate').kind === 'server' ? 30 : 4;
// Those who may do most come most often: a refusal at the door tries nothing behind it.
const USERS = [
  'analyst',
  'analyst',
  'coordinator',
  'coordinator',
  'admin',
  'leader',
  'auditor',
  null,
] as const;

let testApp: TestApp;
let operations: Operation[];

beforeAll(async () => {
  testApp = await createTestApp({ demo: true });
  const document = await (await testApp.as('analyst')).get('/api/openapi.json');
  // Signing out comes last: what follows it would only meet closed doors.
  operations = listOperations(await document.json()).toSorted(
    (a, b) => Number(a.path.endsWith('/sign-out')) - Number(b.path.endsWith('/sign-out')),
  );
});
afterAll(() => testApp.close());

describe('whatever is sent to a documented route', () => {
  it('is answered, or refused with a known problem, and never ends in a server error', async () => {
    const statuses = new Map<number, number>();
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(requestFor(operation), fc.constantFrom(...USERS), async (sent, user) => {
          const client = user === null ? testApp.anonymous : await testApp.as(user);
          const response = await client.request(sent.path, sent.init);
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
          await expectNoServerError(response, sent);
        }),
        { numRuns: RUNS_PER_ROUTE, seed: 20_261_124, endOnFailure: true },
      );
    }
    // It must have got past the door: otherwise nothing was tried.
    const total = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    expect(statuses.get(401) ?? 0).toBeLessThan(total / 3);
    expect(statuses.get(200) ?? 0).toBeGreaterThan(total / 20);
  }, 600_000);
});

async function expectNoServerError(response: Response, sent: { path: string }): Promise<void> {
  if (response.status < 400) {
    await response.body?.cancel();
    return;
  }
  const text = await response.text();
  if (response.status >= 500) throw new Error(`${JSON.stringify(sent)} was answered ${text}`);
  // GeoReport has a form of its own for refusals.
  if (/^\/api\/open311\/[^?]*\.(json|xml)(\?|$)/.test(sent.path)) return;
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(PROBLEMS).toHaveProperty([Problem.parse(JSON.parse(text)).code]);
}
