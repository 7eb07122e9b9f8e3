import { problemText } from '#server/contract/problem-text.ts';
import { against, NOISE } from '#tests/e2e/limits.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';
import { paper, telephonePhoto } from '#tests/support/files/photos.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const INTAKE_SECONDS = 30;

test.describe('a tip', () => {
  test('is taken in within thirty seconds from the list, by a tap on the map, and passed on by the keyboard', async ({
    people,
  }) => {
    const AUTHORITY = 'Cơ quan Cảnh sát điều tra Công an thành phố';
    const officer = await people.as('officer');
    await officer.open('/tips');
    await officer.tips.expectList();
    const started = performance.now();
    await officer.tips.goesToIntake();
    await officer.tips.placeIsTapped();
    await officer.tips.expectWillRecord(words.tipIntake.lineDue);
    await officer.tips.records();
    const code = await officer.tips.expectRecorded();
    const seconds = (performance.now() - started) / 1000;
    console.log(against('a tip taken in, from the list to its record', seconds, INTAKE_SECONDS));
    expect(seconds).toBeLessThan(INTAKE_SECONDS * NOISE);
    await officer.turnsTo('/tips');
    await officer.tips.looksFor(code);
    await officer.tips.expectOnly(code);
    await officer.tips.expectClock(code, 'running');

    await officer.tips.opensFirst();
    await officer.tips.startsByKeyboard('forwarded');
    await officer.tips.namesAuthority(AUTHORITY, '12/CV-CA');
    await officer.tips.expectWillRecord(AUTHORITY);
    await officer.tips.expectWillRecord(words.tips.closedIn.closed_on_time);
    await officer.look.screenshot('tip-forward');
    expect(await officer.look.violations()).toEqual([]);
    await officer.tips.recordsByKeyboard('forwarded');
    await officer.tips.expectHistory('forwarded', 'received');
    await officer.expectSaid(words.tips.toAuthority({ name: AUTHORITY }));
    await officer.look.screenshot('tip-forwarded');
    await officer.turnsTo('/tips?stage=handled');
    await officer.tips.looksFor(code);
    await officer.tips.expectOnly(code);
    await officer.expectSaid(new RegExp(AUTHORITY));
    await officer.look.screenshot('tips-forwarded');
  });

  test('of which only the commune is known says so, and how far that reaches @journey @daily', async ({
    people,
  }) => {
    const officer = await people.as('officer', PHONE);
    await officer.open('/tips/new');
    await officer.tips.communeAloneIsChosen('hoan kiem', 'phường Hoàn Kiếm');
    await officer.tips.expectWillRecord(/phường Hoàn Kiếm/);
    await officer.tips.records();
    await officer.tips.expectRecorded();
    await officer.expectSaid(/chỉ biết địa bàn, trong khoảng \d/);
  });

  test('goes through its stages by the keyboard alone, each shown before it is recorded', async ({
    people,
  }) => {
    const officer = await people.as('officer');
    await officer.open('/tips/new');
    await officer.tips.placeIsTyped('21.0325, 105.8502');
    await officer.tips.records();
    await officer.tips.expectRecorded();
    const closed = problemText('tip.wrong_stage', 'vi');
    await officer.tips.expectLocked('handled', closed);

    await officer.tips.startsByKeyboard('verified');
    await officer.tips.expectWillRecord(words.tips.event.verified);
    await officer.tips.recordsByKeyboard('verified');
    await officer.tips.expectStage('verified');

    await officer.tips.startsByKeyboard('classified');
    await officer.tips.choosesCategoryByKeyboard('karaoke');
    await officer.tips.recordsByKeyboard('classified');
    await officer.tips.expectStage('classified');

    await officer.tips.startsByKeyboard('handled');
    await officer.tips.choosesOutcomeByKeyboard('unsubstantiated');
    await officer.tips.expectWillRecord(words.tips.outcome.unsubstantiated);
    await officer.tips.recordsByKeyboard('handled');
    await officer.tips.expectStage('handled');
    await officer.tips.expectHistory('handled', 'classified', 'verified', 'received');
  });
});

