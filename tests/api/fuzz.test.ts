import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isProblemCode, Problem } from '#server/contract/problem.ts';
import { listOperations, type Operation, requestFor } from '#tests/support/openapi-fuzz.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const RUNS_PER_ROUTE = 30;
const USERS = ['analyst', 'leader', 'officer', 'coordinator', 'admin', 'auditor', null] as const;

let testApp: TestApp;
let operations: Operation[];

beforeAll(async () => {
  testApp = await createTestApp();
  const document = await testApp.anonymous.request('/api/openapi.json');
  operations = listOperations(await document.json());
});
afterAll(() => testApp.close());

describe('whatever is sent to a documented route', () => {
  it('is answered, or refused with a known problem, and never ends in a server error', async () => {
    expect(operations.length).toBeGreaterThan(0);
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(requestFor(operation), fc.constantFrom(...USERS), async (sent, user) => {
          const client = user === null ? testApp.anonymous : await testApp.as(user);
          await expectNoServerError(await client.request(sent.path, sent.init), sent);
        }),
        { numRuns: RUNS_PER_ROUTE, seed: 20_261_124, endOnFailure: true },
      );
    }
  }, 600_000);
});

async function expectNoServerError(response: Response, sent: unknown): Promise<void> {
  if (response.status < 400) {
    await response.body?.cancel();
    return;
  }
  const text = await response.text();
  expect(response.status, `${JSON.stringify(sent)} → ${text}`).toBeLessThan(500);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(isProblemCode(Problem.parse(JSON.parse(text)).code)).toBe(true);
}
