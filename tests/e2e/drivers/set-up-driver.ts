import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The page of an empty installation. */
export function setUpDriver(page: Page) {
  const { setUp, session } = words;
  return {
    /** From the sign-in, which offers it. */
    async opens() {
      await page.getByRole('link', { name: session.restore }).click();
      await expect(page.getByLabel(setUp.code)).toBeEditable();
    },
    async sends(code: string, file: string) {
      await page.getByLabel(setUp.code).fill(code);
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: setUp.start, exact: true }).click();
    },
    /** The bar is there, by its name for a screen reader. */
    async expectProgress() {
      await expect(page.getByRole('progressbar', { name: setUp.running })).toBeVisible();
    },
    async reloads() {
      await page.reload({ waitUntil: 'commit' });
    },
    async expectReady() {
      await expect(page.getByText(setUp.ready, { exact: true })).toBeVisible();
    },
    async goesToSignIn() {
      await page.getByRole('link', { name: setUp.signIn }).click();
    },
    async expectNotOffered() {
      await expect(page.getByLabel(session.password, { exact: true })).toBeEditable();
      await expect(page.getByRole('link', { name: session.restore })).toHaveCount(0);
    },
  };
}
