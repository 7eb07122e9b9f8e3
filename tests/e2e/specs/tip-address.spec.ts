import { closePlace } from '#tests/e2e/signal-story.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

/** So far do the doors of the gazetteer err, to which comes what lies between two of them; the radius about a business is 30 m. */
const DOORS_ERR_METRES = 60;
/** About 41 m east of the place: beyond that radius, and within what the address is unsure of. */
const ASIDE_DEGREES = 0.0004;
const APART_DEGREES = 0.0006;

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
    await officer.rests();
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
      /100 ngày sau ngày đóng/,
    );
    await analyst.rests();
    await analyst.look.screenshot('signal-of-an-address');
    await analyst.look.at(360, 740);
    await analyst.look.inScheme('dark');
    await analyst.look.screenshot('signal-of-an-address-360-dark');
    expect(await analyst.look.sideways()).toBe(0);
  });
});
