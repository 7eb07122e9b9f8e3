import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';
import type { ConductFigure, ConductPart } from '#server/contract/conduct.ts';

/** The line of conduct beside a figure, and the page of the cases that its numbers lead to. */
export function conductDriver(page: Page) {
  const { conduct: own } = words;
  const line = (figure: ConductFigure) => page.locator(`[data-conduct="${figure}"]`).first();

  return {
    /** Follows a number of the line; gives the number. */
    async follows(figure: ConductFigure, part: ConductPart): Promise<number> {
      const link = line(figure).locator(`[data-part="${part}"]`);
      await expect(link).toBeVisible();
      const count = Number.parseInt((await link.innerText()).replaceAll('.', ''), 10);
      await link.click();
      return count;
    },
    async expectShares(figure: ConductFigure) {
      await expect(line(figure)).toContainText(/có kiểm chứng \d+%, tự khai \d+%/);
    },
    /** Expects the page to show exactly this many cases of a part. */
    async expectCases(part: ConductPart, count: number) {
      await expect(page.getByRole('heading', { level: 1, name: own.title })).toBeVisible();
      const chip = page.getByRole('button', { pressed: true });
      await expect(chip).toHaveText(`${own.partName[part]}: ${count}`);
      await expect(page.locator('[data-case]')).toHaveCount(count);
    },
    async opensFirstCase() {
      await page.locator('[data-case]').first().getByRole('link').click();
    },
  };
}