test.describe('what comes with a tip', () => {
  const asFile = (name: string, mimeType: string, content: Uint8Array) => ({
    name,
    mimeType,
    buffer: Buffer.from(content),
  });

  test('photo and paper, at intake and later, stand in its record', async ({ people }) => {
    const officer = await people.as('officer');
    await officer.open('/tips/new');
    await officer.tips.placeIsTyped('21.0325, 105.8502');
    await officer.tips.addsPhotoAtIntake(asFile('IMG_1.jpg', 'image/jpeg', await telephonePhoto()));
    const first = asFile('don.pdf', 'application/pdf', paper('Công văn'));
    await officer.tips.addsPaperAtIntake(first, '7/CV-UBND');
    await officer.look.screenshot('new-tip-attachments');
    expect(await officer.look.violations()).toEqual([]);
    await officer.look.at(360, 740);
    await officer.tips.showsAttachments();
    await officer.look.screenshot('new-tip-attachments-360');
    expect(await officer.look.sideways()).toBe(0);
    await officer.look.at(1440, 900);
    await officer.tips.records();
    await officer.tips.expectRecorded();
    await officer.tips.expectPhoto();
    await officer.tips.expectPaper('7/CV-UBND');
    const second = asFile('bao-cao.pdf', 'application/pdf', paper('Báo cáo'));
    await officer.tips.addsPaper(second, '9/BC');
    await officer.tips.expectPaper('9/BC');
    await officer.look.screenshot('tip-attachments');
    expect(await officer.look.violations()).toEqual([]);
    await officer.look.inScheme('dark');
    await officer.look.at(360, 740);
    await officer.tips.expectPhoto();
    await officer.look.screenshot('tip-attachments-360-dark');
    expect(await officer.look.sideways()).toBe(0);
  });
});

test.describe('the list of tips', () => {
  test('has the oldest overdue on top, two presses from anywhere to its record; takes a table in once', async ({
    people,
  }) => {
    const analyst = await people.as('analyst');
    await analyst.open('/');
    await analyst.map.settled();
    const presses = await countPresses(analyst.page);
    await analyst.goesTo(words.destinations.tips);
    await analyst.tips.expectOverdueFirst();
    await analyst.tips.expectSomewhere('due_soon');
    await analyst.tips.expectSomewhere('suspended');
    await analyst.tips.expectSomewhere('not_started');
    await analyst.tips.opensFirst();
    await presses.within('oldest overdue tip');

    await analyst.turnsTo('/tips/import');
    await analyst.tips.readsTable();
    await analyst.tips.writesTable('1');
    await analyst.tips.expectTableWritten('1', '0', '1');
    await analyst.open('/tips/import');
    await analyst.tips.readsTable();
    await analyst.tips.expectNothingToWrite();
  });
});

