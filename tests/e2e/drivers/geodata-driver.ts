import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The administrator's gazetteers and road networks. */
export function geodataDriver(page: Page) {
  const { geodata } = words;
  const dialog = page.getByRole('dialog');
  // A file of a city takes seconds to read and to write.
  const patient = { timeout: 60_000 };
  const part = (title: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title, level: 2 }) });
  const gazetteers = part(geodata.gazetteers).first();
  const roads = part(geodata.roads).first();
  const rowOf = (table: string, source: string) =>
    page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: source });
  type File = string | { name: string; mimeType: string; buffer: Buffer };

  return {
    async choosesGazetteer(file: File) {
      await gazetteers.locator('input[type="file"]').setInputFiles(file);
      await expect(gazetteers.getByText(geodata.found)).toBeVisible(patient);
    },
    async expectLeftOut(reason: string) {
      await expect(gazetteers.getByText(reason)).toBeVisible();
    },
    async saysThatColumn(field: keyof typeof geodata.field, heading: string) {
      await gazetteers.getByLabel(geodata.field[field]).selectOption({ label: heading });
    },
    async saysThatDoorsErrBy(metres: string) {
      await gazetteers.getByRole('textbox', { name: geodata.error }).fill(metres);
    },
    async importsGazetteer(source: string) {
      await gazetteers.getByRole('textbox', { name: geodata.source }).fill(source);
      await gazetteers.getByRole('button', { name: geodata.importGazetteer }).click();
      await expect(page.getByText(geodata.gazetteerDone)).toBeVisible(patient);
      await expect(rowOf(geodata.gazetteers, source)).toContainText(geodata.inUse);
    },
    async asksForSource() {
      await gazetteers.getByRole('button', { name: geodata.importGazetteer }).click();
      await expect(gazetteers.getByText(geodata.sourceMissing)).toBeVisible();
    },
    async withdraws(source: string) {
      await page.getByRole('button', { name: geodata.withdrawOf({ source }) }).click();
      await expect(rowOf(geodata.gazetteers, source)).toContainText(geodata.aside);
    },
    async usesAgain(source: string) {
      await page.getByRole('button', { name: geodata.restoreOf({ source }) }).click();
      await expect(rowOf(geodata.gazetteers, source)).toContainText(geodata.inUse);
    },
    async choosesRoads(file: File) {
      await roads.locator('input[type="file"]').setInputFiles(file);
      await expect(roads.getByText(geodata.found)).toBeVisible(patient);
    },
    async importsRoads(source: string) {
      await roads.getByRole('textbox', { name: geodata.source }).fill(source);
      await roads.getByRole('button', { name: geodata.importRoads }).click();
      await expect(page.getByText(geodata.roadsDone)).toBeVisible(patient);
      await expect(rowOf(geodata.roads, source)).toContainText(geodata.inUse);
    },
    async goesBack(source: string) {
      await page.getByRole('button', { name: geodata.undo }).click();
      await expect(dialog.getByText(words.common.willRecord)).toBeVisible();
      await dialog.getByRole('button', { name: geodata.undo }).click();
      await expect(rowOf(geodata.roads, source)).toContainText(geodata.former, patient);
    },
  };
}
