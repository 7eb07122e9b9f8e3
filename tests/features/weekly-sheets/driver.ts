import { expect, type Locator, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

const { weeklySheets: own, sheetPaper } = words;

/** A commune's week: its figures, who signed them, and the paper. */
export function weeklySheetsDriver(page: Page) {
  return {
    ...sheetFigures(page),
    ...sheetSigning(page),
    ...sheetOnPaper(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function weeklySheetsParts(page: Page) {
  const dialog = page.getByRole('dialog');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const map = page.getByRole('img', { name: own.map });
  const figures = page.locator('#root').getByText(own.definition.points_active);
  return { dialog, button, map, figures };
}

/** The sheet as it is now, and who may sign it. */
function sheetFigures(page: Page) {
  const { button, map, figures } = weeklySheetsParts(page);

  return {
    async expectFigures() {
      await expect(figures).toBeVisible();
    },
    /** The drawing with its streets by name, and below it every point that the figures name, each once. */
    async expectMap() {
      await expect(map.getByText(/^(Phố|Đường) /).first()).toBeVisible();
      const codesIn = async (part: Locator) =>
        (await part.allInnerTexts()).flatMap((text) => text.match(/DP-\d+/g) ?? []).toSorted();
      const named = new Set(await codesIn(page.locator('#root dt')));
      expect(named.size).toBeGreaterThan(0);
      expect(await codesIn(page.locator('#root figure + ul'))).toEqual([...named]);
    },
    async expectSignatures() {
      await expect(page.getByRole('heading', { name: own.signatures })).toBeVisible();
    },
    async prepares(remark: string) {
      await page.getByLabel(own.remark, { exact: true }).fill(remark);
      await button(own.prepareSave).click();
      await expect(page.getByText(own.prepared)).toBeVisible();
    },
    async expectMayNotSign() {
      await expect(page.getByText(own.officerNoSign)).toBeVisible();
      await expect(button(own.sign)).toHaveCount(0);
    },
  };
}

/** Signing a week. */
function sheetSigning(page: Page) {
  const { dialog, button } = weeklySheetsParts(page);

  return {
    async startsSigning() {
      await button(own.sign).click();
      await expect(dialog.getByText(words.common.willRecord)).toBeVisible();
    },
    async startsSigningAgain() {
      await button(own.signAgain).click();
      await expect(dialog.getByText(words.common.willRecord)).toBeVisible();
    },
    async expectInDialog(...said: readonly string[]) {
      for (const part of said) await expect(dialog.getByText(part).first()).toBeVisible();
    },
    async givesReason(reason: string) {
      await dialog.getByLabel(own.reasonLabel).fill(reason);
    },
    async signs(version: number) {
      const act = version === 1 ? own.sign : own.signAgain;
      await dialog.getByRole('button', { name: act, exact: true }).click();
    },
    async expectSigned(version: number) {
      const number = String(version);
      await expect(page.getByText(own.signedState({ number })).first()).toBeVisible();
      await expect(dialog).toHaveCount(0);
    },
    async expectReasonAsked() {
      await expect(dialog.getByText(own.reasonMissing)).toBeVisible();
    },
    async expectSays(...said: readonly (string | RegExp)[]) {
      for (const part of said) await expect(page.getByText(part).first()).toBeVisible();
    },
    async expectSaysNot(said: string) {
      await expect(page.getByText(said)).toHaveCount(0);
    },
  };
}

/** Versions of the sheet, and the sheet on paper. */
function sheetOnPaper(page: Page) {
  const { dialog, button, map, figures } = weeklySheetsParts(page);

  return {
    async choosesVersion(version: number) {
      await page.getByText(own.versionNumber({ number: String(version) }), { exact: true }).click();
    },
    async printsIt() {
      // The browser's own printing would end the sheet before it is looked at.
      await page.evaluate(() => {
        globalThis.print = () => undefined;
      });
      await button(own.print).click();
      await expect(page.locator('html')).toHaveAttribute('data-sheet', 'weekly');
    },
    async expectDue() {
      await expect(button(sheetPaper.signAndPrint)).toBeVisible();
    },
    async signsAndPrints() {
      await page.evaluate(() => {
        globalThis.print = () => undefined;
      });
      await button(sheetPaper.signAndPrint).click();
      await dialog.getByRole('button', { name: sheetPaper.signAndPrint, exact: true }).click();
      await expect(page.locator('html')).toHaveAttribute('data-sheet', 'weekly');
    },
    /** National title, issuing body, and the signer's name below the room for the seal. */
    async expectOfficialPaper() {
      await page.emulateMedia({ media: 'print' });
      for (const part of [sheetPaper.nation, sheetPaper.motto, sheetPaper.committee]) {
        await expect(page.getByText(part, { exact: true })).toBeVisible();
      }
      await expect(page.getByText(sheetPaper.onBehalf)).toBeVisible();
      await expect(page.getByText(/Đã ký trên hệ thống lúc/)).toBeVisible();
      await page.emulateMedia({ media: null });
    },
    async expectOnPaper() {
      await page.emulateMedia({ media: 'print' });
      await expect(page.getByRole('heading', { name: own.printHead })).toBeVisible();
      await expect(page.getByRole('heading', { name: own.title, level: 1 })).toBeHidden();
      await expect(map).toHaveCount(1);
      await expect(map.getByText(/^(Phố|Đường) /).first()).toBeVisible();
      await page.emulateMedia({ media: null });
    },
    async expectBackOnScreen() {
      await expect(page.locator('html')).not.toHaveAttribute('data-sheet', 'weekly');
      await expect(figures).toBeVisible();
    },
  };
}
