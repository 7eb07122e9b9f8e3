import { countPresses } from '#tests/e2e/presses.ts';
import { expect, SHARP, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const { charts, manyActs, map, pointsList, register, selection, table } = words;

test.use(SHARP);

test('a ring is a list by one press; two rows of the table are one form', async ({ people }) => {
  const analyst = await people.as('analyst');
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
  const rows = await page
    .getByRole('list', { name: pointsList.title })
    .locator('button[data-status]')
    .allInnerTexts();
  const recurrences = rows.map((row) => Number(/tái (\d+) lần/.exec(row)?.[1] ?? 0));
  expect(recurrences[0]).toBeGreaterThan(0);
  expect(recurrences).toEqual(recurrences.toSorted((a, b) => b - a));

  await analyst.open('/?show=table');
  const grid = page.getByRole('grid', { name: table.title });
  const codeHead = grid.getByRole('columnheader', { name: table.column.code });
  await codeHead.getByRole('button').click();
  await expect(codeHead).toHaveAttribute('aria-sort', 'ascending');
  const sorted = await analyst.server.points('sort=code');
  const [first, second] = sorted.items;
  if (first === undefined || second === undefined) throw new Error('fewer than two points');
  for (const { code } of [first, second]) {
    await grid.getByRole('checkbox', { name: table.tickPoint({ code }), exact: true }).click();
  }
  await expect(page.getByText(selection.ticked({ count: '2' }), { exact: true })).toBeVisible();

  await page.getByRole('button', { name: manyActs.open }).click();
  await page.getByRole('menuitem', { name: register.act.check }).click();
  const form = page.getByRole('dialog', { name: register.act.check });
  const judged = form.getByRole('button', {
    name: new RegExp(
      `${manyActs.may({ count: String.raw`\d+` })}|${manyActs.mayNot({ count: String.raw`\d+` })}`,
    ),
  });
  await expect(judged.first()).toBeVisible();
  for (const list of await judged.all()) await list.click();
  for (const { code } of [first, second]) await expect(form.getByText(code)).toBeVisible();
});

test('a press on a bar of the charts narrows map and list', async ({ people }) => {
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
});
