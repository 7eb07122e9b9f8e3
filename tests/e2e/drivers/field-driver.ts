import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

import { keysDriver } from './keys-driver.ts';

/** The team's own route on a phone in the street. */
export function fieldDriver(page: Page) {
  const { field } = words.routes;
  const every = (route: string) =>
    page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: route, exact: true }) });
  // One team's part that has something left to do.
  const own = (route: string) =>
    every(route)
      .filter({ has: page.getByRole('region', { name: field.next }) })
      .first();
  const dialog = page.getByRole('dialog');

  async function fillsResult(result: keyof typeof field.results) {
    await dialog.getByRole('radio', { name: field.results[result], exact: true }).check();
    if (result === 'could_not_check') {
      await dialog.getByRole('combobox', { name: field.obstacle }).click();
      await page.getByRole('option', { name: words.checks.obstacles.no_access }).click();
    }
    await dialog.getByRole('button', { name: field.record }).click();
    await expect(dialog).toBeHidden();
  }

  return {
    async expectRoute(route: string) {
      await expect(own(route).getByRole('region', { name: field.next })).toBeVisible();
    },
    async expectNoRoute(route: string) {
      await expect(every(route)).toHaveCount(0);
    },
    /** Arrives at the next stop and says what was found there. */
    async recordsNext(route: string, result: keyof typeof field.results, shown?: string) {
      const next = own(route).getByRole('region', { name: field.next });
      await expect(next.getByRole('link', { name: field.navigate })).toHaveAttribute(
        'href',
        /^geo:2\d\.\d+,10\d\.\d+/,
      );
      await next.getByRole('button', { name: field.arrived }).click();
      await expect(next.getByText(field.arrivedAt({ time: '' }))).toBeVisible();
      const rows = every(route)
        .locator('[data-stop]')
        .filter({ hasText: shown ?? field.results[result] });
      const before = await rows.count();
      await next.getByRole('button', { name: field.record }).click();
      await fillsResult(result);
      await expect(rows).toHaveCount(before + 1);
    },
    /** The same without a mouse or a finger. */
    async recordsNextByKeys(route: string, shown: string) {
      const keys = keysDriver(page);
      const next = own(route).getByRole('region', { name: field.next });
      await keys.presses(next.getByRole('button', { name: field.arrived }));
      const rows = every(route).locator('[data-stop]').filter({ hasText: shown });
      const before = await rows.count();
      await keys.presses(next.getByRole('button', { name: field.record }));
      await keys.presses(dialog.getByRole('radio').first(), 'Space');
      await expect(dialog.getByRole('radio').first()).toBeChecked();
      await keys.presses(dialog.getByRole('button', { name: field.record }));
      await expect(rows).toHaveCount(before + 1);
    },
    async finishes(route: string, left: number) {
      const part = every(route).first();
      await part.getByRole('button', { name: field.finish }).click();
      await expect(part.getByText(field.finishMore({ count: String(left) }))).toBeVisible();
      await part.getByRole('button', { name: field.finish }).click();
      await expect(part.getByText(field.finished)).toBeVisible();
    },
  };
}
