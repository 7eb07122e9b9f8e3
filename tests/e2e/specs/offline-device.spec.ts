import { expect, type APIRequest } from '@playwright/test';

import { civilDate } from '#server/contract/civil-day.ts';
import { pushPayload } from '#server/features/notices/push-rules.ts';
import { test, type Device } from '#tests/e2e/device.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { askHandover, clerk } from '#tests/e2e/handover-story.ts';
import { forgetSession, productUrl } from '#tests/e2e/product.ts';
import { DEMO_PASSWORD } from '#tests/e2e/sessions.ts';
import { endSessions } from '#tests/e2e/stolen-device.ts';
import { format, words } from '#tests/e2e/words.ts';

const { outbox, session } = words;
/** Note of this tab for the sign-in page. */
const WIPED = 'dia-ban-wiped';
const CONFIRM = /^POST \/api\/handovers\/\d+\/confirm/;
const now = new Date().toISOString();
const today = civilDate(now);
/** A hand-over of which nobody has been told yet. */
const HANDOVER = {
  noticeId: 1,
  kind: 'handover_asked',
  onDate: null,
  waiting: null,
  overdue: null,
  createdAt: now,
  read: false,
} as const;

async function readyPhone(device: Device, pointId: number): Promise<App> {
  await device.signsInAs('leader');
  const phone = await device.opens('/');
  await phone.worklist.waitsForList();
  await phone.offline.isReady('/api/worklist?limit=30', `/api/points/${pointId}`, '/api/me');
  return phone;
}

/** A confirmation that did not get through, and stays on the device. */
async function confirmsInVain(phone: App, name: string, code: string): Promise<void> {
  await phone.worklist.startsConfirming(name);
  await phone.worklist.recordsConfirmation();
  await phone.offline.expectKept(code);
}

async function confirmedOn(request: APIRequest, pointId: number): Promise<string[]> {
  const analyst = await clerk(request, 'analyst');
  const { events } = await analyst.record(pointId);
  await analyst.leaves();
  return events
    .filter(({ kind }) => kind === 'handover_confirmed')
    .map(({ effectiveOn }) => effectiveOn);
}

test.describe("a device's clock that is wrong by a day", () => {
  test('ahead: its author sees both times before the act is sent, and mends the day', async ({
    device,
    playwright,
  }) => {
    const { id, code, officialName } = await askHandover(playwright.request, 'Nhà nghỉ Sai Giờ 2');
    device.setsClockBy(24);
    const phone = await readyPhone(device, id);
    device.line.goesDown();
    await phone.offline.forgetsServerTime();
    await phone.open('/');
    await confirmsInVain(phone, officialName, code);
    device.line.isUpAgain();
    await phone.offline.opensOutbox();
    await phone.offline.expectEntry(code, outbox.state.refused);
    await phone.offline.expectEntry(
      code,
      /đồng hồ của máy không đúng: máy tính là .*, theo máy chủ là /,
    );
    await phone.look.screenshot('outbox-refused-360-light');
    await phone.offline.changes(code);
    await phone.offline.setsDay(format.date(today));
    await phone.offline.confirmsInForm();
    await phone.offline.expectEntry(code, /Đã gửi lúc/);
    expect(await confirmedOn(playwright.request, id)).toEqual([today]);
  });
});

test.describe('a newer release', () => {
  test('is taken when the reader says so, and unsent work stays; as a file it goes by another device too, once', async ({
    device,
    secondDevice,
    playwright,
  }) => {
    const { id, code, officialName } = await askHandover(playwright.request, 'Nhà nghỉ Bản Mới');
    const phone = await readyPhone(device, id);
    // Whatever is asked for else comes: the server opens what a file brings.
    device.line.loses(CONFIRM);
    await confirmsInVain(phone, officialName, code);
    const before = await phone.offline.leftOnDevice();
    device.line.offersRelease('another-release');
    await phone.open('/outbox');
    await phone.offline.expectEntry(code, /Chờ mạng|Đã gửi nhưng chưa rõ/);
    await phone.look.screenshot('outbox-update-360-light');
    await phone.offline.takesUpdate();
    await phone.offline.expectEntry(code, /Chờ mạng|Đã gửi nhưng chưa rõ/);
    const after = await phone.offline.leftOnDevice();
    expect(after.filter((name) => !before.includes(name))).toContain(
      'dia-ban-pages-another-release',
    );
    await phone.offline.expectReadyLine();
    await phone.look.screenshot('outbox-ready-360-light');
    const file = await phone.offline.savesUnsent();
    await phone.offline.discards(code);
    await phone.offline.expectNoEntry(code);
    await phone.offline.takesUnsent(file);
    await phone.offline.expectEntry(code, /Chờ mạng|Đã gửi nhưng chưa rõ/);

    await secondDevice.signsInAs('leader');
    const other = await secondDevice.opens('/outbox');
    // Told by a push meanwhile, of counts and codes alone.
    const pushed = pushPayload([{ ...HANDOVER, code, targetId: id }], 'vi');
    expect(await other.notices.showsPushed(pushed)).toEqual({
      title: 'Địa Bàn',
      body: `${code}: đề nghị bàn giao chờ trả lời`,
      address: `/?id=${id}`,
    });
    await other.offline.takesUnsent(file);
    await other.offline.expectEntry(code, /Đã gửi lúc/);
    await other.look.screenshot('outbox-of-another-device-360-light');
    expect(await confirmedOn(playwright.request, id)).toEqual([today]);

    device.line.isUpAgain();
    await phone.offline.expectEntry(code, /Đã gửi lúc/);
    expect(secondDevice.line.count(CONFIRM)).toBe(1);
    expect(device.line.count(CONFIRM)).toBe(1);
    expect(await confirmedOn(playwright.request, id)).toEqual([today]);
  });
});

