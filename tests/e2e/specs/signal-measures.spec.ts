import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

// What these acts change in the story they change once.
test.describe.configure({ retries: 0 });

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const ORIGIN = 'Quyết định minh họa số 77/QĐ-MH, điều 2';
const BESIDE = 'Khách sạn Minh Họa Số 17';

test.describe('the measures of the matching', () => {
  test('are tried out by keyboard, and dropped after seeing what would differ', async ({
    people,
  }) => {
    const agency = await people.as('coordinator');
    await agency.open('/signal-measures');
    await agency.measures.expectMeasures();
    await agency.measures.triesOut('signal.radius', 'business', '120', ORIGIN);
    await agency.measures.expectState('ready');
    await agency.measures.expectAppearing(BESIDE);
    await agency.look.screenshot('signal-measures-tried-1440');
    expect(await agency.look.violations()).toEqual([]);
    await agency.measures.drops();
    await agency.measures.expectState('cancelled');
    await agency.measures.expectHolds('signal.radius', '30 m');
  });

  test('are applied as a new version with its origin, and the one before stays', async ({
    people,
  }) => {
    const agency = await people.as('coordinator');
    agency.willComplain(/422/);
    await agency.open('/signal-measures');
    await agency.measures.triesOut('signal.flag', 'expiryDays', '120', 'ngắn');
    await agency.measures.expectOriginFault();
    await agency.measures.leavesDialog();
    await agency.measures.triesOut('signal.flag', 'expiryDays', '120', ORIGIN);
    await agency.measures.expectState('ready');
    await agency.measures.applies(/90 ngày → 120 ngày/);
    await agency.measures.expectState('applied');
    await agency.measures.expectHolds('signal.flag', '120 ngày');
    await agency.measures.opensVersions('signal.flag');
    await agency.look.screenshot('signal-measures-applied-1440');

    const admin = await people.as('admin', PHONE);
    await admin.open('/signal-measures');
    await admin.measures.expectHolds('signal.flag', ORIGIN);
    await admin.measures.triesOut('signal.radius', 'business', '120', ORIGIN);
    await admin.measures.expectState('ready');
    await admin.expectSaid(words.signalMeasures.noPlaces);
    expect(await admin.look.violations()).toEqual([]);
    expect(await admin.look.sideways()).toBe(0);
    await admin.look.screenshot('signal-measures-tried-360');
    await admin.measures.drops();
    await admin.measures.expectState('cancelled');
  });

  test('are read by who may not change them', async ({ people }) => {
    const analyst = await people.as('analyst', PHONE);
    await analyst.open('/signals');
    await analyst.measures.followsLink();
    await analyst.measures.expectMeasures();
    await analyst.measures.expectReadOnly();
  });
});
