import { expect, it } from 'vitest';

import type { NoticeList } from '#server/contract/notice.ts';
import { importBoundaries } from '#server/features/boundaries/commands.ts';
import { featureOf, geoJson } from '#tests/support/files/boundary-content.ts';
import { importOf } from '#tests/support/files/boundary-file.ts';
import { IN_BA_VI, people } from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { detail, done, receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, type TestClient } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';

it('a boundary file that puts the middle of a former commune into another has that one asked for its tips', async () => {
  const test = await createTestApp();
  const by = await people(test);
  const { account: admin } = await test.as('admin');
  const [former] = await test.database.sql<{ id: number; west: number; south: number }[]>`
    select id, st_x(centre) - 0.01 as west, st_y(centre) - 0.01 as south
    from commune where code = '00070'`;
  if (admin === null || former === undefined) throw new Error('nobody or no commune is there');
  const heir = await test.as('leader.heir', { role: 'leader', communeCodes: ['00082'] });
  const heirId = heir.account?.communeIds[0] ?? 0;
  const asked = async (giver: TestClient) => {
    const communeId = giver === heir ? heirId : null;
    const place = communeId === null ? { position: IN_BA_VI } : { position: null, communeId };
    const { id } = await receive(giver, { receivedOn: TODAY, ...place });
    const body = { version: 1, effectiveOn: TODAY, communeId: former.id };
    return done(await giver.post(`/api/tips/${id}/transfer`, body));
  };
  const [ofOther, ofHeir] = [await asked(by.otherLeader), await asked(heir)];
  const take = (client: TestClient) =>
    client.post(`/api/tip-transfers/${ofOther.transfer?.id}/take`, {});

  await test.database.sql`update commune set valid_to = ${TODAY} where id = ${former.id}`;
  await expectProblem(await take(by.leader), 'commune.not_found');
  const { west, south } = former;
  const ring = [
    [west, south],
    [west + 0.02, south],
    [west + 0.02, south + 0.02],
    [west, south + 0.02],
    [west, south],
  ];
  const area = featureOf([ring], { ma_xa: '00082', ten_xa: 'Cửa Nam' });
  await importBoundaries(test.deps, admin, importOf(geoJson([area]), { allowPartial: true }));

  expect(await detail(by.analyst, ofHeir.id)).toMatchObject({ transfer: null });
  expect(await detail(by.analyst, ofOther.id)).toMatchObject({
    commune: { code: '09700' },
    transfer: { to: { code: '00082' } },
  });
  const [line] = await test.database.sql<{ detail: object }[]>`
      select detail from audit_entry where action = 'tip.ask_successors'`;
  expect(line?.detail).toEqual({ moved: 1, ended: 1 });
  const { items } = (await (await heir.get('/api/me/notices')).json()) as NoticeList;
  expect(items.filter(({ kind }) => kind === 'tip_asked')).toMatchObject([{ code: ofOther.code }]);
  await expectProblem(await take(by.leader), 'tip.transfer_not_found');
  expect((await done(await take(heir))).commune.code).toBe('00082');
  await test.close();
});