test('a passkey opens what a phone keeps, without a network and without a password', async ({
  device,
}) => {
  // Browsers bind a passkey to a name, and the server to its own address: past the line.
  const address = productUrl().replace('127.0.0.1', 'localhost');
  const phone = await device.opens(`${address}/sign-in`);
  await phone.passkeys.plugsInKey();
  await phone.signsIn('officer');
  await phone.worklist.waitsForList();
  await phone.open(`${address}/settings`);
  await phone.passkeys.adds('Điện thoại của phường', DEMO_PASSWORD);
  await phone.passkeys.expectPasskey('Điện thoại của phường', words.passkeys.unused);
  await phone.signsOut();
  await phone.passkeys.signsIn();
  await phone.worklist.waitsForList();
  await phone.offline.isReady('/api/worklist?limit=30', '/api/me');
  await phone.offline.losesNetworkAndMemory();

  await phone.open(`${address}/`);
  await phone.offline.expectAskedForPasskey();
  await expect(phone.page.getByLabel(session.password, { exact: true })).toHaveCount(0);
  expect(await phone.look.faultsOnPhone('offline-locked-passkey')).toEqual([]);
  await phone.passkeys.signsIn();
  await phone.worklist.waitsForList();
  await phone.offline.expectOffline();
});

test.describe('forgetting', () => {
  test('signing out warns of unsent work, and leaves nothing behind; without a network it shows nothing more, and the server hears of it later', async ({
    device,
    playwright,
  }) => {
    const { id, code, officialName } = await askHandover(playwright.request, 'Nhà nghỉ Ra Về');
    const phone = await readyPhone(device, id);
    device.line.goesDown();
    await phone.signsOut();
    forgetSession('leader');
    await phone.expectSignIn();
    await phone.open('/');
    await phone.expectSignIn();
    device.line.isUpAgain();
    await phone.open('/');
    await phone.expectSignIn();
    expect(device.line.count(/^POST \/api\/auth\/sign-out/)).toBe(1);

    await device.signsInAs('leader');
    await phone.open('/');
    device.line.loses(CONFIRM);
    await confirmsInVain(phone, officialName, code);
    await phone.signsOut();
    await phone.offline.expectWarnedAtSignOut(1);
    await phone.look.screenshot('sign-out-warning-360-light');
    await phone.offline.signsOutAnyway();
    forgetSession('leader');
    await phone.expectSignIn();
    expect(await phone.offline.leftOnDevice()).toEqual([]);
    expect(await confirmedOn(playwright.request, id)).toEqual([]);
  });

  test('a sign-out in one tab while another sends ends both; nothing stays or comes back, and what was sent is there once', async ({
    device,
    playwright,
  }) => {
    const { id, officialName } = await askHandover(playwright.request, 'Nhà nghỉ Hai Thẻ');
    const phone = await readyPhone(device, id);
    const answered = device.line.holdsAnswersTo(CONFIRM);
    await phone.worklist.startsConfirming(officialName);
    await phone.worklist.recordsConfirmation();
    await answered;
    const other = await device.opens('/');
    await other.worklist.waitsForList();
    await other.signsOut();
    await other.offline.signsOutAnyway();
    forgetSession('leader');
    await other.expectSignIn();
    device.line.isUpAgain();
    await phone.open('/');
    await phone.expectSignIn();
    await expect.poll(() => phone.offline.leftOnDevice()).toEqual([]);
    expect(await confirmedOn(playwright.request, id)).toEqual([today]);
  });

  test('a session revoked while the device was away leaves unsent work alone, sealed for its owner; a lost device that was wiped keeps nothing, and says what it deleted', async ({
    device,
    playwright,
  }) => {
    const kept = await askHandover(playwright.request, 'Nhà nghỉ Thu Hồi');
    const lost = await askHandover(playwright.request, 'Nhà nghỉ Mất Máy');
    const phone = await readyPhone(device, kept.id);
    device.line.goesDown();
    await confirmsInVain(phone, kept.officialName, kept.code);
    await endSessions(playwright.request, 'leader', 'revoke');
    await phone.open('/');
    await phone.worklist.waitsForList();
    device.line.isUpAgain();
    await phone.expectSignIn();
    await phone.expectSaid(session.ended);
    await phone.expectSaid(words.session.sealedAtSignIn({ count: '1' }));
    expect(await phone.look.faultsOnPhone('sign-in-sealed')).toEqual([]);
    expect(await phone.offline.leftOnDevice()).toEqual(['dia-ban-outbox']);
    expect(await confirmedOn(playwright.request, kept.id)).toEqual([]);
    await phone.leaves();
    await device.signsInAs('leader');
    const again = await device.opens('/outbox');
    await again.offline.expectEntry(kept.code, /Đã gửi lúc/);
    expect(await confirmedOn(playwright.request, kept.id)).toEqual([today]);

    await again.open('/');
    device.line.loses(CONFIRM);
    await confirmsInVain(again, lost.officialName, lost.code);
    device.line.goesDown();
    await endSessions(playwright.request, 'leader', 'wipe');
    device.line.isUpAgain();
    await again.expectSignIn();
    await again.expectSaid(words.session.wiped({ count: '1' }));
    expect(await again.look.faultsOnPhone('sign-in-wiped')).toEqual([]);
    expect(await again.offline.leftOnDevice()).toEqual([WIPED]);
    await again.leaves();
    const last = await device.opens('/worklist');
    await last.expectSignIn();
    expect(await last.offline.leftOnDevice()).toEqual([]);
    expect(await confirmedOn(playwright.request, lost.id)).toEqual([]);
  });
});
