import { confirmSuspicion, raiseSuspicion, closePlace } from '#tests/e2e/signal-story.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const { signals } = words;
const ORIGIN = 'Quyết định minh họa số 77/QĐ-MH, điều 2';
/** Error of the gazetteer's doors; an address between two of them is less certain still. The radius of a business is 30 m. */
const DOORS_ERR_METRES = 60;
/** About 41 m east of the place: beyond that radius, and within what the address is unsure of. */
const ASIDE_DEGREES = 0.0004;
const APART_DEGREES = 0.0006;

test.describe('the inbox of signals', () => {
  test('is worked through by the keyboard alone: grounds, decision, and taking it back', async ({
    people,
    playwright,
  }) => {
    const name = 'Dấu hiệu bàn phím';
    await raiseSuspicion(playwright.request, name);
    const analyst = await people.as('analyst');
    await analyst.open('/signals');
    await analyst.signals.expectInbox();
    await analyst.signals.expectFirstOpen();
    await analyst.signals.walksTo(name);
    await analyst.signals.expectHeadingFocused(name);
    await analyst.signals.expectWhy(
      /Cách điểm \d+ m/,
      /90 ngày sau ngày triệt xóa/,
      /Sai số vị trí/,
    );

    const presses = await countPresses(analyst.page);
    await analyst.signals.presses('n');
    await analyst.signals.expectDialog('reject');
    // Grounds are typed and the record is pressed after that: the law asks for both.
    await presses.within('signal to its decision');
    await analyst.signals.typesReason('Nny jk: kiểm tra tại chỗ, không có dấu hiệu.');
    await analyst.signals.expectWillRecord(signals.afterReject);
    await analyst.signals.recordsByControlEnter();
    await analyst.signals.goesBackToDecided(name);
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
    await analyst.signals.goesBackToDecided(name);
    await analyst.signals.expectState('confirmed');
  });

  test('on a phone leads by touch from the list to a new point', async ({ people, playwright }) => {
    const name = 'Dấu hiệu điện thoại';
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
    await analyst.signals.goesBackToDecided(name);
    await analyst.signals.expectState('rejected');
    expect(await analyst.look.sideways()).toBe(0);
  });

  test('takes the objection of a leader three presses from home, by way of the case, answered by somebody else', async ({
    people,
    playwright,
  }) => {
    const name = 'Dấu hiệu bị phê bình';
    const { code } = await confirmSuspicion(playwright.request, name);
    const leader = await people.as('leader', PHONE);
    await leader.open('/');
    await leader.worklist.waitsForList();
    const presses = await countPresses(leader.page);
    await leader.goesTo(words.destinations.communeLook);
    await leader.signals.opensCaseToObject(code);
    await leader.signals.starts('appeal');
    await presses.within('case of a criticism to the objection');
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
    await agency.signals.expectAppeal(/Chấp nhận đề nghị, ngày/);
  });
});

test('on a phone what has changed since the last visit leads to its list in one press', async ({
  people,
}) => {
  const analyst = await people.as('analyst', PHONE);
  const { items } = await analyst.server.points();
  const [one = 0, two = 0, three = 0, four = 0] = items.map(({ id }) => id);
  await analyst.signals.wasHereYesterday({
    recurred: [one, two],
    suspected: [one, two, three],
    refused: [four],
    overdue: [one, two, three, four],
    proposed: [],
  });
  await analyst.open('/');
  await analyst.map.settled();
  await analyst.look.screenshot('changes-360');
  expect(await analyst.look.violations()).toEqual([]);
  expect(await analyst.look.sideways()).toBe(0);
  await analyst.signals.followsChange('refused');
  await expect.poll(() => new URL(analyst.address()).searchParams.get('ids')).toMatch(String(four));
  await expect.poll(async () => (await analyst.list.names()).length).toBe(1);
  await analyst.signals.putsChangesAside();
});

