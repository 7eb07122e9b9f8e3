import { expect, type Page } from '@playwright/test';

import { SecondFactorSetup } from '#server/contract/account.ts';
import { totpCode } from '#tests/support/accounts/totp.ts';
import { words } from '#tests/e2e/words.ts';

/** Settings of the person. */
export function settingsDriver(page: Page) {
  const { settings } = words;
  return {
    async changesPassword(current: string, next: string) {
      await page.getByLabel(settings.currentPassword).fill(current);
      await page.getByLabel(settings.newPassword, { exact: true }).fill(next);
      await page.getByLabel(settings.repeatPassword).fill(next);
      await page.getByRole('button', { name: settings.changePassword }).click();
    },
    /** Turns the second factor on as the screen does; gives the address that an authenticator scans. */
    async turnsOnSecondFactor(password: string): Promise<string> {
      const post = async (path: string, data: object) => {
        const answer = await page.request.post(`/api/auth/two-factor/${path}`, { data });
        expect(answer.ok(), await answer.text()).toBe(true);
        return answer;
      };
      const { uri } = SecondFactorSetup.parse(await (await post('enable', { password })).json());
      await post('verify-totp', { code: await totpCode(uri) });
      return uri;
    },
    async expectOwnSession() {
      await expect(page.getByText(settings.current).first()).toBeVisible();
    },
  };
}
