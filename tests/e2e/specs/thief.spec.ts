import { expect, type APIRequest } from '@playwright/test';

import { test, type Device } from '#tests/e2e/device.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { askRouteOfToday } from '#tests/e2e/route-story.ts';
import { forgetSession } from '#tests/e2e/product.ts';
import {
  endSessions,
  HOME,
  plantPlace,
  steal,
  STOP,
  type Planted,
} from '#tests/e2e/stolen-device.ts';
import { words } from '#tests/e2e/words.ts';
import { createMarks } from '#tests/support/thief/marks.ts';
import { markedPhoto } from '#tests/support/thief/places.ts';
import { sumUp } from '#tests/support/thief/read-profile.ts';

const WRITES = /^POST \/api\/(handovers|points|attachments|routes)/;
const SIGN_OUT = /^POST \/api\/auth\/sign-out/;
const TERM = /^POST \/api\/me\/unsent-keys/;
/** Seconds after which a session is over, once its work is done. */
const SOON = 2;

/** Things that a device may keep by name: sealed unsent work, and how much a wipe has deleted. */
const [OUTBOX, WIPED] = ['dia-ban-outbox', 'dia-ban-wiped'];
/** The product's own files, their worker, and the note of a sign-out of which the server has not heard yet. */
const PAGES = /^(dia-ban-pages-|http:|dia-ban-sign-out-owed)/;

type Marks = ReturnType<typeof createMarks>;

/** What a thief read after each way in which a session ended. */
function thief(device: Device, marks: Marks) {
  const read: Record<string, string[]> = {};
  return {
    read,
    takes: async (after: string) => {
      const before = process.cpuUsage();
      const { readable, opened, counts: numbers } = await steal(device, marks);
      const seconds = (process.cpuUsage(before).user / 1e6).toFixed(1);
      console.log(`after ${after}, read in ${seconds} s of work:`, JSON.stringify(numbers));
      read[after] = sumUp([...readable, ...opened]);
    },
  };
}

/** Nothing was read by anybody. */
function expectNothing(read: Readonly<Record<string, string[]>>): void {
  expect(read).toEqual(Object.fromEntries(Object.keys(read).map((after) => [after, []])));
}

async function looksAround(device: Device, role: 'leader' | 'officer', { point }: Planted) {
  await device.signsInAs(role);
  const phone = await device.opens(`/?id=${point.id}`);
  await phone.point.expectOpen(point.officialName);
  await phone.map.waitsForMarks();
  await phone.offline.isReady(`/api/points/${point.id}`, '/api/me');
  return phone;
}

/** A confirmation with words and a photo that stays on the device. */
async function confirmsInVain(phone: App, { point, whose }: Planted, marks: Marks) {
  await phone.open('/');
  await phone.worklist.startsConfirming(point.officialName);
  await phone.worklist.writesMore({
    document: marks.plant(`${whose}: unsent document`),
    note: marks.plant(`${whose}: unsent note`),
  });
  await phone.checks.addsPhoto(await markedPhoto(marks.plant(`${whose}: unsent photo`)));
  await phone.worklist.recordsConfirmation();
  await phone.offline.expectKept(point.code);
}

/** A look at a place, with words, photo and the position of the phone, that stays on the device. */
async function looksInVain(phone: App, { point, whose }: Planted, marks: Marks) {
  const context = phone.page.context();
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ accuracy: 12, longitude: HOME[0], latitude: HOME[1] });
  await phone.open(`/?id=${point.id}`);
  await phone.checks.opens();
  await phone.checks.chooses('no_sign');
  await phone.checks.writesNote(marks.plant(`${whose}: unsent note`));
  await phone.checks.addsPhoto(await markedPhoto(marks.plant(`${whose}: unsent photo`)));
  await phone.checks.records();
  await phone.checks.expectClosed();
  await phone.offline.expectUnsent(1);
}

/** Signs out, whatever is unsent. */
async function signsOut(phone: App, role: 'leader' | 'officer', unsent: boolean, ...but: string[]) {
  await phone.signsOut();
  if (unsent) await phone.offline.signsOutAnyway();
  forgetSession(role);
  await forgets(phone, ...but);
}

/** Until the sign-in is shown, and the browser says that it keeps nothing but this and the product's own pages. */
async function forgets(phone: App, ...but: string[]) {
  await phone.expectSignIn();
  const left = async () => (await phone.offline.leftOnDevice()).filter((name) => !PAGES.test(name));
  await expect.poll(left).toEqual(but);
}

