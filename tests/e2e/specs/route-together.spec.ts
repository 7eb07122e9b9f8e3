import type { APIRequest } from '@playwright/test';

import type { AccountWithLink, NewAccount } from '#server/contract/account.ts';
import { askBusinesses, askRouteOfToday, askTeams } from '#tests/e2e/route-story.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { clerk } from '#tests/e2e/handover-story.ts';
import { productUrl } from '#tests/e2e/product.ts';
import { signIn } from '#tests/e2e/sessions.ts';
import { expect, test, type People } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const { routes: own } = words;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true };
const NEAR = 'phường Hoàn Kiếm';
type NewPerson = Pick<NewAccount, 'name' | 'username'>;
const OWN_PASSWORD = 'hai người một lộ trình';

/** Another planner with an account of their own, signed in. */
async function secondPlanner(people: People, request: APIRequest, who: NewPerson): Promise<App> {
  const admin = await clerk(request, 'admin');
  const { token } = await admin.does<AccountWithLink>('/api/accounts', {
    ...who,
    role: 'planner',
    communeIds: [],
    validFrom: '2026-01-01',
    validTo: null,
  });
  await admin.leaves();
  const stranger = await request.newContext({ baseURL: productUrl() });
  const data = { token, code: null, newPassword: OWN_PASSWORD };
  const used = await stranger.post('/api/auth/link/use', { data });
  expect(used.ok(), `the link is used: ${used.status()}`).toBe(true);
  await stranger.dispose();
  const storageState = await signIn(request, productUrl(), who.username, OWN_PASSWORD);
  return people.stranger({ storageState });
}

test.describe('a route in the hands of two planners', () => {
  test('shows them to each other, keeps what both do, and says who was faster', async ({
    people,
    playwright,
  }) => {
    const company = 'Người cùng lập (minh họa)';
    await askTeams(playwright.request, ['Tổ Hai Người']);
    await askBusinesses(playwright.request, 4);
    const first = await people.as('planner');
    await first.open('/routes');
    await first.routes.beginsRoute('Lộ trình hai người', 'Tổ Hai Người');
    // The stop drawn at random is one of a few streets, too: a far one would find no room in a day.
    await first.routes.narrowsTo(NEAR);
    await first.routes.addsTop(4);
    await first.routes.optimises(4);
    const [a = null, b = null, c = null, d = null] = await first.routes.order();
    const second = await secondPlanner(people, playwright.request, {
      name: company,
      username: 'planner.together',
    });
    await second.open(first.routes.address());
    await first.routes.expectCompany(company);
    await second.routes.expectCompany(/Cùng mở: Người lập kế hoạch/);

    await first.routes.movesUp(1);
    await first.routes.expectOrder([b, a, c, d]);
    await second.routes.expectOrder([b, a, c, d]);

    await second.desk.opensStop(b);
    await second.desk.typesMinutes('35');
    await first.desk.opensStop(b);
    await first.desk.removesOpenStop();
    await second.desk.expectStopGone(/^Người lập kế hoạch .* vừa bỏ điểm dừng này/, '35');
    await second.look.screenshot('stop-gone-1440');
    await second.desk.putsStopBack();
    for (const { routes } of [first, second]) await routes.expectOrder([b, a, c, d]);

    await second.routes.hearsNobody();
    await first.routes.movesUp(1);
    await first.routes.expectOrder([a, b, c, d]);
    await second.routes.movesUp(3);
    await second.expectSaid(own.merged);
    for (const { routes } of [first, second]) await routes.expectOrder([a, b, d, c]);

    await first.routes.movesUp(2);
    await first.routes.expectOrder([a, d, b, c]);
    await second.routes.movesUp(2);
    await second.expectProblem('route.changed_meanwhile');
    for (const { routes } of [first, second]) await routes.expectOrder([a, d, b, c]);
    second.willComplain(/status of 409/);
  });
});

