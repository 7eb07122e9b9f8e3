import { expect, type Page } from '@playwright/test';

import type { CheckObstacle } from '#server/contract/check.ts';
import type { CheckResult } from '#server/contract/point.ts';
import { waitForFrame } from '#tests/e2e/first-frame.ts';
import { format, words } from '#tests/e2e/words.ts';

const { checks, attachments, pointActs, common, register } = words;

/** Looking at a closed place: the form, its photos in the record, the schedule in the settings. */
export function checksDriver(page: Page) {
  return {
    ...checkFields(page),
    ...checkRecording(page),
    ...checkPhotos(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function checksParts(page: Page) {
  const dialog = page.getByRole('dialog', { name: checks.title });
  const result = (name: CheckResult) =>
    dialog.getByRole('radio', { name: new RegExp(`^${pointActs.results[name]}`) });
  return { dialog, result };
}

/** Opening the form of a check and filling it in. */
function checkFields(page: Page) {
  const { dialog, result } = checksParts(page);

  return {
    async opens() {
      const act = page.getByRole('button', { name: register.act.check, exact: true });
      await act.click();
      await expect(dialog).toBeVisible();
    },
    /** From the list of what waits: renewed activity at the first closed place that is offered. Gives its name. */
    async reportsActivity(): Promise<string> {
      await page.getByRole('button', { name: words.worklist.reportActivity }).click();
      const places = page.getByRole('list', { name: words.worklist.reportActivity });
      const first = places.getByRole('button').first();
      const name = await first.locator('strong').innerText();
      await first.click();
      await expect(result('signs')).toBeChecked();
      return name;
    },
    async chooses(name: CheckResult) {
      await result(name).check();
    },
    async choosesObstacle(name: CheckObstacle) {
      await dialog.getByRole('radio', { name: checks.obstacles[name] }).check();
    },
    async expectObstacleAsked() {
      await expect(dialog.getByText(checks.obstacleMissing)).toBeVisible();
    },
    /** Adds a photo in the form that stands open, of a check or of another act. */
    async addsPhoto(bytes: Uint8Array) {
      const form = page.getByRole('dialog');
      const file = { name: 'IMG_2026.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
      await form.locator('input[type="file"]:not([capture])').setInputFiles(file);
      const name = attachments.photoNumber({ number: '1' });
      await waitForFrame(page, `[role="dialog"] img[alt="${name}"]`);
    },
    async writesNote(note: string) {
      const words = dialog.getByLabel(pointActs.note);
      const opening = dialog.getByRole('button', { name: checks.addNote });
      // A draft brings the words of an earlier page back, with their field.
      await expect(words.or(opening)).toBeVisible();
      if (await opening.isVisible()) await opening.click();
      await words.fill(note);
    },
    /** The form has closed, or says why it was refused. */
    async expectDecided() {
      await expect(async () => {
        expect((await dialog.count()) - (await dialog.getByRole('alert').count())).toBe(0);
      }).toPass();
    },
    async rewritesNote(note: string) {
      await dialog.getByLabel(pointActs.note).fill(note);
    },
  };
}

/** The words of the form before it records, and the recording. */
function checkRecording(page: Page) {
  const { dialog, result } = checksParts(page);
  const preview = dialog.getByRole('region', { name: common.willRecord });

  return {
    async expectWillRecord(text: string | RegExp) {
      await expect(preview.getByText(text).first()).toBeVisible();
    },
    async expectPositionKnown(metres: number) {
      const accuracy = format.distance(metres);
      await expect(dialog.getByText(checks.positionKnown({ accuracy }))).toBeVisible();
    },
    async expectPositionDenied() {
      await expect(dialog.getByText(checks.positionDenied)).toBeVisible();
    },
    async expectMarkedWords() {
      await expect(dialog.getByText(pointActs.marked)).toBeVisible();
    },
    async presses(...keys: string[]) {
      for (const key of keys) await page.keyboard.press(key);
    },
    async focusesResults() {
      await result('no_sign').focus();
    },
    async records() {
      await dialog.getByRole('button', { name: checks.record, exact: true }).click();
    },
    /** The device is half a kilometre away, and the form says so before it records. */
    async expectFarAway() {
      await expect(
        dialog.getByRole('alert').filter({ hasText: /cách nơi này 5\d\d m/ }),
      ).toBeVisible();
    },
    async recordsFarAway() {
      await dialog.getByRole('button', { name: checks.farRecord, exact: true }).click();
    },
    async expectClosed() {
      await expect(dialog).toHaveCount(0);
    },
    async leaves() {
      await dialog.getByRole('button', { name: common.cancel }).click();
      await expect(dialog).toHaveCount(0);
    },
    /** Everything that a thumb presses, smaller than 44 pixels high: its name and height. */
    async smallTargets(): Promise<string[]> {
      return dialog.evaluate((element) =>
        [...element.querySelectorAll('button, label:has(input[type="radio"]), a')]
          .map((target) => ({
            name: target.textContent ?? '',
            box: target.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.height > 0 && box.height < 44)
          .map(({ name, box }) => `${name} ${box.height}`),
      );
    },
  };
}

/** Photos of a check in the record. */
function checkPhotos(page: Page) {
  return {
    async opensPhoto() {
      const small = page.getByRole('button', { name: /^Mở ảnh 1/ }).first();
      await small.scrollIntoViewIfNeeded();
      await expect
        .poll(() => small.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(0);
      await small.click();
      await expect(page.getByRole('button', { name: attachments.close })).toBeVisible();
    },
    async withdrawsPhoto(reason: string) {
      await page.getByRole('button', { name: attachments.withdrawPhoto }).click();
      await page.getByLabel(attachments.withdrawReason).fill(reason);
      await page.getByRole('button', { name: attachments.withdrawPhoto }).click();
      await expect(page.getByText(attachments.withdrawn, { exact: true })).toBeVisible();
    },
  };
}