test.describe('a tip that another commune is asked to take', () => {
  const HERE = 'phường Hoàn Kiếm';
  test('stands above the own ones, shows who asks and why, and is taken with its clock @daily', async ({
    people,
  }) => {
    const analyst = await people.as('analyst', PHONE);
    await analyst.open('/tips');
    await analyst.tips.expectMark(HERE);
    const code = await analyst.tips.opensMarked(HERE);
    await analyst.tips.expectMark(HERE);
    await analyst.look.screenshot('transfer-analyst-360');
    expect(await analyst.look.sideways()).toBe(0);

    const leader = await people.as('leader');
    await leader.open('/worklist');
    await leader.tips.expectAsked();
    await leader.look.screenshot('transfer-worklist-1440');
    await leader.tips.followsAsked();
    await leader.look.screenshot('transfer-list-1440');
    expect(await leader.look.violations()).toEqual([]);
    expect(await leader.tips.opensMarked(HERE)).toBe(code);
    await leader.tips.expectNoSteps();
    await leader.look.screenshot('transfer-asked-1440');
    await leader.look.inScheme('dark');
    await leader.look.screenshot('transfer-asked-1440-dark');
    expect(await leader.look.violations()).toEqual([]);
    await leader.look.at(360, 740);
    await leader.look.screenshot('transfer-asked-360-dark');
    await leader.look.inScheme('light');
    expect(await leader.look.faultsOnPhone('transfer-asked')).toEqual([]);
    await leader.tips.startsAnswer('refuse');
    expect(await leader.look.faultsOnPhone('transfer-refuse')).toEqual([]);
    await leader.page.keyboard.press('Escape');
    await leader.tips.startsAnswer('take');
    expect(await leader.look.faultsOnPhone('transfer-take')).toEqual([]);
    await leader.look.at(1440, 900);
    await leader.look.screenshot('transfer-take-1440');
    await leader.tips.answers('take');
    await leader.tips.expectHistory('transferred', 'transfer_asked', 'received');
    await leader.look.screenshot('transfer-taken-1440');
    await leader.turnsTo('/tips');
    await leader.tips.expectNoneAsked();
  });

  test('is asked for in the dialog of the step, stays in the own list, and can be withdrawn', async ({
    people,
  }) => {
    const officer = await people.as('officer');
    await officer.open('/tips/new');
    await officer.tips.placeIsTyped('21.0325, 105.8502');
    await officer.tips.records();
    const code = await officer.tips.expectRecorded();
    await officer.tips.startsByKeyboard('transfer_asked');
    await officer.tips.asksCommune('ba vi', 'xã Ba Vì');
    await officer.tips.expectWillRecord('xã Ba Vì');
    await officer.look.screenshot('transfer-ask-1440');
    await officer.look.at(360, 740);
    expect(await officer.look.faultsOnPhone('transfer-ask')).toEqual([]);
    await officer.look.at(1440, 900);
    await officer.tips.recordsByKeyboard('transfer_asked');
    await officer.tips.expectMark('xã Ba Vì');
    await officer.tips.expectLocked('transfer_asked', problemText('tip.transfer_waits', 'vi'));
    await officer.look.screenshot('transfer-waits-1440');
    await officer.turnsTo('/tips');
    await officer.tips.looksFor(code);
    await officer.tips.expectOnly(code);
    await officer.tips.expectMark('xã Ba Vì');
    await officer.look.at(360, 740);
    expect(await officer.look.faultsOnPhone('transfer-marked')).toEqual([]);
    await officer.tips.opensMarked('xã Ba Vì');
    await officer.tips.startsAnswer('withdraw');
    await officer.tips.answers('withdraw', 'Hỏi lại thì vẫn thuộc phường.');
    await officer.tips.expectHistory('transfer_withdrawn', 'transfer_asked', 'received');
  });
});

test('tips that a commune took in and closed itself are told wherever the share in time is shown', async ({
  people,
}) => {
  const OWN = /tự tiếp nhận và tự giải quyết/i;
  const coordinator = await people.as('coordinator');
  for (const [name, address, says] of [
    ['overview', '/overview', OWN],
    ['plan', '/plans', OWN],
    ['comparison', '/comparison?measure=late_tips', OWN],
    ['commune', '/commune?commune=00070', /tin đúng hạn, trong đó tự tiếp nhận/],
  ] as const) {
    await coordinator.look.at(1440, 900);
    await coordinator.open(address);
    await coordinator.expectSaid(says);
    await coordinator.look.scrollsTo(says);
    await coordinator.look.screenshot(`own-tips-${name}-1440`);
    await coordinator.look.at(360, 740);
    await coordinator.look.scrollsTo(says);
    expect(await coordinator.look.faultsOnPhone(`own-tips-${name}`)).toEqual([]);
  }
  const leader = await people.as('leader');
  await leader.open('/tips');
  await leader.expectSaid(OWN);
  await leader.look.scrollsTo(OWN);
  await leader.look.screenshot('own-tips-list-1440');
});

test.describe('the agency', () => {
  test('asks by keyboard for a time to pass tips on, and it holds once an analyst confirms @daily', async ({
    people,
  }) => {
    const agency = await people.as('coordinator');
    agency.willComplain(/tip-clocks\/rules/);
    await agency.open('/tip-clocks');
    await agency.tips.startsForwardingRule('feedback', { amount: '3', unit: 'working_day' });
    await agency.tips.expectWillRecord('trong 3 ngày làm việc từ khi tiếp nhận');
    await agency.tips.setsStartedRule('98/QĐ-MH, điều 4');
    await agency.proposals.sends('98/QĐ-MH');
    const analyst = await people.as('analyst');
    await analyst.open('/proposals');
    await analyst.proposals.opens('tip_rule');
    await analyst.proposals.confirms();
    await agency.open('/tip-clocks');
    await agency.tips.expectForwarding(
      '98/QĐ-MH, điều 4',
      'trong 3 ngày làm việc từ khi tiếp nhận',
    );
  });
});
