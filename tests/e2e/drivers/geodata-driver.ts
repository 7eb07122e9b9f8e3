import { expect, type Page } from '@playwright/test';

import type { OsmPart } from '#server/contract/osm-import.ts';
import { words } from '#tests/e2e/words.ts';

const { geodata, osmImports } = words;
// A file of a city takes seconds to read and to write.
type File = string | { name: string; mimeType: string; buffer: Buffer };

/** The administrator's OSM files, gazetteers and road networks. */
export function geodataDriver(page: Page) {
  return {
    ...osmFiles(page),
    ...gazetteerFiles(page),
    ...roadFiles(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function geodataParts(page: Page) {
  const dialog = page.getByRole('dialog');
  const part = (title: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title, level: 2 }) });
  const rowOf = (table: string, source: string) =>
    page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: source });
  return { dialog, part, rowOf };
}

/** OSM files and the parts that are taken from them. */
function osmFiles(page: Page) {
  const { dialog, part, rowOf } = geodataParts(page);
  const wholeCity = part(osmImports.title).first();

  return {
    async choosesOsmFile(file: File) {
      await wholeCity.locator('input[type="file"]').setInputFiles(file);
      await expect(wholeCity.getByText(osmImports.coverage)).toBeVisible();
    },
    /** Parts that are ticked, and those that cannot be. */
    async expectParts({ ticked, lacking }: { ticked: OsmPart[]; lacking: OsmPart[] }) {
      const box = (name: OsmPart) =>
        wholeCity.getByRole('checkbox', { name: osmImports.part[name] });
      for (const name of ticked) await expect(box(name)).toBeChecked();
      for (const name of lacking) await expect(box(name)).toBeDisabled();
    },
    async leavesPartOut(name: OsmPart) {
      await wholeCity.getByRole('checkbox', { name: osmImports.part[name] }).uncheck();
    },
    async bringsParts(source: string) {
      await wholeCity.getByRole('textbox', { name: geodata.source }).fill(source);
      await wholeCity.getByRole('button', { name: osmImports.submit }).click();
      await expect(wholeCity.getByText(osmImports.done)).toBeVisible();
      await expect(rowOf(osmImports.history, source)).toContainText(osmImports.inForce);
    },
    async takesImportBack(source: string) {
      await page.getByRole('button', { name: osmImports.undo }).click();
      await expect(dialog.getByText(words.common.willRecord)).toBeVisible();
      await dialog.getByRole('button', { name: osmImports.undo }).click();
      await expect(rowOf(osmImports.history, source)).toContainText(osmImports.takenBack);
    },
  };
}

/** Lists of addresses. */
function gazetteerFiles(page: Page) {
  const { part, rowOf } = geodataParts(page);
  const gazetteers = part(geodata.gazetteers).first();

  return {
    async choosesGazetteer(file: File) {
      await gazetteers.locator('input[type="file"]').setInputFiles(file);
      await expect(gazetteers.getByText(geodata.found)).toBeVisible();
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
      await expect(page.getByText(geodata.gazetteerDone)).toBeVisible();
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
  };
}

/** Networks of roads. */
function roadFiles(page: Page) {
  const { dialog, part, rowOf } = geodataParts(page);
  const roads = part(geodata.roads).first();

  return {
    async choosesRoads(file: File) {
      await roads.locator('input[type="file"]').setInputFiles(file);
      await expect(roads.getByText(geodata.found)).toBeVisible();
    },
    async importsRoads(source: string) {
      await roads.getByRole('textbox', { name: geodata.source }).fill(source);
      await roads.getByRole('button', { name: geodata.importRoads }).click();
      await expect(page.getByText(geodata.roadsDone)).toBeVisible();
      await expect(rowOf(geodata.roads, source)).toContainText(geodata.inUse);
    },
    async goesBack(source: string) {
      await page.getByRole('button', { name: geodata.undo }).click();
      await expect(dialog.getByText(words.common.willRecord)).toBeVisible();
      await dialog.getByRole('button', { name: geodata.undo }).click();
      await expect(rowOf(geodata.roads, source)).toContainText(geodata.former);
    },
  };
}
