import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** Settings of the person. */
export function settingsDriver(page: Page) {
  const { settings } = words;
  return {
    async changesPassword(current: string, next: string) {
      await page.getByLabel(settings.currentPassword).fill(current);
      await page.getByLabel(settings.newPassword, { exact: true }).fill(next);
      await page.getByLabel(settings.repeatPassword).fill(next);
      await page.getByRole('button', { name: settings.changePassword }).click();
    },
    async expectOwnSession() {
      await expect(page.getByText(settings.current).first()).toBeVisible();
    },
  };
}
