import { expect, type Page } from '@playwright/test';

import type { ParameterKey, RematchState } from '#server/contract/signal-parameters.ts';
import { words } from '#tests/e2e/words.ts';

import { typesOver, waitsForForm } from './keys-driver.ts';

const { signalMeasures: own } = words;

/** The measures of the matching: what holds, trying out another value, and applying it. */
export function measuresDriver(page: Page) {
  return {
    ...measureChanges(page),
    ...measureApplying(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function measuresParts(page: Page) {
  const dialog = page.getByRole('dialog');
  return { dialog };
}

/** The measures in force, and trying out another value. */
function measureChanges(page: Page) {
  const { dialog } = measuresParts(page);
  const field = (name: keyof typeof own.field) => dialog.getByLabel(own.field[name]);

  return {
    async expectMeasures() {
      await expect(page.getByRole('heading', { name: own.title, level: 1 })).toBeVisible();
      for (const name of Object.values(own.measure)) {
        await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
      }
      await expect(page.getByText(new RegExp(own.origin)).first()).toBeVisible();
    },
    async startsChange(key: ParameterKey) {
      await page.locator(`[data-change-measure="${key}"]`).click();
      await expect(dialog).toBeVisible();
    },
    /** Previews a change by keyboard alone: types over the value, then the origin, and presses Enter. */
    async triesOut(key: ParameterKey, name: keyof typeof own.field, value: string, origin: string) {
      await page.locator(`[data-change-measure="${key}"]`).focus();
      await page.keyboard.press('Enter');
      await expect(dialog).toBeVisible();
      await waitsForForm(field(name));
      await field(name).focus();
      // Fields of numbers say their unit too.
      await typesOver(page, field(name), value, new RegExp(`^${value}( |$)`));
      await dialog.getByLabel(own.origin).focus();
      await page.keyboard.type(origin);
      await page.keyboard.press('Enter');
    },
  };
}

/** The effect of a change, beforehand and afterwards, and applying it. */
function measureApplying(page: Page) {
  const { dialog } = measuresParts(page);
  const panel = page.locator('[data-rematch]');

  return {
    async expectWillRecord(text: RegExp) {
      const preview = dialog.getByRole('region', { name: words.common.willRecord });
      await expect(preview.getByText(text).first()).toBeVisible();
    },
    async expectOriginFault() {
      await expect(dialog.getByText(words.problems.tooShort({ count: '10' }))).toBeVisible();
      await expect(dialog.getByLabel(own.origin)).toBeFocused();
    },
    async leavesDialog() {
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    },
    async expectState(state: RematchState) {
      await expect(dialog).toBeHidden();
      // A job is looked for every few seconds.
      await expect(panel).toHaveAttribute('data-rematch', state);
    },
    async drops() {
      await page.getByRole('button', { name: own.drop }).focus();
      await page.keyboard.press('Enter');
    },
    async applies(text: RegExp) {
      await page.getByRole('button', { name: own.apply, exact: true }).focus();
      await page.keyboard.press('Enter');
      await this.expectWillRecord(text);
      const button = dialog.getByRole('button', { name: own.apply, exact: true });
      await expect(button).toBeEnabled();
      await button.press('Enter');
    },
    async expectHolds(key: ParameterKey, text: string) {
      await expect(page.locator(`[data-measure="${key}"]`).first()).toContainText(text);
    },
    async opensVersions(key: ParameterKey) {
      const section = page
        .locator('section')
        .filter({ has: page.locator(`[data-measure="${key}"]`) });
      await section.getByText(own.versions).click();
      await expect(section.getByText(own.earlier)).toBeVisible();
    },
  };
}
