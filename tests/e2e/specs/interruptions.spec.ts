import { OLDEST_BACKUP } from '#tests/support/database/oldest-backup.ts';
import { setUpDriver } from '#tests/e2e/drivers/set-up-driver.ts';
import { serveEmpty } from '#tests/e2e/product.ts';
import type { RunningServer } from '#tests/e2e/server-process.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const NAME = 'Khu nhà trọ Minh Họa Số 8';

test.describe('when the network goes away', () => {
  test.use({ loadsAhead: true });

  test('the screen says so, keeps what it has, and goes on afterwards; an act in the middle is not lost and not done twice', async ({
    people,
  }) => {
    const analyst = await people.as('analyst');
    await analyst.open();
    await analyst.map.settled();
    await analyst.list.opens('Karaoke Minh Họa Số 11');
    await analyst.point.expectOpen('Karaoke Minh Họa Số 11');
    await analyst.losesNetwork();
    await analyst.list.opens(NAME);
    await analyst.expectUnreachable();
    await analyst.list.expectRow(NAME);
    // It asks again by itself.
    await analyst.findsNetworkAgain();
    await analyst.point.expectOpen(NAME);

    const { id } = await analyst.server.pointNamed('Khu nhà trọ Minh Họa Số 26');
    await analyst.turnsTo(`/?id=${id}`);
    await analyst.point.startsAct('eliminate');
    await analyst.point.fillsIn({ document: '12/BB-CAP' });
    await analyst.losesNetwork();
    await analyst.point.records('eliminate');
    await analyst.expectUnreachable();
    await analyst.findsNetworkAgain();
    await analyst.point.records('eliminate');
    await analyst.point.expectStatus('eliminated');
    await analyst.point.expectEventOnce('eliminated');
  });
});

test.describe('a session that was ended elsewhere', () => {
  test('leads to the sign-in without a press, says why, and from there back', async ({
    people,
  }) => {
    const officer = await people.stranger();
    officer.willComplain(/status of 401 /);
    await officer.open('/sign-in');
    await officer.signsIn('officer');
    await officer.goesTo(words.common.goMap);
    await officer.list.opens(NAME);
    await officer.point.expectOpen(NAME);

    const admin = await people.as('admin');
    await admin.open('/accounts');
    await admin.accounts.startsAct('officer', words.accounts.sessions);
    await admin.accounts.endsEverySession();
    people.forgetSession('officer');

    await officer.expectSignIn();
    await officer.expectSaid(words.session.ended);
    await officer.signsIn('officer');
    await officer.point.expectOpen(NAME);
  });
});

test.describe('when the machine is lost', () => {
  const CODE = 'ma-cai-dat-de-thu';
  let empty: RunningServer;

  test.beforeAll(async () => {
    empty = await serveEmpty({ DIABAN_SET_UP_CODE: CODE });
  });
  test.afterAll(() => empty.stop());

  test('a backup brings the register back on another one that is empty', async ({ people }) => {
    const operator = await people.stranger({ baseURL: empty.url });
    operator.willComplain(/status of (403|503) /);
    await operator.open('/sign-in');
    const setUp = setUpDriver(operator.page);
    await setUp.opens();
    expect(await operator.look.violations()).toEqual([]);
    await setUp.sends('mã sai', OLDEST_BACKUP);
    await operator.expectProblem('set_up.wrong_code');
    await setUp.sends(CODE, OLDEST_BACKUP);
    await setUp.expectProgress();
    await setUp.reloads();
    await setUp.expectReady();
    await setUp.goesToSignIn();
    await setUp.expectNotOffered();
    await operator.signsIn('analyst');
    await operator.expectSignedIn();
  });
});
