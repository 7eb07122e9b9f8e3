import { expect, type Page } from '@playwright/test';

import type { InspectionResult } from '#server/contract/inspection.ts';
import { format, words } from '#tests/e2e/words.ts';

const { inspections: own, businessImports, imports, common } = words;

/** Businesses to inspect: the register, one business, and the communes' quotas. */
export function inspectionsDriver(page: Page) {
  return {
    ...inspectionRegister(page),
    ...inspectionImport(page),
    ...inspectionVisits(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function inspectionsParts(page: Page) {
  const rows = page.locator('[data-object]');
  return { rows };
}

/** The register of businesses. */
function inspectionRegister(page: Page) {
  const { rows } = inspectionsParts(page);

  return {
    async expectList() {
      await expect(rows.first()).toBeVisible();
    },
    async expectFirstNeeds(need: keyof typeof own.need) {
      await expect(rows.first().getByText(own.need[need])).toBeVisible();
    },
    async opensFirst() {
      await rows.first().getByRole('link').click();
      await expect(page.getByRole('heading', { name: own.history })).toBeVisible();
    },
    async narrowsTo(need: keyof typeof own.need) {
      await page
        .getByRole('navigation', { name: own.needs })
        .getByRole('link', { name: own.need[need] })
        .click();
    },
    async looksFor(text: string) {
      await page.getByRole('searchbox', { name: own.search }).fill(text);
    },
  };
}

/** Reading businesses from a file. */
function inspectionImport(page: Page) {
  const { rows } = inspectionsParts(page);

  return {
    async opensImport() {
      await page.getByRole('link', { name: businessImports.open }).click();
      await expect(page.getByRole('heading', { name: businessImports.title })).toBeVisible();
    },
    async expectAddressFrom(heading: string) {
      const column = page.getByLabel(businessImports.field.note, { exact: true });
      await expect(column.locator('option:checked')).toHaveText(heading);
      // A business has no status and no paper.
      await expect(page.getByLabel(imports.defaultStatus)).toHaveCount(0);
    },
    async writesImport(count: number) {
      const given = { count: format.number(count, 0) };
      await page.getByRole('button', { name: businessImports.write(given) }).click();
      const form = page.getByRole('dialog');
      await expect(form.getByText(common.willRecord)).toBeVisible();
      await form.getByRole('button', { name: businessImports.write(given) }).click();
      await expect(page.getByText(businessImports.done(given), { exact: true })).toBeVisible();
    },
    async opensImported() {
      await page.getByRole('link', { name: businessImports.toList }).click();
    },
    async expectOnly(name: string) {
      await expect(rows).toHaveCount(1);
      await expect(rows.first()).toContainText(name);
    },
  };
}

/** One business with its visits, and the quotas. */
function inspectionVisits(page: Page) {
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });

  return {
    async adds(entry: { name: string; category: string; coordinates: string }) {
      await page.getByRole('button', { name: own.add }).click();
      const form = dialog(own.add);
      await form.getByLabel(own.name).fill(entry.name);
      await form.getByRole('combobox', { name: own.category }).fill(entry.category);
      await page.getByRole('option', { name: entry.category }).click();
      await form.getByLabel(own.coordinates).fill(entry.coordinates);
      await form.getByRole('button', { name: common.save }).click();
      await expect(dialog(entry.name)).toContainText(own.need.not_inspected);
    },
    async recordsVisit(result: InspectionResult) {
      await page.getByRole('button', { name: own.record }).click();
      const form = dialog(own.record);
      await form.getByRole('combobox', { name: own.resultLabel }).click();
      await page.getByRole('option', { name: own.result[result], exact: true }).click();
      await form.getByRole('button', { name: own.record }).click();
      await expect(form).toBeHidden();
    },
    async expectVisit(result: InspectionResult) {
      const visits = page.getByRole('dialog').getByRole('listitem');
      await expect(visits.filter({ hasText: own.result[result] })).toBeVisible();
    },
    async closesBusiness(reason: string) {
      await page.getByRole('button', { name: own.close, exact: true }).click();
      const form = dialog(own.closeTitle);
      await form.getByLabel(own.reason).fill(reason);
      await form.getByRole('button', { name: own.close, exact: true }).click();
      await expect(page.getByRole('button', { name: own.reopen })).toBeVisible();
    },
    async expectQuotas() {
      await expect(page.getByRole('region', { name: own.quotaTab })).toBeVisible();
    },
    async expectProgress(text: RegExp) {
      await expect(page.getByRole('cell', { name: text }).first()).toBeVisible();
    },
  };
}
