import { expect, type APIRequest } from '@playwright/test';

import { civilDate } from '#server/contract/civil-day.ts';
import type { EventKind, PointSummary } from '#server/contract/point.ts';
import { test, type Device } from '#tests/e2e/device.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { askHandover, clerk } from '#tests/e2e/handover-story.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { words } from '#tests/e2e/words.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';

const { outbox, register } = words;
const CONFIRM = /^POST \/api\/handovers\/\d+\/confirm/;
const WRITES = /^POST \/api\/(handovers|points|attachments)/;
const LEADER = /Lãnh đạo UBND phường Hoàn Kiếm/;

/** Texts that tell of a point: name, code, document and position. */
const textsOf = ({ officialName, code, anchor }: PointSummary) => [
  officialName,
  code,
  'MH-900/BB',
  ...anchor.map(String),
];

/** The leader's phone with the product on it, ready for a day without a network. */
async function readyPhone(device: Device, pointId: number): Promise<App> {
  const phone = await device.opens('/sign-in');
  await phone.signsIn('leader');
  await phone.worklist.waitsForList();
  await phone.offline.isReady('/api/worklist?limit=30', `/api/points/${pointId}`, '/api/me');
  return phone;
}

/** Without a network and after the browser was closed: the password is asked for once, not again while a page lives. */
async function opensOnce(device: Device): Promise<App> {
  const phone = await device.opens('/');
  await phone.offline.opensWithPassword('mật khẩu khác');
  await phone.expectSaid(words.session.lockedWrong);
  expect(await phone.look.faultsOnPhone('offline-locked')).toEqual([]);
  await phone.offline.opensWithPassword();
  await phone.worklist.waitsForList();
  await phone.offline.expectOffline();
  await phone.open('/');
  await phone.worklist.waitsForList();
  const tab = await device.opens('/');
  await tab.worklist.waitsForList();
  await tab.leaves();
  return phone;
}

async function countEvents(request: APIRequest, pointId: number, kind: EventKind) {
  const analyst = await clerk(request, 'analyst');
  const { events } = await analyst.record(pointId);
  await analyst.leaves();
  return events.filter((event) => event.kind === kind).length;
}

test.describe('a day without a network', () => {
  test('list, record, map and forms are there; what is written waits, and goes when there is one', async ({
    device,
    playwright,
  }) => {
    const point = await askHandover(playwright.request, 'Nhà nghỉ Vùng Lõm 1');
    const { id, code, officialName } = point;
    const ready = await readyPhone(device, id);
    await ready.offline.hasGround();
    device.line.goesDown();
    await device.closesBrowser();

    const phone = await opensOnce(device);
    expect(await phone.look.faultsOnPhone('offline-worklist')).toEqual([]);
    await phone.worklist.opensOnMap(officialName, 'handover');
    await phone.point.expectOpen(officialName);
    await phone.map.waitsForMarks();
    expect(await phone.look.faultsOnPhone('offline-record')).toEqual([]);

    await phone.open('/?at=105.85,21.032&z=15');
    await phone.search.types('minh hoa 18');
    await phone.search.chooses('Phố Minh Họa 18');
    await phone.map.expectPinned('Phố Minh Họa 18');
    await phone.map.expectStreet('Phố Minh Họa 19');
    await phone.look.screenshot('offline-streets-360-light');

    await phone.goesTo(words.common.goWorklist);
    await phone.worklist.waitsForList();
    const presses = await countPresses(phone.page);
    await phone.worklist.startsConfirming(officialName);
    await phone.checks.addsPhoto(await telephonePhoto());
    await phone.worklist.recordsConfirmation();
    await presses.within('hand-over confirmed with a photo');
    await phone.offline.expectKept(code);
    await phone.offline.expectUnsentOnCard(officialName, 'waitsHere');
    await phone.offline.expectUnsent(1);
    expect(await phone.look.faultsOnPhone('offline-kept')).toEqual([]);
    await phone.offline.opensOutbox();
    await phone.offline.expectEntry(code, outbox.state.waiting);
    await phone.offline.expectGroundSize();
    await phone.offline.expectNothingReadable(...textsOf(point));
    expect(await phone.look.faultsOnPhone('outbox-waiting')).toEqual([]);
    await device.closesBrowser();

    const later = await device.opens('/outbox');
    await later.offline.opensWithPassword();
    await later.offline.expectEntry(code, outbox.state.waiting);
    device.line.isUpAgain();
    await later.offline.expectEntry(code, /Đã gửi lúc/);
    await later.offline.expectOnline();
    await later.offline.expectAllSent();
    expect(await later.look.faultsOnPhone('outbox-sent')).toEqual([]);
    expect(await countEvents(playwright.request, id, 'handover_confirmed')).toBe(1);
    const analyst = await clerk(playwright.request, 'analyst');
    expect((await analyst.record(id)).attachments).toHaveLength(1);
    await analyst.leaves();
  });
});

