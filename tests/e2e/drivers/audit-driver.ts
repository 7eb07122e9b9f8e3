import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The auditor's log. */
export function auditDriver(page: Page) {
  const { audit } = words;
  const lines = page.getByRole('table', { name: audit.title }).locator('tbody tr');
  return {
    async filtersByAction(action: string) {
      await page.getByLabel(audit.filterAction).fill(action);
      await page.getByRole('button', { name: audit.apply }).click();
    },
    async verifies() {
      await page.getByRole('button', { name: audit.verify }).click();
    },
    async expectWhole() {
      await expect(page.getByText(audit.whole, { exact: true })).toBeVisible();
    },
    async expectOnlyAction(action: string) {
      await expect(lines.first()).toContainText(action);
      await expect(lines.filter({ hasNotText: action })).toHaveCount(0);
    },
    async expectLine(...said: string[]) {
      let line = lines;
      for (const part of said) line = line.filter({ hasText: part });
      await expect(line.first()).toBeVisible();
    },
  };
}
