import { expect, type Page } from '@playwright/test';

import type { HintName } from '#client/ui/hinted.ts';
import type { Preferences } from '#server/contract/preference.ts';
import { words } from '#tests/e2e/words.ts';

const { hints, shortcuts } = words;

/** The hints of a first visit, read with the keyboard. */
export function hintsDriver(page: Page) {
  const card = (name: HintName) => page.getByRole('dialog', { name: hints.title[name] });
  const next = page.getByRole('button', { name: hints.next, exact: true });
  return {
    /** The card of a hint is there, and its button has the focus. */
    async expectHint(name: HintName) {
      await expect(card(name)).toBeVisible();
      await expect(next).toBeFocused();
    },
    async goesOn() {
      await page.keyboard.press('Enter');
    },
    async skipsAll() {
      await page.getByRole('button', { name: hints.skipAll }).click();
    },
    /** None is on the screen, and the account is known to have seen them. */
    async expectNoneAnyMore() {
      await expect(next).toHaveCount(0);
      const kept = async (): Promise<Preferences> =>
        (await page.request.get('/api/me/preferences')).json();
      await expect.poll(async () => (await kept()).hintsSeen).toBe(true);
    },
    /** From the list of shortcuts, under "?". */
    async opensAgain() {
      await page.keyboard.press('Shift+?');
      const list = page.getByRole('dialog', { name: shortcuts.title });
      await list.getByRole('button', { name: hints.again }).click();
    },
    async leaves() {
      await page.keyboard.press('Escape');
      await expect(next).toHaveCount(0);
    },
  };
}
