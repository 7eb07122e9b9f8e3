import { seededRandom } from '#server/generator/random.ts';
import { type Device, test } from '#tests/e2e/device.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { askHandover, clerk } from '#tests/e2e/handover-story.ts';
import { askRouteOfToday, messagesTo } from '#tests/e2e/route-story.ts';
import { expect } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';

const { field, live } = words.routes;
/** Requests of which others answer every second one. */
const SHARE = 0.5;

/** Lets others answer on the line of a device from now on. */
function turnsHostile(device: Device, app: App, seed: number): void {
  app.willHearStrangers();
  device.line.isHostile(SHARE, seededRandom(seed), () => undefined);
}

test.describe('a day on lines where others answer', () => {
  test('a leader confirms with a photo, reads list, map and record, and sees as sent what the register has', async ({
    device,
    playwright,
  }) => {
    test.setTimeout(300_000);
    const point = await askHandover(playwright.request, 'Nhà nghỉ Đường Lạ');
    const { id, code, officialName } = point;
    const leader = await device.opens('/sign-in');
    await leader.signsIn('leader');
    await leader.worklist.waitsForList();
    await leader.offline.isReady('/api/worklist?limit=30', `/api/points/${id}`, '/api/me');
    turnsHostile(device, leader, 45);

    await leader.open('/worklist');
    await leader.worklist.waitsForList();
    expect(await leader.look.faultsInFourViews('hostile-day-list')).toEqual([]);
    await leader.worklist.startsConfirming(officialName);
    await leader.checks.addsPhoto(await telephonePhoto());
    expect(await leader.look.faultsInFourViews('hostile-day-form')).toEqual([]);
    await leader.worklist.recordsConfirmation();
    await leader.worklist.expectDone();
    await leader.open(`/?id=${id}`);
    await leader.point.expectOpen(officialName);
    expect(await leader.look.faultsInFourViews('hostile-day-record')).toEqual([]);
    await leader.open('/outbox');
    await leader.offline.expectEntry(code, /chặn|Chờ|Máy chủ|Đã gửi|cài đặt khác/);
    expect(await leader.look.faultsInFourViews('hostile-day-outbox')).toEqual([]);

    device.line.isUpAgain();
    await leader.open('/outbox');
    await leader.offline.expectEntry(code, /Đã gửi lúc/);
    await leader.offline.expectReceipt(code);
    expect(await leader.look.faultsInFourViews('hostile-day-sent')).toEqual([]);
    const analyst = await clerk(playwright.request, 'analyst');
    const { events, attachments } = await analyst.record(id);
    await analyst.leaves();
    expect(events.filter(({ kind }) => kind === 'handover_confirmed')).toHaveLength(1);
    expect(attachments).toHaveLength(1);
  });

  test('an inspector records stops, a planner watches and sends word: each arrives once', async ({
    device,
    secondDevice,
    playwright,
  }) => {
    test.setTimeout(300_000);
    const [title, team, body] = ['Lộ trình đường lạ', 'Tổ Đường Lạ', 'Phố Minh Họa đang ngập.'];
    await askRouteOfToday(playwright.request, title, [team], 3);
    const planner = await secondDevice.opens('/sign-in?next=/routes/live');
    await planner.look.at(1440, 900);
    await planner.signsIn('planner');
    await planner.liveDay.expectTeam(team, '0');
    const inspector = await device.opens('/sign-in?next=/my-routes');
    await inspector.signsIn('inspector');
    await inspector.field.expectRoute(title);
    await inspector.offline.isReady('/api/routes/mine', '/api/me');
    turnsHostile(device, inspector, 46);
    turnsHostile(secondDevice, planner, 47);

    await inspector.field.arrives(title);
    expect(await inspector.look.faultsInFourViews('hostile-day-stop')).toEqual([]);
    // Sent by chance, or still on the phone.
    const { no_sign, could_not_check } = field.results;
    const recorded = new RegExp([no_sign, could_not_check, field.waiting].join('|'));
    await inspector.field.recordsBusiness(title, recorded);
    await inspector.field.recordsNext(title, 'could_not_check', recorded);
    expect(await inspector.look.faultsInFourViews('hostile-day-results')).toEqual([]);
    await planner.liveDay.sendsAtLast(team, body);
    expect(await planner.look.faultsInFourViews('hostile-day-board')).toEqual([]);

    device.line.isUpAgain();
    secondDevice.line.isUpAgain();
    await inspector.open('/outbox');
    await inspector.offline.settlesAll();
    expect(await inspector.look.faultsInFourViews('hostile-day-settled')).toEqual([]);
    await planner.open('/routes/live');
    const progress = live.progress({ done: '2', stops: '3', left: '1' });
    await planner.liveDay.expectTeam(team, progress);
    expect(await planner.look.faultsInFourViews('hostile-day-board-after')).toEqual([]);
    await inspector.open('/my-routes');
    await inspector.told.expectTold(body);
    expect(await messagesTo(playwright.request, team)).toEqual([body]);
  });
});
