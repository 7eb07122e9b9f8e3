import type { TableColumn } from '#server/contract/preference.ts';
import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { countPresses } from '#tests/e2e/presses.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { SHARP } from '#tests/e2e/unpainted-maps.ts';
import { words } from '#tests/e2e/words.ts';

const { annulments, charts, manyActs, map, pointsList, register, selection, table } = words;

test('a ring is a list by one press; columns are kept, and two rows are one form that one press undoes', async ({
  people,
}) => {
  const sharp = await people.as('analyst', SHARP);
  await listsRing(sharp);
  await sharp.leaves();
  const analyst = await people.as('analyst');
  const { page } = analyst;

  await analyst.open('/?show=table&status=eliminated,handed_over');
  const grid = page.getByRole('grid', { name: table.title });
  const left = await leavesOutColumn(analyst, 'recurrences');
  const codeHead = grid.getByRole('columnheader', { name: table.column.code });
  await codeHead.getByRole('button').click();
  await expect(codeHead).toHaveAttribute('aria-sort', 'ascending');
  const sorted = await analyst.server.points('sort=code&status=eliminated,handed_over');
  const [first, second] = sorted.items;
  if (first === undefined || second === undefined) throw new Error('fewer than two points');
  for (const { code } of [first, second]) {
    await grid.getByRole('checkbox', { name: table.tickPoint({ code }), exact: true }).click();
  }
  await expect(page.getByText(selection.ticked({ count: '2' }), { exact: true })).toBeVisible();

  await page.getByRole('button', { name: manyActs.open }).click();
  await page.getByRole('menuitem', { name: register.act.check }).click();
  const form = page.getByRole('dialog', { name: register.act.check });
  const judged = form.getByRole('button', { name: manyActs.may({ count: '2' }) });
  await judged.click();
  for (const { code } of [first, second]) await expect(form.getByText(code)).toBeVisible();
  await form.getByRole('button', { name: manyActs.record({ count: '2' }), exact: true }).click();
  const all = { done: '2', total: '2' };
  await expect(form.getByText(manyActs.progress(all), { exact: true })).toBeVisible();

  await form.getByRole('button', { name: manyActs.undoAll }).click();
  const undoing = page.getByRole('dialog', { name: manyActs.undoAll });
  await undoing.getByRole('button', { name: manyActs.undoMay({ count: '2' }) }).click();
  await expect(undoing.getByText(annulments.effect.check_removed).first()).toBeVisible();
  await undoing.getByLabel(manyActs.undoReason).fill('Ghi nhầm cả đợt.');
  await undoing.getByRole('button', { name: manyActs.undo({ count: '2' }), exact: true }).click();
  await expect(undoing.getByText(manyActs.undoProgress(all), { exact: true })).toBeVisible();
  await undoing.getByRole('button', { name: manyActs.close, exact: true }).last().click();

  // Both acts stay in the history, struck.
  await analyst.open(`/?show=table&id=${first.id}`);
  await expect(grid.getByRole('columnheader')).toHaveText(left);
  const mistaken = page.locator('li[data-kind="checked"][data-annulled]');
  await expect(mistaken.first()).toBeVisible();
});

test('a bar of the charts narrows map and list, and so does the commune in the middle', async ({
  people,
}) => {
  const analyst = await people.as('analyst');
  const { page } = analyst;
  await analyst.open();
  const panel = page.getByRole('region', { name: map.sheet });
  await panel.getByRole('button', { name: charts.title }).click();
  const bars = panel.getByRole('list', { name: charts.byCategory }).getByRole('button');
  const longest = Number(await bars.first().locator('strong').textContent());
  await bars.first().click();
  await expect(bars).toHaveCount(1);
  await expect(bars.first()).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => analyst.address()).toContain('category=');
  await analyst.list.showsList();
  await analyst.list.expectTotal(longest);

  await analyst.map.settled();
  await page.getByRole('button', { name: selection.choose }).click();
  await page.getByRole('menuitem', { name: selection.commune({ name: '' }) }).click();
  await expect.poll(() => analyst.address()).toContain('commune=');
  const [, narrowed = ''] = analyst.address().split('?');
  const ofCommune = new URLSearchParams(narrowed);
  const query = ['category', 'commune'].map((name) => `${name}=${ofCommune.get(name)}`);
  await analyst.list.expectTotal((await analyst.server.points(query.join('&'))).total);

  await analyst.look.at(360, 780);
  const measure = page.getByRole('button', { name: map.measure });
  await expect(measure).toHaveCount(0);
  await page.getByRole('button', { name: map.moreTools, exact: true }).click();
  await expect(measure).toBeVisible();
  await page.getByRole('button', { name: map.fewerTools, exact: true }).click();
  await expect(measure).toHaveCount(0);
});

/** Leaves a column out of the table; gives the heads that are left. */
async function leavesOutColumn({ page }: App, column: TableColumn): Promise<string[]> {
  await page.getByRole('button', { name: table.columns, exact: true }).click();
  const kept = page.waitForResponse(
    (answer) => answer.url().endsWith('/preferences') && answer.request().method() !== 'GET',
  );
  await page.getByRole('checkbox', { name: table.column[column] }).click();
  expect((await kept).ok()).toBe(true);
  await page.keyboard.press('Escape');
  const left = await page.getByRole('grid').getByRole('columnheader').allTextContents();
  expect(left).not.toContain(table.column[column]);
  return left;
}

/** Opens the list of a ring by one press of its card; its rows begin with what came back most often. */
async function listsRing(analyst: App): Promise<void> {
  const { page } = analyst;
  await analyst.open('/?at=105.8525,21.0287&z=12&panel=closed');
  const ring = await analyst.map.findsRing();
  const count = await analyst.map.countsRing(ring);
  const presses = await countPresses(page);
  const card = page.locator('.maplibregl-popup');
  await card.getByRole('button', { name: selection.list, exact: true }).click();
  await analyst.list.expectCluster(count);
  await analyst.list.expectCount(count);
  await presses.within('ring to its list');
  const rows = page.getByRole('list', { name: pointsList.title }).locator('button[data-status]');
  const recurrencesShown = async () =>
    (await rows.allInnerTexts()).map((row) => Number(/tái (\d+) lần/.exec(row)?.[1] ?? 0));
  // Until the rows of the ring are there, the list shows those before.
  await expect.poll(async () => (await recurrencesShown())[0]).toBeGreaterThan(0);
  const recurrences = await recurrencesShown();
  expect(recurrences).toEqual(recurrences.toSorted((a, b) => b - a));
}