/** The term of the session ends while the phone lies there without a network; then it is opened once more. */
async function runsOut(device: Device, phone: App, term: Record<string, number>) {
  const before = device.line.count(TERM);
  device.line.changes(TERM, term);
  await phone.open('/');
  await expect.poll(() => device.line.count(TERM)).toBeGreaterThan(before);
  await device.closesBrowser();
  device.line.goesDown();
  const over = Date.now() + SOON * 1_000;
  await expect.poll(() => Date.now()).toBeGreaterThan(over);
  const later = await device.opens('/');
  later.willComplain(/ApiUnreachable/);
  await later.expectClosed();
  await device.closesBrowser();
}

const plantAll = (request: APIRequest, marks: Marks, ...whose: string[]) =>
  Promise.all(whose.map((one) => plantPlace(request, marks, one)));

test.describe('a thief who reads all that a closed browser has kept', () => {
  test('finds nothing of two accounts on one phone: sign-outs, and a session ended elsewhere', async ({
    device,
    playwright,
  }) => {
    const { request } = playwright;
    const marks = createMarks();
    const { takes, read } = thief(device, marks);
    const [first, second, third] = await plantAll(request, marks, 'leader', 'officer', 'leader 2');
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    const leader = await looksAround(device, 'leader', first);
    await signsOut(leader, 'leader', false);
    await device.closesBrowser();
    await takes('sign-out');

    const officer = await looksAround(device, 'officer', second);
    device.line.loses(WRITES);
    await looksInVain(officer, second, marks);
    await endSessions(request, 'officer', 'revoke');
    await officer.open('/');
    await forgets(officer, OUTBOX);
    await device.closesBrowser();
    await takes('a session ended elsewhere');

    const again = await looksAround(device, 'leader', third);
    await confirmsInVain(again, third, marks);
    // The officer's work stays where it is, for the officer.
    await signsOut(again, 'leader', true, OUTBOX);
    await device.closesBrowser();
    await takes('sign-out with deletion');
    expectNothing(read);
  });

  test('finds nothing on a fresh phone: offline sign-out, the end of the time, idleness', async ({
    device,
    playwright,
  }) => {
    const { request } = playwright;
    const marks = createMarks(500);
    const { takes, read } = thief(device, marks);
    const [first, second, third] = await plantAll(request, marks, 'officer', 'leader', 'officer 2');
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    const officer = await looksAround(device, 'officer', first);
    device.line.goesDown();
    await looksInVain(officer, first, marks);
    await signsOut(officer, 'officer', true);
    await device.closesBrowser();
    await takes('sign-out without a network');

    device.line.isUpAgain();
    // The server hears of the sign-out now.
    const next = await device.opens('/');
    await next.expectSignIn();
    await expect.poll(() => device.line.count(SIGN_OUT)).toBe(1);
    const leader = await looksAround(device, 'leader', second);
    device.line.loses(WRITES);
    await confirmsInVain(leader, second, marks);
    await runsOut(device, leader, { secondsLeft: SOON });
    await takes('the end of its time');

    device.line.isUpAgain();
    const again = await looksAround(device, 'officer', third);
    device.line.loses(WRITES);
    await looksInVain(again, third, marks);
    await runsOut(device, again, { idleSeconds: SOON });
    await takes('idleness');
    expectNothing(read);
  });

  test('finds nothing on a phone whose battery died in the middle of a session, and nothing after a wipe', async ({
    device,
    playwright,
  }) => {
    const { request } = playwright;
    const marks = createMarks(1_000);
    const { takes, read } = thief(device, marks);
    const [place] = await plantAll(request, marks, 'leader');
    if (place === undefined) throw new Error();
    const title = `Lộ trình ${marks.plant('inspector: route')}`;
    await askRouteOfToday(request, title, [`Tổ ${marks.plant('inspector: team')}`]);
    // With the password, so that it lies there what was made of it.
    const inspector = await device.opens('/sign-in?next=/my-routes');
    await inspector.signsIn('inspector');
    await inspector.field.expectRoute(title);
    await inspector.offline.isReady('/api/routes/mine', '/api/me');
    device.line.goesDown();
    const stop = {
      name: `Quán ${marks.plant('inspector: unsent stop')}`,
      coordinates: `${STOP[1]}, ${STOP[0]}`,
      result: 'signs',
      note: marks.plant('inspector: unsent note'),
    } as const;
    await inspector.field.addsStop(title, stop, words.routes.field.waiting);
    await device.losesPower();
    await endSessions(request, 'inspector', 'revoke');
    await takes('a dead battery');

    device.line.isUpAgain();
    const leader = await looksAround(device, 'leader', place);
    device.line.loses(WRITES);
    await confirmsInVain(leader, place, marks);
    await endSessions(request, 'leader', 'wipe');
    await leader.open('/');
    await forgets(leader, OUTBOX, WIPED);
    await device.closesBrowser();
    await takes('a wipe');
    expectNothing(read);
  });
});
