import { expect, type Page } from '@playwright/test';

import { format, words } from '#tests/e2e/words.ts';

/** The administrator's boundary files. */
export function boundariesDriver(page: Page) {
  const { boundaries } = words;
  const dialog = page.getByRole('dialog');
  // A boundary file of a city takes seconds to read and seconds to bring into force.

  return {
    async choosesFile(path: string) {
      await page.locator('input[type="file"][accept*=".gpkg"]').setInputFiles(path);
    },
    async namesSource(source: string) {
      await page.getByRole('textbox', { name: boundaries.source }).fill(source);
    },
    async imports() {
      await page.getByRole('button', { name: boundaries.importIt }).click();
      await expect(dialog.getByText(words.common.willRecord)).toBeVisible();
      await dialog.getByRole('button', { name: boundaries.importIt }).click();
      await expect(page.getByText(boundaries.done, { exact: true })).toBeVisible();
    },
    async undoes() {
      await page.getByRole('button', { name: boundaries.undo }).click();
      await expect(dialog.getByText(words.common.willRecord)).toBeVisible();
      await dialog.getByRole('button', { name: boundaries.undo }).click();
      await expect(dialog).toHaveCount(0);
    },
    async expectMatched(matched: number, expected: number) {
      const sentence = boundaries.matchedOf({
        matched: format.number(matched, 0),
        expected: format.number(expected, 0),
      });
      await expect(page.getByText(sentence, { exact: true }).first()).toBeVisible();
    },
    async expectDatumShift() {
      await expect(page.getByText(boundaries.datumShift)).toBeVisible();
    },
    async expectInForce(source: string) {
      await expect(
        page
          .getByRole('table', { name: boundaries.history })
          .getByRole('row')
          .filter({ hasText: source })
          .filter({ hasText: boundaries.now }),
      ).toHaveCount(1);
    },
    async expectApproximate() {
      await expect(page.getByText(boundaries.approximateTitle, { exact: true })).toBeVisible();
    },
  };
}
