import { expect, type Page } from '@playwright/test';

import type { PlanList } from '#server/contract/plan.ts';
import { words } from '#tests/e2e/words.ts';

const { plans: own } = words;

/** A year's plan: its indicators, how each stands, and the papers behind it. */
export function plansDriver(page: Page) {
  return {
    ...planResults(page),
    ...planKeeping(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function plansParts(page: Page) {
  const dialog = page.getByRole('dialog');
  const indicator = (wording: string) =>
    page
      .getByRole('listitem')
      .filter({ has: page.getByText(wording, { exact: true }) })
      .last();
  async function starts(act: string, wording: string) {
    await page.getByRole('button', { name: `${act}: ${wording}`, exact: true }).click();
    await expect(dialog).toBeVisible();
  }
  async function confirms(act: string) {
    await dialog.getByRole('button', { name: act, exact: true }).click();
  }
  return { dialog, indicator, starts, confirms };
}

/** Indicators, their results and shares. */
function planResults(page: Page) {
  const { dialog, indicator, starts, confirms } = plansParts(page);

  return {
    async opens(number: string) {
      const { items }: PlanList = await (await page.request.get('/api/plans')).json();
      const plan = items.find((one) => one.number === number);
      await page.goto(`/plans?plan=${plan?.id}`);
      await expect(page.getByRole('heading', { name: plan?.title ?? number })).toBeVisible();
    },
    async expectIndicators() {
      await expect(page.getByText(own.papers).first()).toBeVisible();
    },
    startsResult: (wording: string) => starts(own.enterResult, wording),
    startsAllotting: (wording: string) => starts(own.allot, wording),
    async entersResult(amount: string, documentNumber: string) {
      await dialog.getByLabel(own.amount).fill(amount);
      await dialog.getByLabel(own.document).fill(documentNumber);
      await confirms(own.enterResult);
      await expect(dialog).toHaveCount(0);
    },
    async correctsResult(amount: string, documentNumber: string, reason: string) {
      await dialog.getByLabel(own.amount).fill(amount);
      await dialog.getByLabel(own.document).fill(documentNumber);
      await confirms(own.enterResult);
      await expect(dialog.getByText(own.reasonMissing)).toBeVisible();
      await dialog.getByLabel(own.correctReason).fill(reason);
      await confirms(own.enterResult);
      await expect(dialog).toHaveCount(0);
    },
    async typesShares(lines: string) {
      await dialog.getByLabel(own.shares).fill(lines);
    },
    async expectShareRefused(line: string) {
      await expect(dialog.getByText(own.shareWrong({ line }))).toBeVisible();
    },
    async allots() {
      await confirms(own.allot);
    },
    async givesReason(reason: string) {
      await expect(dialog.getByText(own.reasonMissing)).toBeVisible();
      await dialog.getByLabel(own.differsReason).fill(reason);
      await confirms(own.allot);
    },
    async opensPapers(wording: string) {
      await indicator(wording).getByText(own.papers).click();
    },
  };
}

/** The words of a card, and the keeping of a plan. */
function planKeeping(page: Page) {
  const { dialog, indicator, starts, confirms } = plansParts(page);

  return {
    async expectSays(wording: string, ...sentences: (string | RegExp)[]) {
      for (const sentence of sentences) {
        await expect(indicator(wording).getByText(sentence).first()).toBeVisible();
      }
    },
    async expectNoAct(act: 'allot' | 'amend') {
      await expect(page.getByRole('button', { name: new RegExp(`^${own[act]}: `) })).toHaveCount(0);
    },
    /** Number, day and signing office of a paper, with whatever else the dialog asks. */
    async fillsPaper(number: string, office: string) {
      await dialog.getByLabel(own.number).fill(number);
      await dialog.getByLabel(own.office).fill(office);
    },
    async edits(wording: string, target: string) {
      await starts(own.edit, wording);
      await dialog.getByLabel(own.target).fill(target);
      await confirms(own.edit);
      await expect(dialog).toHaveCount(0);
    },
    async issues(number: string, office: string) {
      await page.getByRole('button', { name: own.issue, exact: true }).click();
      await this.fillsPaper(number, office);
      await confirms(own.issue);
    },
    async copiesToNextYear(year: string) {
      await page.getByRole('button', { name: own.copy({ year }) }).click();
      await expect(page.getByText(own.isDraft)).toBeVisible();
    },
  };
}
