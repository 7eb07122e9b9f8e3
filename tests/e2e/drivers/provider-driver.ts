import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** Makes a one-time code by which the person of an account binds it to the provider, on the administrator's screen. */
export async function makeBindingCode(page: Page, startAct: (act: string) => Promise<void>) {
  const { accounts, singleSignOn } = words;
  const dialog = page.getByRole('dialog');
  await startAct(singleSignOn.title);
  await dialog.getByRole('button', { name: singleSignOn.issueCode }).click();
  await expect(dialog.getByText(singleSignOn.codeTitle)).toBeVisible();
  const code = await dialog.locator('dd').nth(1).innerText();
  await dialog.getByRole('button', { name: accounts.secretSeen }).click();
  await expect(dialog).toHaveCount(0);
  return code;
}

/** The sign-in through the organisation's provider, which signs in whoever is its person without asking. */
export function providerDriver(page: Page, label: string) {
  const { confirmAgain, session, singleSignOn } = words;
  const button = page.getByRole('button', { name: session.throughProvider({ label }) });
  const question = page.getByRole('dialog', { name: confirmAgain.title });
  return {
    async signsIn() {
      await button.click();
    },
    /** Enters the one-time code of an administrator with the password of the account that it binds. */
    async bindsBy(code: string, password: string) {
      await page.getByLabel(singleSignOn.code).fill(code);
      await page.getByLabel(singleSignOn.accountPassword).fill(password);
      await page.getByRole('button', { name: singleSignOn.bindAndEnter }).click();
    },
    /** Answers the question of an act that decides; gives the window in which the provider asks. */
    async answersQuestion(): Promise<Page> {
      const opened = page.context().waitForEvent('page');
      await question.getByRole('button', { name: session.throughProvider({ label }) }).click();
      return await opened;
    },
    async expectQuestionGone() {
      await expect(question).toHaveCount(0);
    },
    /** Ends the session at the provider, on a page of the provider in another window. */
    async signsOutAtProvider(address: string) {
      const atProvider = await page.context().newPage();
      await atProvider.goto(address);
      await atProvider.getByRole('button', { name: /^Yes/ }).click();
      await expect(atProvider.getByRole('heading', { name: /success/i })).toBeVisible();
      await atProvider.close();
    },
  };
}
