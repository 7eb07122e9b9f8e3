import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';

import { OUTPUT } from '#tests/e2e/server-process.ts';
import { words } from '#tests/e2e/words.ts';

export type Picture = { name: string; width: number; height: number; colours: number };

/** A map that leaves the system: as a picture, and on paper. */
export function exportsDriver(page: Page) {
  const { map } = words;
  const dialog = page.getByRole('dialog', { name: map.exportTitle });
  const sheet = page.locator('#print-sheet');
  return {
    async opens() {
      await page.getByRole('button', { name: map.export }).click();
      await expect(dialog).toBeVisible();
    },
    async copiesLink() {
      await page.getByRole('button', { name: map.share }).click();
      await expect(page.getByText(map.shared)).toBeVisible();
    },
    async states(purpose: string) {
      await page.getByLabel(map.exportPurpose).fill(purpose);
    },
    async triesPicture() {
      await dialog.getByRole('button', { name: map.exportPicture }).click();
    },
    async expectPurposeMissing() {
      await expect(page.getByText(map.exportPurposeMissing)).toBeVisible();
    },
    /** The picture that comes, kept beside the screenshots, and what is in it. */
    async takesPicture(): Promise<Picture> {
      const [download] = await Promise.all([page.waitForEvent('download'), this.triesPicture()]);
      const path = join(OUTPUT, 'screenshots', 'exported-map.png');
      await download.saveAs(path);
      const { data, info } = await sharp(readFileSync(path))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const colours = new Set<number>();
      for (let at = 0; at < data.length; at += 3) colours.add(data.readUIntBE(at, 3));
      const { width, height } = info;
      return { name: download.suggestedFilename(), width, height, colours: colours.size };
    },
    async preparesSheet() {
      await page.getByRole('button', { name: map.printPrepare }).click();
      await expect(sheet.locator('[data-marks]:not([data-marks="0"])')).toBeVisible();
    },
    async expectOnSheet(...said: readonly (string | RegExp)[]) {
      for (const part of said) await expect(sheet).toContainText(part);
    },
    /** Ground metres of a pixel by the sheet's scale bar. */
    async metresPerPixel(): Promise<number> {
      const scale = sheet.locator('.maplibregl-ctrl-scale');
      const [, length = '', unit = ''] = /([\d.,]+)\s*(m|km)/.exec(await scale.innerText()) ?? [];
      const pixels = await scale.evaluate((bar) => bar.clientWidth);
      return (Number(length.replace(',', '.')) * (unit === 'km' ? 1000 : 1)) / pixels;
    },
    /** Counts the pages that the sheet takes on paper: the dictionary of each page says its type. */
    async pagesOnPaper(): Promise<number> {
      const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      return paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    },
  };
}
