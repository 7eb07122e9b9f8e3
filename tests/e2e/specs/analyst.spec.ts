import { groundColours } from '#client/map/style/ground-colours.ts';
import { TOKENS } from '#client/ui/tokens.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { SHARP } from '#tests/e2e/unpainted-maps.ts';
import { words } from '#tests/e2e/words.ts';

const RETURNED = 'Cơ sở tắm hơi Minh Họa Số 9';
/** Places on the ground of the demonstration, clear of marks and names (longitude, latitude). */
const ON_GROUND = {
  water: [105.86419, 21.03751],
  street: [105.85573, 21.03177],
  built: [105.8567, 21.02842],
  green: [105.86118, 21.03211],
  urban: [105.86451, 21.02972],
} as const;
const { pointDraw, register } = words;

test.describe('an analyst at the map', () => {
  test('goes from the clusters to what came back, and reads its whole life @journey', async ({
    people,
  }) => {
    const analyst = await people.as('analyst', SHARP);
    await analyst.open();
    await analyst.map.findsRing();
    const { counts } = await analyst.server.points();
    const recurring = counts.status.recurring ?? 0;
    expect(recurring).toBeGreaterThan(0);

    await analyst.followsRecurring(recurring);
    await analyst.list.expectOnly('recurring', recurring);
    await analyst.list.expectRow(RETURNED, register.status.recurring);
    const presses = await countPresses(analyst.page);
    await analyst.list.opens(RETURNED);

    await analyst.point.expectOpen(RETURNED);
    await analyst.point.expectStatus('recurring');
    await analyst.point.expectCycle(1);
    await analyst.point.expectCycle(2);
    await analyst.point.expectEvent('recognised');
    await analyst.point.expectEvent('handover_confirmed');
    await analyst.point.expectEvent('recurrence_confirmed');
    await analyst.point.expectEventsAtLeast(6);
    await presses.within('card with its timeline');

    await analyst.look.at(1280, 800);
    await analyst.time.opens();
    expect(await analyst.map.shareOfWidth()).toBeGreaterThanOrEqual(0.55);
  });

  test('sees water, streets, built-up land and parks in the colours of each scheme', async ({
    people,
  }) => {
    const analyst = await people.as('analyst', SHARP);
    await analyst.open('/?at=105.8585,21.034&z=15&panel=closed');
    await analyst.map.settled();
    for (const scheme of ['light', 'dark'] as const) {
      await analyst.look.inScheme(scheme);
      const colours = groundColours(TOKENS[scheme], scheme);
      for (const kind of ['water', 'street', 'built', 'green', 'urban'] as const) {
        await analyst.map.expectColour(ON_GROUND[kind], colours[kind]);
      }
    }
  });

  test('opens a cluster by clicking into it, or as a list with Shift, and two points at one spot as a list of two', async ({
    people,
  }) => {
    const analyst = await people.as('analyst', SHARP);
    await analyst.open('/?at=105.8525,21.0287&z=12&panel=closed');
    const ring = await analyst.map.findsRing();
    const count = await analyst.map.countsRing(ring);
    expect(count).toBeGreaterThan(1);
    await analyst.map.asksForList(ring);
    await analyst.list.expectCluster(count);
    await analyst.list.expectCount(count);
    await analyst.list.leavesScope();
    await analyst.map.clicksRing(ring);
    await expect.poll(() => analyst.map.camera().zoom).toBeGreaterThan(12.5);

    const { anchor } = await analyst.server.pointNamed('Khách sạn Minh Họa Số 10');
    await analyst.turnsTo(`/?at=${anchor.join()}&z=17`);
    await expect.poll(() => analyst.map.camera().zoom).toBe(17);
    await analyst.map.clicks(anchor);
    await analyst.list.expectSpot(2);
    await analyst.list.expectCount(2);
    await analyst.list.expectRow('Khách sạn Minh Họa Số 10');
    await analyst.list.expectRow('Karaoke Minh Họa Số 11');
  });

  test('narrows by status and commune, and the address reproduces the view', async ({ people }) => {
    const analyst = await people.as('analyst');
    await analyst.open();
    await analyst.list.showsFilters();
    await analyst.list.togglesStatus('recurring');
    await analyst.list.togglesStatus('active');
    await analyst.list.choosesCommune('hoan kiem', 'phường Hoàn Kiếm');
    await analyst.list.showsList();
    await analyst.list.expectCondition(register.status.recurring);
    await analyst.list.expectCondition('phường Hoàn Kiếm');
    await analyst.list.opens(RETURNED);
    await analyst.point.expectOpen(RETURNED);
    await analyst.map.settled();
    await analyst.list.settled();
    const names = await analyst.list.names();
    const camera = analyst.map.camera();

    const colleague = await people.as('analyst');
    await colleague.open(analyst.address());
    await colleague.map.settled();
    await colleague.point.expectOpen(RETURNED);
    await colleague.list.expectCondition('phường Hoàn Kiếm');
    await expect.poll(() => colleague.list.names()).toEqual(names);
    expect(colleague.map.camera()).toEqual(camera);
    expect(await colleague.map.shownMarks()).toBe(await analyst.map.shownMarks());
  });

  test('searches by another name, a code, an old commune name and coordinates', async ({
    people,
  }) => {
    const analyst = await people.as('analyst');
    await analyst.open();
    await analyst.map.settled();
    await analyst.search.types('pho minh hoa');
    await analyst.search.expectFound(words.search.alias({ name: 'Phố Minh Họa' }));
    await analyst.search.chooses('Tuyến Minh Họa Cửa Nam');
    await analyst.point.expectOpen('Tuyến Minh Họa Cửa Nam');

    const { code } = await analyst.server.pointNamed(RETURNED);
    await analyst.search.types(code.toLowerCase());
    await analyst.search.opensFirst();
    await analyst.point.expectOpen(RETURNED);

    await analyst.search.types('truc bach');
    await analyst.search.chooses(words.search.formerName({ name: 'Trúc Bạch' }));
    await expect.poll(() => analyst.map.camera().zoom).toBeGreaterThan(13);

    await analyst.search.types('21.0285, 105.8542');
    await analyst.search.chooses(words.search.goTo({ coordinates: '' }).trim());
    await expect.poll(() => analyst.map.camera().zoom).toBeGreaterThanOrEqual(16);
    await analyst.map.expectPinned('21.02850, 105.85420');
    await analyst.map.expectStreet(/^Phố Minh Họa \d+$/);

    await analyst.search.types('Phố Minh Họa 12');
    await analyst.search.chooses('Minh Họa 12');
    await analyst.map.expectPinned('Minh Họa 12', /\d (m|km) /);
    await analyst.map.removesPin();

    await analyst.search.types('không có nơi nào như thế');
    await analyst.search.expectNothing();
  });

  test('needs no pointer: list, arrows, Enter, record, Escape @daily', async ({ people }) => {
    const analyst = await people.as('analyst');
    await analyst.open();
    await analyst.list.settled();
    await analyst.list.jumpsByKeyboard();
    await analyst.list.tabsToRows();
    await analyst.list.goesByKeyboard('ArrowDown', 'ArrowDown');
    const name = await analyst.list.focusedName();
    await analyst.list.goesByKeyboard('Enter');
    await analyst.point.expectOpen(name);
    await analyst.point.expectFocusInside();
    await analyst.list.goesByKeyboard('Escape');
    await analyst.point.expectClosed();
    await analyst.list.expectFocusOn(name);
  });
});

test('a way and an area are measured on the map by the keys and by the pointer, and Escape ends it', async ({
  people,
}) => {
  const officer = await people.as('officer');
  const { map } = officer;
  await officer.open('/?at=105.845,21.025&z=14&panel=closed');
  await map.settled();
  await map.startsMeasuring();
  await map.measuresByNumbers('21,02; 105,84', '21,02; 105,85');
  await map.expectMeasured(pointDraw.length({ size: '1 km' }));
  await map.endsMeasuringByKey();
  await map.expectMeasureButtonFocused();

  await map.startsMeasuring();
  await map.measuresArea();
  await map.measuresFrom([105.84, 21.02]);
  await map.measuresFrom([105.85, 21.02]);
  await map.measuresFrom([105.85, 21.03]);
  await map.expectMeasured(/^Diện tích: 5[78](,\d)? ha$/);
  await map.endsMeasuringByKey();
});
