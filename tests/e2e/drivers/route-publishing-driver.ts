import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

import type { Presses } from './counted-presses.ts';

const { routes: own } = words;

/** Publishing a route, its files and its outcome. */
export function routePublishingDriver(page: Page, press: Presses['press']) {
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });

  return {
    undoes: () => press(own.undo),
    redoes: () => press(own.redo),
    async publishes(reason?: string) {
      await press(own.publish);
      const form = dialog(own.publishTitle);
      if (reason !== undefined) await form.getByLabel(own.randomReason).fill(reason);
      await expect(form).toBeVisible();
      // Broken rules are accepted by an act of its own.
      const accepts = form.getByRole('checkbox');
      if (await accepts.isVisible()) await accepts.check();
      await press(own.publishConfirm, form);
      await expect(page.getByText(own.published)).toBeVisible();
    },
    /** The text of the file in a form. */
    async file(form: string) {
      await page.getByRole('button', { name: own.files }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: form }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    async takesUpCarried() {
      await page.getByRole('button', { name: /^Nhận \d+ điểm dừng chuyển/ }).click();
      await expect(page.locator('[data-stop]').first()).toBeVisible();
      await expect(page.getByRole('button', { name: /^Nhận \d+ điểm dừng chuyển/ })).toHaveCount(0);
    },
    async opensOutcome() {
      await page.getByRole('button', { name: own.files }).click();
      await page.getByRole('menuitem', { name: own.outcome }).click();
      await expect(page.getByRole('heading', { name: own.outcomeTitle })).toBeVisible();
    },
    async expectOutcome(text: string | RegExp) {
      await expect(page.getByRole('cell', { name: text }).first()).toBeVisible();
    },
    address: () => new URL(page.url()).pathname,
    async expectSheet() {
      await expect(page.getByRole('img', { name: /^QR / }).first()).toBeVisible();
    },
  };
}
