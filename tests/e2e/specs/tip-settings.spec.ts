import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

// What these acts change in the story they change once.
test.describe.configure({ retries: 0 });

test.describe('the administrator', () => {
  test('makes a source, whose token hands in, and revokes it at once', async ({ people }) => {
    const admin = await people.as('admin');
    await admin.open('/tip-sources');
    const token = await admin.tips.makesSource('Tổng đài minh họa');
    expect(await admin.tips.handsIn(token, 'MH-S-1')).toBe(201);
    expect(await admin.tips.handsIn(token, 'MH-S-1')).toBe(200);
    await admin.tips.revokesToken(token);
    expect(await admin.tips.handsIn(token, 'MH-S-2')).toBe(401);
  });

  test('sets a day off and a rule with its origin, and both are seen by who reads tips', async ({
    people,
  }) => {
    const admin = await people.as('admin');
    await admin.open('/tip-clocks');
    await admin.tips.setsDayOff('24/12/2030', 'Ngày nghỉ minh họa');
    await admin.tips.expectDay('2030-12-24', 'Ngày nghỉ minh họa');
    await admin.tips.setsRule('complaint', '25', '99/QĐ-MH, điều 3');
    await admin.expectSaid('99/QĐ-MH, điều 3');

    const officer = await people.as('officer');
    await officer.open('/tip-clocks');
    await officer.expectSaid('99/QĐ-MH, điều 3');
    await officer.expectSaid(words.tipClocks.readOnly);
  });

  test('sets by keyboard within which time tips are passed on, and it is said where one is', async ({
    people,
  }) => {
    const admin = await people.as('admin');
    await admin.open('/tip-clocks');
    await admin.tips.startsForwardingRule('feedback', { amount: '3', unit: 'working_day' });
    await admin.tips.expectWillRecord('trong 3 ngày làm việc từ khi tiếp nhận');
    await admin.tips.setsStartedRule('98/QĐ-MH, điều 4');
    await admin.tips.expectForwarding('98/QĐ-MH, điều 4', 'trong 3 ngày làm việc từ khi tiếp nhận');

    await admin.tips.startsForwardingRule('crime_information', null);
    await admin.tips.expectWillRecord(words.tipClocks.forwardingNone);
    await admin.tips.setsStartedRule('98/QĐ-MH, điều 5');
    await admin.tips.expectForwarding('98/QĐ-MH, điều 5', words.tipClocks.forwardingNone);

    const officer = await people.as('officer');
    await officer.open('/tip-clocks');
    await officer.tips.expectForwarding(
      '98/QĐ-MH, điều 4',
      'trong 3 ngày làm việc từ khi tiếp nhận',
    );
  });
});

test.describe('a table of tips', () => {
  test('is looked at, written when asked, and writes nothing a second time', async ({ people }) => {
    const analyst = await people.as('analyst');
    await analyst.open('/tips/import');
    await analyst.tips.readsTable();
    await analyst.tips.writesTable('1');
    await analyst.tips.expectTableWritten('1', '0', '1');
    await analyst.open('/tips/import');
    await analyst.tips.readsTable();
    await analyst.tips.expectNothingToWrite();
  });
});
