import { expect, type Page } from '@playwright/test';

import type { PointStatus } from '#server/contract/point.ts';
import { format, words } from '#tests/e2e/words.ts';

const { pointsList, register, map } = words;

/** List and filters beside the map. */
export function listDriver(page: Page) {
  return {
    ...listPanel(page),
    ...listKeys(page),
    ...listContents(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function listParts(page: Page) {
  const panel = page.getByRole('region', { name: map.sheet });
  const list = page.getByRole('list', { name: pointsList.title });
  const rows = list.getByRole('button');
  const row = (name: string) => rows.filter({ hasText: name });
  return { panel, list, rows, row };
}

/** The panel with list and filter. */
function listPanel(page: Page) {
  const { panel, list, row } = listParts(page);
  const tab = (name: string) => panel.getByRole('button', { name, exact: false }).first();
  const legend = (name: string) => panel.getByRole('group', { name });

  return {
    async settled() {
      await expect(list).toHaveAttribute('aria-busy', 'false');
    },
    names: () => list.locator('button > span:nth-child(2) > span:first-child').allTextContents(),
    async opens(name: string) {
      await row(name).click();
    },
    /** On a phone the panel is a sheet that may be low. */
    async opensSheet() {
      await expect(panel).toBeVisible();
      const handle = page.getByRole('button', { name: map.sheetTaller });
      if (await handle.isVisible()) await page.getByRole('button', { name: map.showList }).click();
    },
    async showsFilters() {
      await tab(pointsList.filters).click();
    },
    async showsList() {
      await tab(pointsList.list).click();
    },
    async togglesStatus(status: PointStatus) {
      await legend(pointsList.status)
        .getByRole('button', { name: register.status[status] })
        .click();
    },
    /** Types a new or an old name and takes the first commune that it finds. */
    async choosesCommune(typed: string, name: string) {
      const field = panel.getByRole('combobox', { name: pointsList.commune });
      await field.fill(typed);
      await page.getByRole('option', { name }).click();
      await page.keyboard.press('Escape');
    },
    async leavesScope() {
      await panel.getByRole('button', { name: pointsList.leaveScope }).click();
    },
  };
}

/** Ways through the list by keyboard. */
function listKeys(page: Page) {
  async function tabsUntil(there: () => Promise<boolean>): Promise<void> {
    for (let stops = 0; stops < 40; stops += 1) {
      if (await there()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('forty tabs led nowhere');
  }

  return {
    async goesByKeyboard(...keys: string[]) {
      for (const key of keys) await page.keyboard.press(key);
    },
    /** Jumps to the list by the skip link, the second stop of a fresh page. */
    async jumpsByKeyboard() {
      const link = page.getByRole('link', { name: words.common.skipToList });
      await tabsUntil(() => link.evaluate((element) => element === document.activeElement));
      await page.keyboard.press('Enter');
    },
    async tabsToRows() {
      await tabsUntil(() =>
        page.evaluate(() => document.activeElement?.matches('[data-point]') === true),
      );
    },
  };
}

/** The contents of the list. */
function listContents(page: Page) {
  const { panel, list, rows, row } = listParts(page);

  return {
    async expectRow(name: string, ...said: string[]) {
      await expect(row(name)).toHaveCount(1);
      for (const part of said) await expect(row(name)).toContainText(part);
    },
    async expectNoRow(name: string) {
      await expect(row(name)).toHaveCount(0);
    },
    async expectOnly(status: PointStatus, count: number) {
      await expect(rows).toHaveCount(count);
      await expect(list.locator(`button[data-status="${status}"]`)).toHaveCount(count);
    },
    async expectCount(count: number) {
      await expect(rows).toHaveCount(count);
    },
    async expectTotal(count: number) {
      await expect(
        panel.getByText(pointsList.found({ count: format.number(count, 0) }), { exact: true }),
      ).toBeAttached();
    },
    async expectSpot(count: number) {
      await expect(
        panel.getByText(pointsList.scopedSpot({ count: format.number(count, 0) })),
      ).toBeVisible();
    },
    async expectCluster(count: number) {
      await expect(
        panel.getByText(pointsList.scoped({ count: format.number(count, 0) })),
      ).toBeVisible();
    },
    async expectCondition(what: string) {
      await expect(panel.getByRole('button', { name: pointsList.remove({ what }) })).toBeVisible();
    },
    async expectFocusOn(name: string) {
      await expect(row(name)).toBeFocused();
    },
    async focusedName(): Promise<string> {
      return page.evaluate(
        () => document.activeElement?.querySelector('span + span > span')?.textContent ?? '',
      );
    },
  };
}