test.describe('behind a portal', () => {
  test('the product works from the device, and work is sent only once the server itself has it', async ({
    device,
    playwright,
  }) => {
    const point = await askHandover(playwright.request, 'Nhà nghỉ Cổng Mạng');
    const { id, code, officialName } = point;
    await (await readyPhone(device, id)).leaves();
    // A stream that a portal answers is a complaint of every browser.
    device.line.hasPortal(/^(?!GET \/api\/stream)/);
    const phone = await device.opens('/');
    await phone.worklist.waitsForList();
    await phone.expectSaid(outbox.strangerAnswers);
    await phone.look.screenshot('portal-worklist-360-light');
    await phone.worklist.startsConfirming(officialName);
    await phone.worklist.recordsConfirmation();
    await phone.offline.expectKept(code);
    await phone.offline.opensOutbox();
    await phone.offline.expectNotSent(code);
    await phone.look.screenshot('portal-outbox-360-light');

    // A firewall lets all through but this one act.
    device.line.isUpAgain();
    device.line.hasPortal(CONFIRM);
    await phone.open('/outbox');
    await phone.offline.expectEntry(code, /Một thiết bị trên đường mạng/);
    await phone.look.screenshot('firewall-outbox-360-light');
    await phone.open('/worklist');
    await phone.offline.expectUnsentOnCard(officialName, 'blockedHere');
    expect(device.line.count(CONFIRM)).toBe(0);

    device.line.isUpAgain();
    await phone.open('/outbox');
    await phone.offline.expectEntry(code, /Đã gửi lúc/);
    await phone.offline.expectReceipt(code);
    await phone.look.screenshot('portal-sent-360-light');
    expect(await countEvents(playwright.request, id, 'handover_confirmed')).toBe(1);
    const analyst = await clerk(playwright.request, 'analyst');
    const confirmed = (await analyst.record(id)).events.find(
      ({ kind }) => kind === 'handover_confirmed',
    );
    expect(confirmed?.effectiveOn).toBe(civilDate(new Date().toISOString()));
    await analyst.leaves();
  });
});

test.describe('sending once', () => {
  test('a tab killed while it sends leaves the rest to the next one; two tabs send what waits once', async ({
    device,
    playwright,
  }) => {
    const killed = await askHandover(playwright.request, 'Nhà nghỉ Mất Tab');
    const shared = await askHandover(playwright.request, 'Nhà nghỉ Hai Tab');
    await device.signsInAs('leader');
    const phone = await device.opens('/');
    const answered = device.line.holdsAnswersTo(CONFIRM);
    await phone.worklist.startsConfirming(killed.officialName);
    await phone.worklist.recordsConfirmation();
    await answered;
    await phone.leaves();
    device.line.isUpAgain();

    const next = await device.opens('/outbox');
    await next.offline.expectEntry(killed.code, /Đã gửi lúc/);
    expect(device.line.count(CONFIRM)).toBe(2);
    expect(await countEvents(playwright.request, killed.id, 'handover_confirmed')).toBe(1);

    await next.open('/');
    device.line.loses(WRITES);
    await next.worklist.startsConfirming(shared.officialName);
    await next.worklist.recordsConfirmation();
    await next.offline.expectKept(shared.code);
    const sent = device.line.count(CONFIRM);
    const second = await device.opens('/outbox');
    const third = await device.opens('/outbox');
    device.line.isUpAgain();
    for (const tab of [second, third]) await tab.offline.expectEntry(shared.code, /Đã gửi lúc/);
    expect(device.line.count(CONFIRM)).toBe(sent + 1);
    expect(await countEvents(playwright.request, shared.id, 'handover_confirmed')).toBe(1);
  });
});

test.describe('what changed meanwhile', () => {
  test('stands beside what the writer wanted, with who and when', async ({
    device,
    playwright,
  }) => {
    const { id, code, officialName } = await askHandover(playwright.request, 'Nhà nghỉ Trái Ý');
    const phone = await readyPhone(device, id);
    device.line.goesDown();
    await phone.worklist.startsConfirming(officialName);
    await phone.worklist.recordsConfirmation();
    await phone.offline.expectKept(code);

    const other = await clerk(playwright.request, 'leader');
    const { handovers } = await other.record(id);
    const { effectiveOn, documentNumber, note } = {
      effectiveOn: handovers[0]?.proposedOn,
      documentNumber: null,
      note: null,
    };
    await other.does(`/api/handovers/${handovers[0]?.id}/refuse`, {
      effectiveOn,
      enteredAt: `${effectiveOn}T05:00:00.000Z`,
      documentNumber,
      note,
      reason: 'duplicate',
      reasonText: null,
    });
    await other.leaves();

    device.line.isUpAgain();
    await phone.offline.expectStayingNotice(code);
    await phone.offline.opensOutbox();
    await phone.offline.expectStayingNotice(code, 0);
    await phone.offline.expectEntry(code, outbox.state.conflict);
    await phone.offline.expectBothSides(
      code,
      register.act.confirm_handover,
      register.event.handover_refused,
      LEADER,
    );
    await phone.offline.expectOnlyDiscard(code);
    expect(await phone.look.faultsOnPhone('outbox-conflict')).toEqual([]);
    await phone.offline.discards(code);
    await phone.offline.expectNoEntry(code);
    expect(await countEvents(playwright.request, id, 'handover_confirmed')).toBe(0);
  });
});
