import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import type { NoticeList } from '#server/contract/notice.ts';
import type { TipCounts, TipDetail } from '#server/contract/tip.ts';
import type { Worklist } from '#server/contract/worklist.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { detail, done, receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';
import { some } from '#tests/support/some.ts';

const TODAY = '2026-11-24';

let test: TestApp;
let giver: TestClient;
let giversOfficer: TestClient;
let asked: TestClient;
let askedOfficer: TestClient;
let others: TestClient[];
let askedId: number;
let tip: TipDetail;
let transferId: number;

beforeAll(async () => {
  test = await createTestApp();
  giver = await test.as('leader', { communeCodes: ['00070'] });
  giversOfficer = await test.as('officer', { communeCodes: ['00070'] });
  const baVi = { communeCodes: ['09700'] };
  asked = await test.as('leader.ba.vi', { role: 'leader', ...baVi });
  askedOfficer = await test.as('officer.ba.vi', { role: 'officer', ...baVi });
  const third = await test.as('leader.third', { role: 'leader', communeCodes: ['00082'] });
  const analyst = await test.as('analyst');
  others = [giver, giversOfficer, third, analyst];
  const { items } = await (await analyst.get('/api/communes')).json();
  askedId = items.find(({ code }: { code: string }) => code === '09700')?.id;
});
afterAll(() => test.close());
beforeEach(async () => {
  const { id } = await receive(giver, { receivedOn: TODAY });
  tip = await detail(giver, id);
});

async function ask(): Promise<void> {
  const { id, version } = tip;
  const given = { version, effectiveOn: TODAY, communeId: askedId };
  const { transfer } = await done(await giver.post(`/api/tips/${id}/transfer`, given));
  transferId = transfer?.id ?? 0;
}
const withdraw = (client: TestClient) =>
  client.post(`/api/tip-transfers/${transferId}/withdraw`, { reason: 'Vẫn thuộc phường.' });
const waits = async (client: TestClient) => {
  const list = (await (await client.get('/api/worklist')).json()) as Worklist;
  return [list.waiting, list.tipsToTake, list.overdue];
};
/** Kinds of the notices of the tip, the latest first. */
const told = async (client: TestClient) =>
  ((await (await client.get('/api/me/notices')).json()) as NoticeList).items
    .filter(({ code }) => code === tip.code)
    .map(({ kind }) => kind);

it('a tip to take is among what waits for the people of the asked commune alone, until it is answered', async () => {
  const people = [asked, askedOfficer, ...others];
  const before = await Promise.all(people.map(waits));
  await ask();
  const meanwhile = await Promise.all(people.map(waits));
  const more = before.map(([waiting = 0, tips = 0, overdue], at) =>
    at < 2 ? [waiting + 1, tips + 1, overdue] : [waiting, tips, overdue],
  );
  expect(meanwhile).toEqual(more);
  const counts = (await (await asked.get('/api/tips/counts')).json()) as TipCounts;
  expect(meanwhile[0]?.[1]).toBe(counts.asked);
  await done(await asked.post(`/api/tip-transfers/${transferId}/take`, {}));
  expect(await Promise.all(people.map(waits))).toEqual(before);
});

it('the people of the asked commune learn that the other side has withdrawn it', async () => {
  await ask();
  await done(await withdraw(giversOfficer));
  for (const person of [asked, askedOfficer]) {
    expect(await told(person)).toEqual(['tip_withdrawn', 'tip_asked']);
  }
  for (const person of some(others)) expect(await told(person)).toEqual([]);
});

it('the people of the asked commune learn that the other side has closed it meanwhile', async () => {
  await ask();
  const forward = { version: tip.version, effectiveOn: TODAY, documentNumber: '1/CV' };
  const authority = 'Thanh tra thành phố';
  await done(await giver.post(`/api/tips/${tip.id}/forward`, { ...forward, authority }));
  expect(await told(asked)).toEqual(['tip_withdrawn', 'tip_asked']);
  for (const person of others) expect(await told(person)).not.toContain('tip_withdrawn');
});

it('a commune that has ended is asked for no tip, whatever day is named', async () => {
  const dayBefore = '2026-11-23';
  const { id } = await receive(giver, { receivedOn: dayBefore });
  const { version } = await detail(giver, id);
  await test.database.sql`update commune set valid_to = ${TODAY} where id = ${askedId}`;
  try {
    for (const effectiveOn of [TODAY, dayBefore]) {
      const given = { version, effectiveOn, communeId: askedId, documentNumber: '14/CV-UBND' };
      const asking = { ...given, documentOn: effectiveOn };
      await expectProblem(
        await giver.post(`/api/tips/${id}/transfer`, asking),
        'commune.not_found',
      );
    }
  } finally {
    await test.database.sql`update commune set valid_to = null where id = ${askedId}`;
  }
});
