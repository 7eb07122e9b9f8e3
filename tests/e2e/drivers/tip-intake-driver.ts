import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

import { keysDriver } from './keys-driver.ts';
import { pressesUntilPinned } from './map-view.ts';

const { tipIntake } = words;

/** Things that a tip brings along: its place, and its photos and papers. */
export function tipIntakeDriver(page: Page) {
  return { ...intakePlace(page), ...tipPapers(page) };
}

/** The place of a tip at its intake. */
function intakePlace(page: Page) {
  const map = page.locator('.maplibregl-canvas');
  const keys = keysDriver(page);
  const pin = page.locator('[data-pin]');

  return {
    /** Taps the middle of the map of the intake form, a little beside it. */
    async placeIsTapped() {
      await expect(map).toBeVisible();
      await pressesUntilPinned(map, pin);
    },
    async placeIsTyped(coordinates: string) {
      const field = page.locator('[data-place-search]').getByRole('searchbox');
      await field.fill(coordinates);
      await page.getByRole('option').first().click();
      await expect(pin).toBeVisible();
    },
    /** Writes an address, by keys alone, and takes the place that is offered for it first. */
    async placeIsAddressed(address: string) {
      const field = page.locator('[data-place-search]').getByRole('searchbox');
      await field.focus();
      await page.keyboard.type(address);
      const offered = page
        .getByRole('option')
        .filter({ hasText: /trong vòng/ })
        .first();
      await expect(offered).toBeVisible();
      await keys.takesOption(offered);
      await expect(pin).toBeVisible();
    },
    async communeAloneIsChosen(typed: string, name: string) {
      await page.getByRole('combobox', { name: tipIntake.commune }).fill(typed);
      await page.getByRole('option', { name }).click();
    },
  };
}

/** Photos and papers of a tip. */
function tipPapers(page: Page) {
  const dialog = page.getByRole('dialog');

  return {
    async addsPhotoAtIntake(file: { name: string; mimeType: string; buffer: Buffer }) {
      await page.locator('input[type="file"][accept*="jpeg"]:not([capture])').setInputFiles(file);
      const first = words.attachments.photoNumber({ number: '1' });
      await expect(page.getByRole('img', { name: first })).toBeVisible();
    },
    async addsPaperAtIntake(
      file: { name: string; mimeType: string; buffer: Buffer },
      number: string,
    ) {
      await page.locator('input[type="file"][accept="application/pdf"]').setInputFiles(file);
      await page.getByLabel(words.attachments.documentNumber).fill(number);
    },
    /** On the record: one more paper, as at a later step. */
    async addsPaper(file: { name: string; mimeType: string; buffer: Buffer }, number: string) {
      await page.getByRole('button', { name: words.attachments.addPaper }).click();
      await dialog.locator('input[type="file"]').setInputFiles(file);
      await dialog.getByLabel(words.attachments.documentNumber).fill(number);
      await dialog.getByRole('button', { name: words.attachments.send, exact: true }).click();
      await expect(dialog).toBeHidden();
    },
    async showsAttachments() {
      await page.getByText(tipIntake.paper).scrollIntoViewIfNeeded();
    },
    async expectPhoto() {
      const photo = page.getByRole('button', { name: /^Mở ảnh 1/ }).getByRole('presentation');
      await photo.scrollIntoViewIfNeeded();
      await expect(photo).toBeVisible();
    },
    async expectPaper(number: string) {
      const paper = page.getByRole('link', { name: words.attachments.paper({ number }) });
      await expect(paper).toBeVisible();
    },
  };
}