test.describe('the day of two teams', () => {
  test('is seen by the planner as it happens, and the phones are told what changes', async ({
    people,
    playwright,
  }) => {
    const [title, one, two] = ['Lộ trình trong ngày', 'Tổ Sáng', 'Tổ Chiều'];
    const progress = (done: string, stops: string, left: string) =>
      own.live.progress({ done, stops, left });
    await askRouteOfToday(playwright.request, title, [one, two]);
    const planner = await people.as('planner');
    await planner.open('/routes/live');
    await planner.liveDay.expectTeam(one, progress('0', '2', '2'));
    // Whoever is in both teams hears of both.
    const phone = await people.as('inspector', PHONE);
    await phone.open('/my-routes');
    await phone.field.expectRoute(title);

    await phone.field.arrives(title);
    await phone.field.recordsBusiness(title, own.field.results.no_sign);
    await planner.liveDay.expectTeam(one, progress('1', '2', '1'));

    const body = 'Phố Minh Họa ngập, hãy đi đường khác.';
    await planner.liveDay.sends(two, body);
    await phone.told.expectTold(body);
    await phone.told.readsMessage(body);
    await planner.liveDay.expectTeam(two, /1\/1 người đã xem/);

    await planner.liveDay.adjusts(title);
    await planner.liveDay.takesOutLast(two);
    await planner.liveDay.expectDraftDiffers();
    await planner.liveDay.publishesChanges('Đường ngập, bớt một nơi');
    await phone.told.expectTold(/^Bỏ: /);
    await planner.open('/routes/live');
    await planner.liveDay.expectTeam(two, progress('0', '1', '1'));
  });
});

test.describe('a planner', () => {
  test('is told why a stop has no room, and one press makes room for it', async ({
    people,
    playwright,
  }) => {
    const team = 'Tổ Ít Chỗ';
    await askTeams(playwright.request, [team], { mostStops: 2 });
    await askBusinesses(playwright.request, 4);
    const planner = await people.as('planner');
    const { routes, dragging } = planner;
    await planner.open('/routes');
    await routes.beginsRoute('Lộ trình ít chỗ', team);
    await routes.narrowsTo(NEAR);
    await routes.addsTop(3);
    await routes.optimises(2);
    await routes.expectLoose(own.reasons['too_many_stops'] ?? '');
    await routes.expectLoose(own.remedies.raise_max_stops({ team, count: '3' }));
    await planner.look.screenshot('route-dropped-1440');
    await routes.grants();
    await routes.expectLoose();
    await expect.poll(() => dragging.orderOf(team)).toHaveLength(3);
    const order = await dragging.orderOf(team);
    await routes.expectNoViolation();
    await planner.page.reload();
    await dragging.expectOrderOf(team, order);
  });
});

test.describe('the teams as they are that day', () => {
  const [late, absent, more] = ['Tổ Về Sớm', 'Tổ Vắng Mặt', 'Tổ Đến Thêm'];
  const { teamDay } = own;

  test('go early, stay away, come and are taken off, and the others take the stops', async ({
    people,
    playwright,
  }) => {
    await askTeams(playwright.request, [late, absent, more], { mostStops: 5 });
    await askBusinesses(playwright.request, 8);
    const planner = await people.as('planner');
    const { desk, look, routes } = planner;
    await planner.open('/routes');
    await routes.beginsRoute('Lộ trình đổi tổ', late, absent);
    await routes.narrowsTo(NEAR);
    await routes.addsTop(8);
    await routes.optimises(8);
    await desk.opensDay(late);
    await desk.worksUntil('11:00');
    await desk.expectDayRefused(teamDay.restWrong);
    await desk.restsNot();
    await desk.worksUntil('09:00');
    await desk.startsOnMap();
    expect(await look.faultsInFourViews('team-day')).toEqual([]);
    await desk.sharesStops(/^\d điểm đổi tổ/);
    await desk.expectOfTeam(late, /Ca 08:00–09:00/);
    await desk.expectOfTeam(late, teamDay.restNone);

    await desk.opensDay(absent);
    await desk.marksAbsent();
    await desk.sharesStops(/^\d điểm đổi tổ/);
    await desk.expectOfTeam(absent, teamDay.isAbsent);
    await desk.addsTeam(more);
    await desk.opensDay(more);
    await desk.savesDay();
    expect(await look.faultsInFourViews('teams-of-day')).toEqual([]);
    await desk.opensDay(absent);
    await desk.takesOff(absent);
    await desk.undoesByKeys();
    await desk.expectOfTeam(absent, teamDay.isAbsent);
  });
});