test.describe('the measures of the matching', () => {
  test('are applied as a new version with its origin, and the one before stays', async ({
    people,
  }) => {
    const agency = await people.as('coordinator');
    await agency.open('/signal-measures');
    await agency.measures.triesOut('signal.flag', 'expiryDays', '120', 'ngắn');
    await agency.measures.expectOriginFault();
    await agency.measures.leavesDialog();
    await agency.measures.triesOut('signal.flag', 'expiryDays', '120', ORIGIN);
    await agency.measures.expectState('ready');
    agency.willComplain(/rematches\/\d+\/apply/);
    await agency.measures.applies(/90 ngày → 120 ngày/);
    await agency.proposals.sends('01/QĐ-MH');
    const analyst = await people.as('analyst');
    await analyst.open('/proposals');
    await analyst.proposals.opens('signal_parameter');
    await analyst.proposals.confirms();
    await agency.open('/signal-measures');
    await agency.measures.expectState('applied');
    await agency.measures.expectHolds('signal.flag', '120 ngày');
    await agency.measures.opensVersions('signal.flag');
    await agency.look.screenshot('signal-measures-applied-1440');

    const small = await people.as('coordinator', PHONE);
    await small.open('/signal-measures');
    await small.measures.expectHolds('signal.flag', ORIGIN);
    await small.measures.triesOut('signal.radius', 'business', '120', ORIGIN);
    await small.measures.expectState('ready');
    expect(await small.look.violations()).toEqual([]);
    expect(await small.look.sideways()).toBe(0);
    await small.look.screenshot('signal-measures-tried-360');
    await small.measures.drops();
    await small.measures.expectState('cancelled');
  });
});

test.describe('a tip whose place is told by an address', () => {
  test('raises a suspicion at a closed place within its uncertainty, and the suspicion says so', async ({
    people,
    playwright,
  }) => {
    const name = 'Dấu hiệu theo địa chỉ';
    const { anchor } = await closePlace(playwright.request, name);
    const [longitude, latitude] = [anchor[0] + ASIDE_DEGREES, anchor[1]];
    const table = [
      'Địa chỉ,Kinh độ,Vĩ độ',
      `10 phố Minh Chứng,${longitude - APART_DEGREES},${latitude}`,
      `30 phố Minh Chứng,${longitude + APART_DEGREES},${latitude}`,
    ].join('\n');
    const admin = await people.as('admin');
    await admin.open('/geodata');
    await admin.geodata.choosesGazetteer({
      name: 'so-nha.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(table),
    });
    await admin.geodata.saysThatDoorsErrBy(String(DOORS_ERR_METRES));
    await admin.geodata.importsGazetteer('Bảng số nhà minh chứng');

    const officer = await people.as('officer');
    await officer.open('/tips/new');
    await officer.expectScreen(words.tipIntake.title);
    await officer.tips.placeIsAddressed('20 pho minh chung');
    await officer.tips.expectWillRecord(/theo địa chỉ \(± \d+ m\)/);
    await officer.look.screenshot('new-tip-address');
    expect(await officer.look.violations()).toEqual([]);
    await officer.look.inScheme('dark');
    await officer.look.at(360, 740);
    await officer.look.screenshot('new-tip-address-360-dark');
    expect(await officer.look.sideways()).toBe(0);
    await officer.tips.records();
    await officer.tips.expectRecorded();

    const analyst = await people.as('analyst');
    await analyst.open('/signals');
    await analyst.signals.opens(name);
    await analyst.signals.expectState('suspected');
    await analyst.signals.expectWhy(
      /Cách điểm 4\d m, quá bán kính 30 m nhưng trong sai số vị trí 1\d\d m của hai bên/,
      /Vị trí của dấu hiệu có sai số khoảng 1\d\d m/,
      /100 ngày sau ngày triệt xóa/,
    );
    await analyst.look.screenshot('signal-of-an-address');
    await analyst.look.at(360, 740);
    await analyst.look.inScheme('dark');
    await analyst.look.screenshot('signal-of-an-address-360-dark');
    expect(await analyst.look.sideways()).toBe(0);
  });
});
