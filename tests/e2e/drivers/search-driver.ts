import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The one field for names, aliases, codes, communes and coordinates. */
export function searchDriver(page: Page) {
  const field = page.getByRole('searchbox', { name: words.search.label });
  const options = page.getByRole('option');
  return {
    async types(text: string) {
      await field.fill(text);
    },
    async chooses(text: string | RegExp) {
      await options.filter({ hasText: text }).first().click();
    },
    /** Enter without a choice opens the best hit, also before the list is there. */
    async opensFirst() {
      await field.press('Enter');
    },
    async expectFound(text: string | RegExp) {
      await expect(options.filter({ hasText: text }).first()).toBeVisible();
    },
    async expectNothing() {
      await expect(page.getByText(words.search.nothing)).toBeVisible();
    },
  };
}
