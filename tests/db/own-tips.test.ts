import { afterAll, beforeAll, expect, it } from 'vitest';

import { people, type People } from '#tests/support/points/register-acts.ts';
import { closeToday, done, receive } from '#tests/support/signals/tip-acts.ts';
import { openSource } from '#tests/support/signals/tip-source.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';

let test: TestApp;
let by: People;
let ourId: number;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  ourId = by.leader.account?.communeIds[0] ?? 0;
});
afterAll(() => test.close());

const takenIn = async (client: TestClient) =>
  (await receive(client, { receivedOn: TODAY, position: null, communeId: ourId })).id;
async function isOwn(id: number): Promise<boolean> {
  const [row] = await test.database.sql<{ own: boolean }[]>`select own from tip where id = ${id}`;
  return row?.own ?? false;
}

it('a tip is a commune’s own where its people took it in and closed it', async () => {
  expect(await isOwn(await closeToday(by.leader, await takenIn(by.leader)))).toBe(true);
  expect(await isOwn(await closeToday(by.leader, await takenIn(by.officer)))).toBe(true);
  expect(await isOwn(await takenIn(by.leader))).toBe(false);
  const forwarded = await takenIn(by.leader);
  const to = { authority: 'Thanh tra thành phố', documentNumber: '1/CV' };
  await done(
    await by.leader.post(`/api/tips/${forwarded}/forward`, {
      version: 1,
      effectiveOn: TODAY,
      ...to,
    }),
  );
  expect(await isOwn(forwarded)).toBe(true);
});

it('a tip is nobody’s own where the city, another commune or a portal took it in, or the city closed it', async () => {
  expect(await isOwn(await closeToday(by.leader, await takenIn(by.analyst)))).toBe(false);
  expect(await isOwn(await closeToday(by.leader, await takenIn(by.otherLeader)))).toBe(false);
  expect(await isOwn(await closeToday(by.analyst, await takenIn(by.leader)))).toBe(false);
  const { client } = await openSource(test);
  const handedIn = await client.post('/api/intake/tips', {
    kind: 'feedback',
    receivedOn: TODAY,
    communeCode: '00070',
    channelNumber: 'A-1',
  });
  expect(handedIn.status).toBe(201);
  const [row] = await test.database.sql<{ id: number }[]>`
    select id from tip where channel_number = 'A-1'`;
  expect(await isOwn(await closeToday(by.leader, row?.id ?? 0))).toBe(false);
});

it('a tip that another commune took over is not its own', async () => {
  const id = await takenIn(by.leader);
  const communeId = by.otherLeader.account?.communeIds[0];
  const body = { version: 1, effectiveOn: TODAY, communeId };
  const { transfer } = await done(await by.leader.post(`/api/tips/${id}/transfer`, body));
  await done(await by.otherLeader.post(`/api/tip-transfers/${transfer?.id}/take`, {}));
  expect(await isOwn(await closeToday(by.otherLeader, id))).toBe(false);
});
