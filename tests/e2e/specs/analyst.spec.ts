import { expect, test } from '#tests/e2e/test.ts';
import { format, words } from '#tests/e2e/words.ts';

const RETURNED = 'Cơ sở tắm hơi Minh Họa Số 9';
const { register } = words;

test.describe('an analyst at the map', () => {
  test('goes from the clusters to what came back, and reads its whole life', async ({ people }) => {
    const analyst = await people.as('analyst');
    await analyst.open();
    expect((await analyst.map.clusters()).length).toBeGreaterThan(0);
    const { counts } = await analyst.server.points();
    const recurring = counts.status.recurring ?? 0;
    expect(recurring).toBeGreaterThan(0);

    await analyst.followsRecurring(recurring);
    await analyst.list.expectOnly('recurring', recurring);
    await analyst.list.expectRow(RETURNED, register.status.recurring);
    await analyst.list.opens(RETURNED);

    await analyst.point.expectOpen(RETURNED);
    await analyst.point.expectStatus('recurring');
    await analyst.point.expectCycle(1);
    await analyst.point.expectCycle(2);
    await analyst.point.expectEvent('recognised');
    await analyst.point.expectEvent('handover_confirmed');
    await analyst.point.expectEvent('recurrence_confirmed');
    await analyst.point.expectEventsAtLeast(6);
  });

  test('opens a cluster by clicking into it, or as a list with Shift', async ({ people }) => {
    const analyst = await people.as('analyst');
    await analyst.open('/?at=105.8525,21.0287&z=12&panel=closed');
    const [largest] = (await analyst.map.clusters()).toSorted((a, b) => b.count - a.count);
    if (largest === undefined) throw new Error('no cluster to click');
    await analyst.map.pointsAt(largest.at);
    await analyst.map.expectCard(words.map.clusterCount({ count: format.number(largest.count) }));
    await analyst.map.asksForList(largest.at);
    await analyst.list.expectCluster(largest.count);
    await analyst.list.expectCount(largest.count);
    await analyst.list.leavesScope();
    await analyst.map.clicks(largest.at);
    await expect.poll(() => analyst.map.camera().zoom).toBeGreaterThan(12.5);
  });

  test('finds two points at one spot as a list of two', async ({ people }) => {
    const analyst = await people.as('analyst');
    const { anchor } = await analyst.server.pointNamed('Khách sạn Minh Họa Số 10');
    await analyst.open(`/?at=${anchor.join()}&z=17`);
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

  test('sees the city as it was on another day, and comes back', async ({ people }) => {
    const analyst = await people.as('analyst');
    await analyst.open();
    await analyst.list.settled();
    const day = daysAgo(100);
    const { total } = await analyst.server.points(`as_of=${day}`);
    await analyst.list.showsFilters();
    await analyst.list.choosesDay(format.date(day));
    await analyst.map.expectPast(format.date(day));
    await analyst.list.showsList();
    await analyst.list.expectTotal(total);
    await analyst.map.goesToToday();
    await analyst.list.expectTotal((await analyst.server.points()).total);
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
    await analyst.search.expectFound(RETURNED);

    await analyst.search.types('truc bach');
    await analyst.search.chooses(words.search.formerName({ name: 'Trúc Bạch' }));
    await expect.poll(() => analyst.map.camera().zoom).toBeGreaterThan(13);

    await analyst.search.types('21.0285, 105.8542');
    await analyst.search.chooses(words.search.goTo({ coordinates: '' }).trim());
    await expect.poll(() => analyst.map.camera().zoom).toBeGreaterThanOrEqual(16);

    await analyst.search.types('không có nơi nào như thế');
    await analyst.search.expectNothing();
  });

  test('needs no pointer: list, arrows, Enter, record, Escape', async ({ people }) => {
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

/** The civil date that many days back, in the city. */
function daysAgo(days: number): string {
  const then = new Date(Date.now() - days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(then);
}
