import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The comparison of communes and the analyses on the map. */
export function analysisDriver(page: Page) {
  const { analysis, placeAnalysis } = words;
  const funnel = page.getByRole('group', { name: /^Biểu đồ phễu/ });

  return {
    async showsFunnel() {
      await expect(funnel.locator('svg')).toBeVisible();
    },
    async opensCasesOf(commune: string) {
      await page
        .getByRole('button', { name: analysis.openCases({ commune }) })
        .first()
        .click();
    },
    async opensFirstCase(name: string) {
      await page.getByRole('link', { name: new RegExp(name) }).click();
    },
    /** Along the funnel by the keys alone, and into what they reached. */
    async opensByKeys(steps: number) {
      await funnel.focus();
      for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
    },
    async expectCasesOf(commune: RegExp | string) {
      const title =
        typeof commune === 'string' ? analysis.casesTitle({ commune }) : new RegExp(commune);
      await expect(page.getByRole('heading', { name: title, level: 2 })).toBeVisible();
    },
    ...lookActs(page),
    async expectNobodyNamed() {
      await expect(page.getByText(analysis.nobodyCriticised)).toBeVisible();
      await expect(page.getByText(analysis.nobodyPraised)).toBeVisible();
    },
    /** The communes without an event and with next to none expected come on demand. */
    async showsAllCommunes() {
      await page.getByRole('button', { name: analysis.showAllRows }).click();
    },
    async expectCommunesInTable(count: number) {
      const table = page.getByRole('region', { name: analysis.tableTitle });
      await expect(table.getByRole('row')).toHaveCount(count + 1);
    },
    async startsAnalysis() {
      await page.getByRole('button', { name: placeAnalysis.start, exact: true }).click();
    },
    /** An answer at the first press, with what was asked beside it and the method behind the footnote. */
    async expectAnswer() {
      await expect(page.getByText(placeAnalysis.refusedTitle)).toBeHidden();
      await expect(page.getByText(analysis.howCounted)).toBeVisible();
      await expect(
        page.getByText(new RegExp(`· ${placeAnalysis.subject.new_points} ·`)),
      ).toBeVisible();
    },
  };
}

/** The screen of one commune, reached from its open cases. */
function lookActs(page: Page) {
  return {
    /** From the open cases to everything about the commune: where it stands, why, its cases and replies. */
    async opensLook() {
      await page.getByRole('link', { name: /^Xem toàn cảnh (phường|xã) / }).click();
    },
    async expectLook() {
      const { communeLook } = words;
      await expect(page.getByRole('heading', { name: /^(phường|xã) /, level: 1 })).toBeVisible();
      for (const part of [
        communeLook.points,
        communeLook.stands,
        communeLook.why,
        communeLook.cases,
      ]) {
        await expect(page.getByRole('heading', { name: part, level: 2 })).toBeVisible();
      }
    },
  };
}
