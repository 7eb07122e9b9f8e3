import { type CDPSession, expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** The question that acts that decide ask five minutes after the last proof. */
export function questionDriver(page: Page) {
  const { session, confirmAgain, passkeys } = words;
  const question = page.getByRole('dialog', { name: confirmAgain.title });
  return {
    async isLeftByEscape() {
      await expect(question.getByLabel(passkeys.code)).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(question).toHaveCount(0);
    },
    async isAnsweredByKey() {
      await question.getByRole('button', { name: session.usePasskey }).click();
      await expect(question).toHaveCount(0);
    },
    async isAnsweredByCode(code: string) {
      await question.getByLabel(passkeys.code).fill(code);
      await question.getByRole('button', { name: confirmAgain.confirm, exact: true }).click();
      await expect(question).toHaveCount(0);
    },
  };
}

/** A security key at this desk: a virtual authenticator of the browser. */
function securityKey(page: Page) {
  let key: { cdp: CDPSession; authenticatorId: string } | null = null;
  return {
    async plugsInKey() {
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('WebAuthn.enable');
      const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
        options: {
          protocol: 'ctap2',
          transport: 'usb',
          hasResidentKey: true,
          hasUserVerification: true,
          hasPrf: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
      key = { cdp, authenticatorId };
    },
    /** The key has signed less often than the server knows: a copy from before. */
    async takesOldCopy() {
      if (key === null) throw new Error('no key is plugged in');
      const { cdp, authenticatorId } = key;
      const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
      await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
      for (const credential of credentials) {
        const copy = { ...credential, signCount: 0 };
        await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: copy });
      }
    },
  };
}

/** The own passkeys under the settings, and the key that makes them. */
export function passkeyDriver(page: Page) {
  const { passkeys, session, settings } = words;
  const dialog = page.getByRole('dialog');
  return {
    ...securityKey(page),
    async adds(name: string, password: string) {
      await page.getByRole('button', { name: passkeys.add }).click();
      await dialog.getByLabel(passkeys.name).fill(name);
      await dialog.getByLabel(settings.currentPassword).fill(password);
      await dialog.getByRole('button', { name: passkeys.goOn }).click();
    },
    async signsIn() {
      await page.getByRole('button', { name: session.usePasskey }).click();
    },
    async removes(name: string) {
      await page.getByRole('button', { name: passkeys.removeNamed({ name }) }).click();
      await dialog.getByRole('button', { name: passkeys.remove, exact: true }).click();
    },
    async expectPasskey(name: string, ...said: string[]) {
      const row = page
        .getByRole('list', { name: passkeys.title })
        .getByRole('listitem')
        .filter({ hasText: name });
      for (const part of said) await expect(row).toContainText(part);
    },
    async expectNone() {
      await expect(page.getByText(passkeys.empty)).toBeVisible();
    },
    async expectCopied() {
      const [before = ''] = passkeys.copied({ time: '|' }).split('|');
      await expect(page.getByRole('alert').filter({ hasText: before })).toBeVisible();
    },
  };
}
