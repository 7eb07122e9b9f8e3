import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The route on paper, and the way back from it into the app. */
export function routeSheetDriver(page: Page) {
  const { routes } = words;
  return {
    /** Shows the month, goes to the day before and back by the arrow keys, and opens the route from its day. */
    async opensRouteOfToday(title: string) {
      const { calendar, view } = routes.list;
      await page.getByRole('link', { name: view.month, exact: true }).click();
      const today = page.getByRole('grid', { name: calendar.label }).locator('[aria-current=date]');
      await expect(today.getByRole('link', { name: title })).toBeVisible();
      await today.focus();
      await page.keyboard.press('ArrowLeft');
      await expect(today).not.toBeFocused();
      await expect(page.locator('td:focus')).toHaveCount(1);
      await page.keyboard.press('ArrowRight');
      await expect(today).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(today.locator('a:focus, button:focus')).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(today).toBeFocused();
      await today.getByRole('link', { name: title }).press('Enter');
      await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    },
    /** The address that the codes of the sheet lead to, for a stop by its place in the order. */
    async addressOfStop(at: number): Promise<{ stopId: string; address: string }> {
      const stopId = await page.locator('[data-stop]').nth(at).getAttribute('data-stop');
      const { pathname } = new URL(page.url());
      return { stopId: stopId ?? '', address: `${pathname}/stops/${stopId}` };
    },
    async opensSheet() {
      await page.goto(`${new URL(page.url()).pathname}/print`);
      await expect(page.getByRole('img', { name: routes.sheet.map }).first()).toBeVisible();
      await expect(page.getByRole('img', { name: /^QR / }).first()).toBeVisible();
    },
    /** Expects paper to show nothing of the route before anything was logged. */
    async expectNothingOnPaper() {
      await page.emulateMedia({ media: 'print' });
      await expect(page.getByText(routes.sheet.pressPrint)).toBeVisible();
      await expect(page.getByRole('table')).toBeHidden();
      await page.emulateMedia({ media: null });
    },
    async prints() {
      await page.evaluate(() => {
        globalThis.print = () => document.body.setAttribute('data-printed', 'true');
      });
      await page.getByRole('button', { name: routes.print, exact: true }).click();
      await expect(page.locator('[data-printed]')).toBeVisible();
    },
    async expectAtStop(stopId: string) {
      await expect(page).toHaveURL(new RegExp(`/my-routes\\?stop=${stopId}$`));
      const row = page.locator(`[data-stop="${stopId}"], [data-next="${stopId}"]`);
      await expect(row).toBeInViewport();
      await expect(row).toBeFocused();
    },
  };
}
