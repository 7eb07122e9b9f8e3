import { expect, type Page } from '@playwright/test';

import type { ImportField } from '#server/contract/point-import.ts';
import { format, words } from '#tests/e2e/words.ts';

/** Bringing a list of points into the register. */
export function importsDriver(page: Page) {
  const { imports, common } = words;
  const dialog = page.getByRole('dialog');
  const patient = { timeout: 60_000 };
  const write = page.getByRole('button', { name: /^Ghi [\d.]+ điểm vào danh mục$/ });
  const count = (name: string) =>
    page
      .locator('dl > div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd');

  async function checked(): Promise<void> {
    await expect(page.getByText(imports.checkStep)).toBeVisible(patient);
    await expect(page.getByText(imports.checkingAgain)).toHaveCount(0, patient);
  }

  return {
    checked,
    async choosesFile(path: string) {
      await page.locator('input[type="file"]').setInputFiles(path);
      await checked();
    },
    async choosesOther() {
      await page.getByRole('button', { name: imports.importOther }).click();
    },
    async givesCategory(name: string) {
      await page
        .getByRole('group', { name: imports.defaults })
        .getByLabel(imports.defaultCategory)
        .selectOption({ label: name });
      await checked();
    },
    /** How many rows the check found, of a kind. */
    async counted(kind: 'Rows' | 'Ready' | 'Added' | 'Refused' | 'Unchanged'): Promise<number> {
      await checked();
      const text = await count(imports[`count${kind}`]).innerText();
      return Number(text.replaceAll('.', ''));
    },
    async writes() {
      await expect(write).toBeEnabled(patient);
      await write.click();
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
      await dialog.getByRole('button', { name: /^Ghi / }).click();
    },
    async looksAtMap() {
      await page.getByRole('link', { name: imports.seeMap }).click();
    },
    async expectColumn(field: ImportField, heading: string) {
      await expect(page.getByLabel(imports.field[field], { exact: true })).toHaveText(
        new RegExp(heading),
      );
      await expect(
        page.getByLabel(imports.field[field], { exact: true }).locator('option:checked'),
      ).toHaveText(heading);
    },
    async expectRemembered() {
      await expect(page.getByText(imports.mappingRemembered)).toBeVisible(patient);
    },
    async expectProgress() {
      await expect(page.getByRole('progressbar', { name: imports.running })).toBeVisible();
    },
    async expectDone(added: number) {
      const sentence = imports.done({ count: format.number(added, 0) });
      await expect(page.getByText(sentence, { exact: true })).toBeVisible(patient);
    },
    async expectNothingNew() {
      await expect(page.getByText(imports.nothingNew)).toBeVisible(patient);
    },
  };
}
