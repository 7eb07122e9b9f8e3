import { expect, type Page } from '@playwright/test';

import type { TipOutcome, TipStep } from '#server/contract/tip.ts';
import type { Timeliness } from '#server/contract/tip-clock.ts';
import { words } from '#tests/e2e/words.ts';

/** Tips: the list with its clocks, the record with its steps, and taking one in. */
export function tipsDriver(page: Page) {
  const { tips, tipIntake, common } = words;
  const rows = page.locator('[data-tip]');
  const row = (code: string) => page.locator(`[data-tip="${code}"]`);
  const dialog = page.getByRole('dialog');
  const preview = page.getByRole('region', { name: common.willRecord });
  const pin = page.locator('[data-pin]');
  const map = page.locator('.maplibregl-canvas');

  return {
    async expectList() {
      await expect(rows.first()).toBeVisible();
    },
    /** What is overdue stands on top, the longest first, and says so in words with a number. */
    async expectOverdueFirst() {
      await expect(rows.first().getByText(tips.timeliness.overdue)).toBeVisible();
      await expect(rows.first()).toContainText(/quá \d+ ngày/);
    },
    async expectClock(code: string, timeliness: Timeliness) {
      await expect(row(code).getByText(tips.timeliness[timeliness])).toBeVisible();
    },
    async expectSomewhere(timeliness: Timeliness) {
      await expect(rows.getByText(tips.timeliness[timeliness]).first()).toBeVisible();
    },
    async opensFirst(): Promise<string> {
      const code = (await rows.first().getAttribute('data-tip')) ?? '';
      await rows.first().getByRole('link').click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
      await expect(page.getByRole('heading', { name: tips.history })).toBeVisible();
      return code;
    },
    async looksFor(text: string) {
      await page.getByRole('searchbox', { name: tips.search }).fill(text);
    },
    async expectOnly(code: string) {
      await expect(rows).toHaveCount(1);
      await expect(row(code)).toBeVisible();
    },
    async goesToIntake() {
      await page.getByRole('link', { name: tips.newTip }).click();
      await expect(map).toBeVisible();
    },
    /** Taps the middle of the map of the intake form, a little beside it. */
    async placeIsTapped() {
      await expect(map).toBeVisible();
      const box = await map.boundingBox();
      if (box === null) throw new Error('there is no map to tap');
      await page.mouse.click(box.x + box.width / 2 + 8, box.y + box.height / 2 + 8);
      await expect(pin).toBeVisible();
    },
    async placeIsTyped(coordinates: string) {
      const field = page.locator('[data-place-search]').getByRole('searchbox');
      await field.fill(coordinates);
      await page.getByRole('option').first().click();
      await expect(pin).toBeVisible();
    },
    async communeAloneIsChosen(name: string) {
      await page.getByRole('combobox', { name: tipIntake.commune }).fill(name);
      await page.getByRole('option').first().click();
    },
    async writesPlaceName(text: string) {
      await page.getByRole('button', { name: tipIntake.more }).click();
      await page.getByLabel(tipIntake.placeName).fill(text);
    },
    async records() {
      await page.getByRole('button', { name: tipIntake.save, exact: true }).click();
    },
    async expectWillRecord(text: string | RegExp) {
      await expect(preview.getByText(text).first()).toBeVisible();
    },
    /** On the record that opened; gives its code. */
    async expectRecorded(): Promise<string> {
      const title = page.getByRole('heading', { level: 1, name: /^TT-\d+/ });
      await expect(title).toBeVisible();
      return /TT-\d+/.exec((await title.textContent()) ?? '')?.[0] ?? '';
    },
    async expectMarkedWords() {
      await expect(page.getByText(words.pointActs.marked)).toBeVisible();
    },
    /** Opens a step by the keyboard alone. */
    async startsByKeyboard(step: TipStep) {
      await page.getByRole('button', { name: tips.step[step], exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect(dialog).toBeVisible();
    },
    async choosesOutcomeByKeyboard(outcome: TipOutcome) {
      await dialog.getByRole('radio', { name: tips.outcome[outcome] }).focus();
      await page.keyboard.press('Space');
    },
    async choosesCategoryByKeyboard(name: string) {
      await dialog.getByRole('combobox', { name: words.pointActs.category }).focus();
      await page.keyboard.type(name);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    },
    async recordsByKeyboard(step: TipStep) {
      await dialog.getByRole('button', { name: tips.step[step], exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    },
    async expectStage(stage: keyof typeof tips.stage) {
      await expect(page.locator(`[data-stage="${stage}"]`).first()).toHaveText(tips.stage[stage]);
    },
    async expectHistory(...events: (keyof typeof tips.event)[]) {
      const found = page.locator('[data-event]');
      await expect(found).toHaveCount(events.length);
      for (const [place, kind] of events.entries()) {
        await expect(found.nth(place)).toHaveAttribute('data-event', kind);
      }
    },
    /** A step that cannot be taken is there, and says why. */
    async expectLocked(step: TipStep, why: string) {
      const locked = page.getByRole('button', { name: tips.step[step], exact: true });
      await expect(locked).toHaveAttribute('aria-disabled', 'true');
      await expect(page.getByText(why).first()).toBeVisible();
    },
  };
}
