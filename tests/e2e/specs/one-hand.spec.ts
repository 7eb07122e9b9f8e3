import { request } from '@playwright/test';

import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { askWalkedRoute } from '#tests/e2e/route-story.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const ROUTE = 'Lộ trình đã đi một phần';
/** Route of the demonstration. */
const OF_TODAY = 'Kiểm tra hôm nay của Tổ 1 (minh họa)';
const { field } = words.routes;

const WALKS = {
  inspector: ['/my-routes', '/signals'],
  leader: ['/worklist', '/tips', '/?id=41', '/commune', '/settings'],
  analyst: ['/'],
} as const;

/** Faults of a screen under the thumb: upright, on its side, and with letters twice as large. */
async function faultsOf(app: App, name: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (how: string) => {
    await app.look.screenshot(`one-hand-${name}-${how}`);
    const faults = [...(await app.thumbs.hidden()), ...(await app.thumbs.faults())];
    if ((await app.look.sideways()) > 0) faults.push('runs over the right edge');
    found.push(...faults.map((fault) => `${name} ${how}: ${fault}`));
  };
  await look('360');
  await app.look.at(740, 360);
  await look('740');
  await app.look.at(360, 740);
  const before = await app.look.sizeOfLetters();
  await app.look.withLetters(2);
  await look('200');
  if ((await app.look.sizeOfLetters()) < 2 * before) found.push(`${name}: letters do not grow`);
  await app.look.withLetters(1);
  return found;
}

for (const [role, addresses] of Object.entries(WALKS)) {
  test(`nothing floats over the work of an ${role}, is cut off, too small or dead without a word`, async ({
    people,
  }) => {
    await askWalkedRoute(request, ROUTE);
    const app = await people.as(role as keyof typeof WALKS, PHONE);
    const found: string[] = [];
    const titles = new Set<string>();
    for (const address of addresses) {
      await app.open(address);
      await app.rests();
      found.push(...(await faultsOf(app, `${role}${address.replaceAll(/\W/g, '-')}`)));
      titles.add(await app.look.title());
    }
    expect(found).toEqual([]);
    expect(titles.size, [...titles].join(', ')).toBe(addresses.length);
  });
}

test('a stop is one screen, upright and on its side, and its acts lead the focus on', async ({
  people,
}) => {
  const app = await people.as('inspector', PHONE);
  await app.open('/my-routes');
  await app.field.expectRoute(OF_TODAY);
  expect(await app.field.partsOutOfSight()).toEqual([]);
  await app.look.at(740, 360);
  expect(await app.field.partsOutOfSight()).toEqual([]);
  await app.look.at(360, 740);
  await app.field.arrives(OF_TODAY);
  await app.field.expectFocusOn(field.results.no_sign);
  expect(await app.field.partsOutOfSight()).toEqual([]);
  await app.field.records(OF_TODAY, 'could_not_check', field.waiting);
  expect(await app.thumbs.hidden()).toEqual([]);
  await app.look.screenshot('one-hand-just-recorded-360');
});

test('the first card of a leader is in view on a phone on its side; its act leads the focus on, and no notice lies over a button', async ({
  people,
}) => {
  const app = await people.as('leader', { ...PHONE, viewport: { width: 740, height: 360 } });
  await app.open('/worklist');
  await app.worklist.waitsForList();
  await app.rests();
  expect(await app.worklist.firstCardOutOfSight()).toEqual([]);
  await app.look.at(360, 740);
  await app.worklist.startsConfirming('Quán bar Minh Họa Số 3');
  await app.worklist.recordsConfirmation();
  await app.worklist.expectNoCard('Quán bar Minh Họa Số 3', 'handover');
  expect(await app.thumbs.hidden()).toEqual([]);
  await app.look.screenshot('one-hand-notice-360');
  await app.look.expectFocusKept();
});
