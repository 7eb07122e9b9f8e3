import { afterAll, beforeAll, expect, it } from 'vitest';

import { handInAll } from '#tests/support/signals/hand-in-tips.ts';
import { IN_BA_VI, IN_HOAN_KIEM } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { openSource } from '#tests/support/signals/tip-source.ts';

const TIPS = 400;
const CLIENTS = 20;

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

it('twenty clients hand in hundreds of tips at once, some twice: none is lost, none doubled', async () => {
  const { client } = await openSource(test);
  const numbers = Array.from({ length: TIPS }, (_, index) => `L-${index}`);
  const start = performance.now();
  const { codes, statuses } = await handInAll({
    numbers,
    clients: CLIENTS,
    repeatEvery: 4,
    async send(channelNumber, index) {
      const position = index % 2 === 0 ? IN_HOAN_KIEM : IN_BA_VI;
      const response = await client.post('/api/intake/tips', { channelNumber, position });
      return { status: response.status, body: await response.json() };
    },
  });
  console.log(`${TIPS} tips by ${CLIENTS} clients in ${Math.round(performance.now() - start)} ms`);
  expect(Object.fromEntries(statuses)).toEqual({ 201: TIPS, 200: TIPS / 4 });
  expect(codes.size).toBe(TIPS);
  expect(new Set(codes.values()).size).toBe(TIPS);
  const [kept] = await test.database.sql<{ tips: number; events: number; audited: number }[]>`
    select
      (select count(*) from tip) as tips,
      (select count(*) from tip_event) as events,
      (select count(*) from audit_entry where action = 'tip.receive') as audited`;
  expect(kept).toEqual({ tips: TIPS, events: TIPS, audited: TIPS });
}, 120_000);
