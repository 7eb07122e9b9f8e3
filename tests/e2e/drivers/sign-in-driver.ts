import { expect, type Page } from '@playwright/test';

import type { Role } from '#server/contract/permission.ts';
import { DEMO_PASSWORD } from '#tests/e2e/sessions.ts';
import { words } from '#tests/e2e/words.ts';

const { common, session } = words;

/** Signing in, and the ways through the product. */
export function signInDriver(page: Page) {
  const navigation = page.getByRole('navigation', { name: common.navigation });

  return {
    async choosesDemoRole(role: Role) {
      await page.getByRole('button', { name: words.register.role[role] }).click();
    },
    async types(username: string, password: string) {
      await page.getByLabel(session.username).fill(username);
      await page.getByLabel(session.password, { exact: true }).fill(password);
    },
    /** Opens a link of an administrator and sets the password of the own account. */
    async setsPassword(link: string, password: string) {
      await page.goto(link);
      await page.getByLabel(words.settings.newPassword, { exact: true }).fill(password);
      await page.getByLabel(words.settings.repeatPassword).fill(password);
      await page.getByRole('button', { name: session.setPassword }).click();
      await page.getByRole('link', { name: session.signIn }).click();
    },
    /** Key by key, by default as fast as somebody who types well: pages get to work while people type. */
    async typesByHand(role: Role, delay = 100) {
      await page.getByLabel(session.username).pressSequentially(role, { delay });
      const secret = page.getByLabel(session.password, { exact: true });
      await secret.pressSequentially(DEMO_PASSWORD, { delay });
    },
    async entersSignIn() {
      await page.getByRole('button', { name: session.signIn, exact: true }).click();
    },
    async signsIn(role: Role) {
      await this.types(role, DEMO_PASSWORD);
      await this.entersSignIn();
    },
    async signsOut() {
      await page.getByRole('button', { name: common.personalMenu }).click();
      await page.getByRole('button', { name: common.signOut }).click();
    },
    /** Takes a way of the navigation, and waits for the address that it leads to. */
    async goesTo(place: string) {
      const way = navigation.getByRole('link', { name: place });
      const more = navigation.getByRole('button', { name: common.goMore });
      await expect(way.or(more).filter({ visible: true }).first()).toBeVisible();
      if (!(await way.isVisible())) await more.click();
      const address = await way.getAttribute('href');
      await way.click();
      await page.waitForURL(({ pathname }) => pathname === address);
    },
  };
}
