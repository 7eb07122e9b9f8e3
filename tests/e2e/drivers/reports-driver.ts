import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Page } from '@playwright/test';

import { OUTPUT } from '#tests/e2e/server-process.ts';
import { words } from '#tests/e2e/words.ts';

const { reports: own, map, sealedAnalyses: sealed } = words;

/** A report of a period: drafted, sent, approved by another, taken out as a file or on paper. */
export function reportsDriver(page: Page) {
  return {
    ...reportDraft(page),
    ...reportDecision(page),
    ...reportDocument(page),
  };
}

function pressOn(page: Page) {
  return (name: string) => page.getByRole('button', { name, exact: true }).click();
}

/** The draft of a report with its figures and analyses. */
function reportDraft(page: Page) {
  const press = pressOn(page);
  return {
    async expectFigures() {
      await expect(page.getByRole('region', { name: own.figures })).toBeVisible();
    },
    async remarks(text: string) {
      await page.getByLabel(own.remark).fill(text);
    },
    async savesDraft() {
      await press(own.save);
      await expect(page.getByText(own.saved)).toBeVisible();
    },
    /** Puts the analysis on the page into the draft that is offered first. */
    async putsAnalysis(report: string) {
      await press(sealed.put);
      const asks = page.getByRole('dialog', { name: sealed.put });
      await expect(asks.getByRole('combobox', { name: sealed.report })).toHaveValue(
        new RegExp(`^${report}`),
      );
      await asks.getByRole('button', { name: sealed.put, exact: true }).click();
      await expect(page.getByText(sealed.putDone)).toBeVisible();
    },
    async expectAnalysis(title: string) {
      await expect(page.getByRole('heading', { name: `1. ${title}` })).toBeVisible();
    },
  };
}

/** Sending a report, and what another person decides about it. */
function reportDecision(page: Page) {
  const press = pressOn(page);
  return {
    async sends() {
      await press(own.send);
      await expect(page.getByText(own.state.sent).first()).toBeVisible();
    },
    async triesToReturn() {
      await press(own.giveBack);
      await expect(page.getByText(own.reasonShort)).toBeVisible();
    },
    async approves() {
      await press(own.approve);
      const asks = page.getByRole('dialog', { name: own.decide });
      await expect(asks.getByText(own.frozenContent)).toBeVisible();
      await expect(asks.getByText(sealed.subject.recurrences)).toBeVisible();
      await press(own.approveNow);
      await expect(page.getByText(own.state.approved).first()).toBeVisible();
    },
    /** Nothing that is approved and unchanged can be written again. */
    async expectFrozen() {
      await expect(page.getByText(own.state.approved).first()).toBeVisible();
      for (const act of [own.save, own.send, own.approve, own.giveBack]) {
        await expect(page.getByRole('button', { name: act, exact: true })).toHaveCount(0);
      }
    },
    async expectMayNotApprove() {
      await expect(page.getByRole('button', { name: own.approve, exact: true })).toHaveCount(0);
    },
  };
}

/** The report as a file. */
function reportDocument(page: Page) {
  const press = pressOn(page);
  return {
    async startsDownload() {
      await press(own.download);
      await expect(page.getByRole('dialog')).toBeVisible();
    },
    /** The first bytes of the file that comes, and its name. */
    async takesDocument(
      purpose: string,
      { format = 'docx', open = false }: { format?: 'docx' | 'csv' | 'xlsx'; open?: boolean } = {},
    ): Promise<{ name: string; begins: string; text: string; size: number }> {
      await this.startsDownload();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(own.formats[format], { exact: true }).click();
      if (open) await dialog.getByRole('switch', { name: own.forPublic }).click();
      await dialog.getByLabel(map.exportPurpose).fill(purpose);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: own.download, exact: true }).click(),
      ]);
      const path = join(OUTPUT, 'screenshots', `report.${format}`);
      await download.saveAs(path);
      const bytes = readFileSync(path);
      return {
        name: download.suggestedFilename(),
        begins: bytes.subarray(0, 2).toString('latin1'),
        text: bytes.toString('utf8'),
        size: bytes.length,
      };
    },
  };
}
