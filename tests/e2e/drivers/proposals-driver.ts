import { expect, type Page } from '@playwright/test';

import type { ProposalKindName } from '#server/contract/proposal.ts';
import { words } from '#tests/e2e/words.ts';

/** A PDF of one empty page. */
const PAPER = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** What one person proposes and another one confirms. */
export function proposalsDriver(page: Page) {
  const { proposals: own, common } = words;
  const dialog = page.getByRole('dialog');

  return {
    async expectAsked() {
      await expect(dialog.getByText(own.neededTitle)).toBeVisible();
    },
    /** Adds the paper to what was refused to one person, and sends it as a proposal. */
    async sends(number: string) {
      await this.expectAsked();
      await dialog.getByRole('textbox', { name: own.paperNumber, exact: true }).last().fill(number);
      const buffer = Buffer.from(PAPER);
      const file = { name: 'van-ban.pdf', mimeType: 'application/pdf', buffer };
      await dialog.locator('input[type="file"]').setInputFiles(file);
      await dialog.getByRole('button', { name: own.send, exact: true }).click();
      await expect(dialog).toHaveCount(0);
    },
    async sendsWithoutPaper() {
      await this.expectAsked();
      await dialog.getByRole('button', { name: own.send, exact: true }).click();
      await expect(dialog).toHaveCount(0);
    },
    async opens(kind: ProposalKindName) {
      const row = page.getByRole('listitem').filter({ hasText: own.kind[kind] }).first();
      await row.getByRole('button').click();
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
    },
    async expectRecords(text: string) {
      await expect(dialog.getByText(text).first()).toBeVisible();
    },
    async confirms() {
      await dialog.getByRole('button', { name: own.confirm, exact: true }).click();
      await expect(dialog).toHaveCount(0);
    },
  };
}
