import { expect, type Page } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';
import { words } from '#tests/e2e/words.ts';

/** The administrator's accounts. */
export function accountsDriver(page: Page) {
  const { accounts, common } = words;
  const table = page.getByRole('table', { name: accounts.title });
  const row = (username: string) =>
    table.getByRole('row').filter({ has: page.getByText(username, { exact: true }) });
  const dialog = page.getByRole('dialog');

  async function chooses(label: string, option: string): Promise<void> {
    await dialog.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  return {
    async startsAccount() {
      await page.getByRole('button', { name: accounts.create }).click();
    },
    async describes({ name, username, role }: { name: string; username: string; role: Role }) {
      await dialog.getByLabel(accounts.name).fill(name);
      await dialog.getByLabel(accounts.username).fill(username);
      await chooses(accounts.role, words.register.role[role]);
    },
    async creates() {
      await dialog.getByRole('button', { name: accounts.create }).click();
    },
    /** The link that is shown once. */
    async notesLink(): Promise<string> {
      await expect(dialog.getByText(accounts.linkTitle)).toBeVisible();
      const link = await dialog.locator('dd').nth(1).innerText();
      await dialog.getByRole('button', { name: accounts.secretSeen }).click();
      await expect(dialog).toHaveCount(0);
      return link;
    },
    async startsAct(username: string, act: string) {
      await row(username).getByRole('button').click();
      await page.getByRole('menuitem', { name: act, exact: true }).click();
    },
    async confirms(act: string) {
      await dialog.getByRole('button', { name: act, exact: true }).click();
    },
    async endsEverySession() {
      const buttons = dialog.getByRole('button', {
        name: words.settings.revokeWhich({ device: '' }),
      });
      await expect(buttons.first()).toBeVisible();
      while ((await buttons.count()) > 0) {
        const before = await buttons.count();
        await buttons.first().click();
        await expect(buttons).toHaveCount(before - 1);
      }
    },
    async expectAccount(username: string, ...said: string[]) {
      for (const part of said) await expect(row(username)).toContainText(part);
    },
    async expectRecordPreview() {
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
    },
  };
}
