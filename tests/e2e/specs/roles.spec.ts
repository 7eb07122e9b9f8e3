import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const ELSEWHERE = 'Karaoke Minh Họa Số 19';
const ELIMINATION = {
  effectiveOn: '2026-01-05',
  documentNumber: '12/BB-CAP',
  note: null,
  version: 1,
  way: 'other',
};

test.describe('who may not', () => {
  test('a planner reads every record and finds no act in it, but whose they are', async ({
    people,
  }) => {
    const planner = await people.as('planner');
    const { id } = await planner.server.pointNamed(ELSEWHERE);
    await planner.open(`/?id=${id}`);
    await planner.point.expectOpen(ELSEWHERE);
    await planner.point.expectNothingPossible();
    await planner.point.expectByOthers('eliminate', 'analyst');

    planner.willComplain(/status of 403 /);
    expect(await planner.server.attempt(`/api/points/${id}/eliminate`, ELIMINATION)).toEqual({
      status: 403,
      code: 'permission.denied',
    });
  });

  test('a leader sees the own commune and nothing of the others', async ({ people }) => {
    const analyst = await people.as('analyst');
    const elsewhere = await analyst.server.pointNamed(ELSEWHERE);

    const leader = await people.as('leader');
    leader.willComplain(/status of 40[34] /);
    await leader.open();
    await leader.expectScreen(words.worklist.title);
    await leader.open('/?panel=list');
    await leader.list.settled();
    const { items, total } = await leader.server.points();
    expect(total).toBeLessThan((await analyst.server.points()).total);
    for (const point of items) {
      expect(point.communes.map((commune) => commune.name)).toContain('Hoàn Kiếm');
    }
    await leader.list.expectCount(total);
    await leader.list.expectNoRow(ELSEWHERE);
    await leader.search.types(ELSEWHERE);
    await leader.search.expectNothing();
    await leader.open(`/?id=${elsewhere.id}`);
    await leader.expectProblem('point.not_found');
    expect(
      await leader.server.attempt(`/api/points/${elsewhere.id}/eliminate`, ELIMINATION),
    ).toMatchObject({ status: 403 });
  });

  test('an administrator keeps accounts and boundaries, and has no map', async ({ people }) => {
    const admin = await people.as('admin');
    await admin.open('/');
    await admin.expectScreen(words.accounts.title);
    await admin.expectPlaces(
      words.common.goAccounts,
      words.common.goBoundaries,
      words.geodata.nav,
      words.tipClocks.nav,
      words.signalMeasures.nav,
    );
    await admin.goesTo(words.tipSources.nav);
    await admin.expectScreen(words.tipSources.title);
    await admin.goesTo(words.reminders.jobsNav);
    await admin.map.expectAbsent();
    await admin.open('/imports');
    await admin.expectNotAllowed('admin');
    admin.willComplain(/status of 403 /);
    expect(await admin.server.attempt('/api/points/1/eliminate', ELIMINATION)).toEqual({
      status: 403,
      code: 'permission.denied',
    });
  });

  test('an auditor reads the log and no record', async ({ people }) => {
    const auditor = await people.as('auditor');
    await auditor.open('/');
    await auditor.expectScreen(words.audit.title);
    await auditor.open('/accounts');
    await auditor.expectNotAllowed('auditor');
  });

  test('nobody reaches a page that does not exist', async ({ people }) => {
    const planner = await people.as('planner');
    await planner.open('/no-such-page');
    await planner.expectSaid(words.common.notFoundTitle);
  });
});
