import { anew } from '#tests/e2e/names.ts';
import { raiseSuspicion } from '#tests/e2e/signal-story.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const { signals } = words;

test.describe('the inbox of signals', () => {
  test('is worked through by the keyboard alone: grounds, decision, and taking it back', async ({
    people,
    playwright,
  }) => {
    const name = anew('Dấu hiệu bàn phím');
    await raiseSuspicion(playwright.request, name);
    const analyst = await people.as('analyst');
    await analyst.open('/signals');
    await analyst.signals.expectInbox();
    await analyst.signals.walksTo(name);
    await analyst.signals.expectHeadingFocused(name);
    await analyst.signals.expectWhy(/Cách điểm \d+ m/, /90 ngày sau ngày đóng/, /Sai số vị trí/);

    await analyst.signals.presses('n');
    await analyst.signals.expectDialog('reject');
    await analyst.signals.typesReason('Nny jk: kiểm tra tại chỗ, không có dấu hiệu.');
    await analyst.signals.expectWillRecord(signals.afterReject);
    await analyst.signals.recordsByKeyboard('reject');
    await analyst.signals.expectState('rejected');
    await analyst.signals.expectCanTakeBack();

    await analyst.signals.presses('u');
    await analyst.signals.expectWillRecord(signals.afterUndo);
    await analyst.signals.recordsByKeyboard('undo');
    await analyst.signals.expectState('suspected');

    await analyst.signals.presses('y');
    await analyst.signals.typesReason('Xác minh tại chỗ, có hoạt động trở lại.');
    await analyst.signals.expectWillRecord(signals.afterConfirm({ cycle: '2' }));
    await analyst.signals.recordsByKeyboard('confirm');
    await analyst.signals.expectState('confirmed');
  });

  test('on a phone leads by touch from the list to a new point', async ({ people, playwright }) => {
    const name = anew('Dấu hiệu điện thoại');
    await raiseSuspicion(playwright.request, name);
    const analyst = await people.as('analyst', PHONE);
    await analyst.open('/signals');
    await analyst.signals.opens(name);
    await analyst.signals.starts('new_point');
    await analyst.signals.namesNewPoint('Nơi khác bên cạnh');
    await analyst.signals.writesReason('Hoạt động ở nhà bên cạnh, không phải điểm cũ.');
    await analyst.signals.expectWillRecord('Nơi khác bên cạnh');
    await analyst.look.screenshot('signal-new-point-360');
    expect(await analyst.look.violations()).toEqual([]);
    await analyst.signals.records('new_point');
    await analyst.signals.expectRecorded();
    await analyst.signals.expectState('rejected');
    expect(await analyst.look.sideways()).toBe(0);
  });

  test('tells the slower of two by whom and when it was decided', async ({
    people,
    playwright,
  }) => {
    const name = anew('Dấu hiệu hai người');
    await raiseSuspicion(playwright.request, name);
    const first = await people.as('analyst');
    const second = await people.as('analyst');
    second.willComplain(/409/);
    for (const analyst of [first, second]) {
      await analyst.open('/signals');
      await analyst.signals.opens(name);
    }
    await second.signals.starts('confirm');
    await second.signals.writesReason('Có hoạt động trở lại.');
    await first.signals.starts('reject');
    await first.signals.writesReason('Không có dấu hiệu.');
    await first.signals.records('reject');
    await first.signals.expectRecorded();
    await second.signals.records('confirm');
    await second.signals.expectOvertaken(/phân tích|Phân tích/);
    await second.look.screenshot('signal-overtaken-1440');
  });

  test('takes the objection of a leader, answered by somebody else', async ({
    people,
    playwright,
  }) => {
    const name = anew('Dấu hiệu khiếu nại');
    await raiseSuspicion(playwright.request, name);
    const leader = await people.as('leader');
    await leader.open('/signals');
    await leader.signals.opens(name);
    await leader.signals.expectOffers('appeal');
    await leader.signals.starts('appeal');
    await leader.signals.writesReason('Địa phương đã kiểm tra, nơi này đóng cửa.');
    await leader.signals.expectWillRecord(signals.afterAppeal);
    await leader.signals.records('appeal');
    await leader.signals.expectRecorded();
    await leader.signals.expectAppeal(signals.appealWaits);

    const agency = await people.as('coordinator');
    await agency.open('/signals?appealed=true');
    await agency.signals.opens(name);
    await agency.signals.starts('answer');
    await agency.signals.answers('granted');
    await agency.signals.writesReason('Khiếu nại có cơ sở.');
    await agency.signals.records('answer');
    await agency.signals.expectRecorded();
    await agency.signals.expectState('rejected');
    await agency.signals.expectAppeal(/Chấp nhận khiếu nại, ngày/);
  });
});

test('what has changed since the last visit leads to its list in one click', async ({ people }) => {
  for (const desk of [{}, PHONE]) {
    const analyst = await people.as('analyst', desk);
    const counts = { recurred: 2, suspected: 3, refused: 1, overdue: 4, proposed: 0 };
    await analyst.signals.wasHereYesterday(counts);
    await analyst.open('/');
    await analyst.map.settled();
    await analyst.look.screenshot(`changes-${desk === PHONE ? 360 : 'desk'}`);
    expect(await analyst.look.violations()).toEqual([]);
    expect(await analyst.look.sideways()).toBe(0);
    await analyst.signals.followsChange('refused');
    await expect.poll(() => analyst.address()).toContain('flag=handover_refused');
    await analyst.signals.putsChangesAside();
  }
});

test('how a count of recurrences depends on the measures stands beside lists, sheets and comparisons', async ({
  people,
}) => {
  for (const [name, device] of [
    ['desk', {}],
    ['360', PHONE],
  ] as const) {
    const analyst = await people.as('analyst', device);
    await analyst.open('/?status=recurring&panel=list');
    await analyst.list.settled();
    if (name === '360') await analyst.list.opensSheet();
    await analyst.signals.opensSensitivity();
    await analyst.look.screenshot(`sensitivity-list-${name}`);
    expect(await analyst.look.violations()).toEqual([]);
    for (const [role, address] of [
      ['leader', '/comparison'],
      ['leader', '/weekly-sheet'],
      ['coordinator', '/overview'],
    ] as const) {
      const reader = await people.as(role, device);
      await reader.open(address);
      await reader.signals.opensSensitivity();
      await reader.look.screenshot(`sensitivity${address.replace('/', '-')}-${name}`);
      expect(await reader.look.violations()).toEqual([]);
      expect(await reader.look.sideways()).toBe(0);
    }
  }
});
