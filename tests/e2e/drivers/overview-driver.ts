import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The city on one page. */
export function overviewDriver(page: Page) {
  const { overview: own } = words;
  const part = (title: string) =>
    page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

  return {
    async expectStands() {
      for (const title of [own.whereBack, own.whoActs, own.targets]) {
        await expect(part(title)).toBeVisible();
      }
    },
    /** Expects a place to show when it recurred and by when the responsible commune replies. */
    async expectBack(name: string, ...sentences: (string | RegExp)[]) {
      const line = part(own.whereBack).getByRole('listitem').filter({ hasText: name });
      for (const sentence of sentences) await expect(line).toContainText(sentence);
    },
    async expectDuty(who: string | RegExp, what: string | RegExp) {
      const lines = part(own.whoActs).getByRole('listitem').filter({ hasText: who });
      await expect(lines.filter({ hasText: what }).first()).toBeVisible();
    },
    async showsEverybody() {
      await page.getByRole('button', { name: /^Xem tất cả / }).click();
    },
    async expectOffPace(wording: string, state: string | RegExp) {
      await expect(
        part(own.targets).getByRole('listitem').filter({ hasText: wording }),
      ).toContainText(state);
    },
    async opensPlace(name: string) {
      await part(own.whereBack).getByRole('link', { name, exact: true }).click();
    },
  };
}
