import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('what two persons made is unmade by two, each before their own screen', async ({ people }) => {
  const analyst = await people.as('analyst', PHONE);
  await analyst.open('/proposals');
  const { items } = await analyst.server.points('status=handed_over');
  const [place] = items;
  if (place === undefined) throw new Error('no place was handed over');
  const day = new Date().toISOString().slice(0, 10);
  await analyst.server.does(`/api/points/${place.id}/mark-recurring`, {
    version: place.version,
    effectiveOn: day,
    documentNumber: '15/BC-CAP',
    grounds: 'Kiểm tra tại chỗ thấy hoạt động trở lại.',
  });

  const agency = await people.as('coordinator');
  agency.willComplain(/\/annul/);
  await agency.open(`/?id=${place.id}`);
  await agency.point.startsAnnulment('recurrence_confirmed', {
    reason: 'Ghi nhầm điểm.',
    document: '01/DC',
  });
  await agency.proposals.expectAsked();
  await agency.look.screenshot('annulment-asked-1440');
  await agency.proposals.sends('01/DC');
  await agency.open('/proposals');
  await agency.proposals.opens('annul');
  await agency.look.screenshot('annulment-waits-1440');
  expect(await agency.look.violations()).toEqual([]);

  await analyst.open('/proposals');
  await analyst.look.screenshot('proposals-360');
  await analyst.proposals.opens('annul');
  await analyst.proposals.expectRecords('Ghi nhầm điểm.');
  // The act itself, by its day: whoever confirms knows what is taken back.
  await analyst.proposals.expectRecords(`${words.register.event.recurrence_confirmed}, `);
  await analyst.look.screenshot('annulment-decided-360');
  expect(await analyst.look.violations()).toEqual([]);
  expect(await analyst.look.sideways()).toBe(0);
  await analyst.proposals.confirms();
  await analyst.expectSaid(words.proposals.confirmed);
});
