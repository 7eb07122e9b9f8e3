import type { PointSummary } from '#server/contract/point.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';
import { telephonePhoto } from '#tests/support/files/photos.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** A place that waits for a look, in the record of somebody who is there. */
async function atOverdue(app: App, place: number) {
  const { items } = await app.server.points('flag=check_overdue');
  const waiting = items.filter(({ status }) => status === 'eliminated' || status === 'handed_over');
  const point = waiting[place];
  if (point === undefined) throw new Error('the story has too few places that wait for a look');
  await app.turnsTo(`/?id=${point.id}`);
  await app.point.expectOpen(point.officialName);
  return point;
}

/** A look in vain where the device tells no position. */
async function looksInVain({ checks, look, server }: App, point: PointSummary): Promise<void> {
  await checks.opens();
  await checks.expectPositionDenied();
  await checks.chooses('could_not_check');
  await checks.records();
  await checks.expectObstacleAsked();
  expect(await checks.smallTargets()).toEqual([]);
  expect(await look.faultsOnPhone('check-in-vain')).toEqual([]);
  await checks.choosesObstacle('closed');
  await checks.expectWillRecord(/sau 3 ngày/);
  await checks.records();
  await checks.expectClosed();
  const { items } = await server.points(`q=${encodeURIComponent(point.code)}`);
  expect(items[0]?.flags).toContain('check_due');
  expect(items[0]?.flags.includes('unchecked')).toBe(point.flags.includes('unchecked'));
}

test.describe('a look at a closed place, on a phone', () => {
  test('goes on where the device tells no position; is recorded in two taps, with position and photo where they are given', async ({
    people,
  }) => {
    const officer = await people.as('officer', { ...PHONE, permissions: [] });
    await officer.open('/worklist');
    await looksInVain(officer, await atOverdue(officer, 0));

    const point = await atOverdue(officer, 0);
    const [longitude, latitude] = point.anchor;
    const device = officer.page.context();
    await device.grantPermissions(['geolocation']);
    // Half a kilometre from the place: a hundredth of a degree of latitude is 1.1 km.
    await device.setGeolocation({ accuracy: 12, longitude, latitude: latitude + 0.005 });
    await officer.checks.opens();
    await officer.checks.expectPositionKnown(12);
    expect(await officer.look.faultsOnPhone('check')).toEqual([]);
    await officer.checks.chooses('no_sign');
    await officer.checks.expectWillRecord(words.pointActs.results.no_sign);
    await officer.checks.addsPhoto(await telephonePhoto('jpeg', { width: 1600, height: 1200 }));
    await officer.checks.expectWillRecord(words.checks.photoCount({ count: '1' }));
    expect(await officer.checks.smallTargets()).toEqual([]);
    expect(await officer.look.faultsOnPhone('check-chosen')).toEqual([]);
    await officer.checks.records();
    await officer.checks.expectFarAway();
    expect(await officer.look.faultsOnPhone('check-far-away')).toEqual([]);
    await officer.checks.recordsFarAway();
    await officer.checks.expectClosed();
    await officer.point.expectEvent('checked');
    await officer.point.expectSays(new RegExp(words.checks.lines.distance));
    const { items } = await officer.server.points(`q=${encodeURIComponent(point.code)}`);
    expect(items[0]?.flags).not.toContain('check_overdue');
    await officer.checks.opensPhoto();
    expect(await officer.look.faultsOnPhone('check-photo')).toEqual([]);
    await officer.checks.withdrawsPhoto('Ảnh chụp nhầm nơi khác.');
    expect(await officer.look.faultsOnPhone('check-withdrawn')).toEqual([]);
  });

  test('is done by keyboard alone, and takes no words about people', async ({ people }) => {
    const leader = await people.as('leader', { permissions: [] });
    leader.willComplain(/status of 422 .*\/checks/);
    await atOverdue(leader, 0);
    await leader.checks.opens();
    await leader.checks.writesNote('Liên hệ 0912 345 678.');
    await leader.checks.focusesResults();
    await leader.checks.presses('Space', 'ArrowDown');
    await leader.checks.expectWillRecord(words.checks.statusSuspected);
    await leader.checks.presses('ArrowUp', 'Enter');
    await leader.checks.expectMarkedWords();
    await leader.checks.rewritesNote('Cửa khóa, biển hiệu đã gỡ.');
    await leader.checks.records();
    await leader.checks.expectClosed();
    await leader.point.expectSays('Cửa khóa, biển hiệu đã gỡ.');
  });
});
