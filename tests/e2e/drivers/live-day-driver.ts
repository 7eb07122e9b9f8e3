import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

const { live } = words.routes;
/** Board and phones ask once a minute: what one of them shows comes within that minute and the time of an answer. */
const BY_ITSELF = { timeout: 90_000 };

/** Messages of the planner to a team. */
function messages(page: Page) {
  async function writes(team: string, body: string) {
    const title = live.messages.to({ team });
    await page.getByRole('article', { name: team }).getByRole('button', { name: title }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await dialog.getByLabel(live.messages.body).fill(body);
    return dialog;
  }
  return {
    async sends(name: string, body: string) {
      const dialog = await writes(name, body);
      await dialog.getByRole('button', { name: live.messages.send }).click();
      await expect(dialog).toBeHidden();
    },
    /** Sends a message on a line where others answer: what they answer is no "sent", and it is pressed again. */
    async sendsAtLast(name: string, body: string) {
      const dialog = await writes(name, body);
      await expect(async () => {
        const send = dialog.getByRole('button', { name: live.messages.send });
        if (await send.isEnabled()) await send.click({ timeout: 1_000 });
        await expect(dialog).toBeHidden({ timeout: 3_000 });
      }).toPass();
    },
  };
}

/** The planner's board of the day, and what the phones of the teams are told. */
export function liveDayDriver(page: Page) {
  const { routes: own } = words;
  const route = (title: string) =>
    page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: title, exact: true, level: 2 }) });
  const team = (name: string) => page.getByRole('article', { name });

  return {
    expectTeam: (name: string, text: string | RegExp) =>
      expect(team(name)).toContainText(text, BY_ITSELF),
    ...messages(page),
    async adjusts(title: string) {
      await route(title)
        .getByRole('link', { name: live.adjustOf({ title }) })
        .click();
      await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    },
    /** Takes the last stop of a team out of the route, in the editor. */
    async takesOutLast(name: string) {
      const stops = page.getByRole('region', { name, exact: true }).locator('[data-stop]');
      const before = await stops.count();
      await stops
        .last()
        .getByRole('button', { name: new RegExp(own.details({ name: '' })) })
        .click();
      await page.getByRole('dialog').getByRole('button', { name: own.remove }).click();
      await expect(stops).toHaveCount(before - 1);
    },
    async publishesChanges(reason: string) {
      await page
        .getByRole('button', { name: new RegExp(own.publishAgain({ count: '\\d+' })) })
        .click();
      const form = page.getByRole('dialog', { name: own.publishTitle });
      const why = form.getByLabel(own.randomReason);
      if (await why.isVisible()) await why.fill(reason);
      const accepts = form.getByRole('checkbox');
      if (await accepts.isVisible()) await accepts.check();
      await form.getByRole('button', { name: own.publishConfirm }).click();
      await expect(page.getByText(own.published)).toBeVisible();
    },
    /** The draft is told apart from what the teams have, with the number of changes. */
    expectDraftDiffers: () =>
      expect(page.getByText(new RegExp(live.draftDiffersBy({ count: '\\d+' }), 'u'))).toBeVisible(),
  };
}

/** Changes and messages that a phone of a team shows without being asked. */
export function toldDriver(page: Page) {
  const { changes } = words.routes;
  return {
    /** A message, or a change, that came by itself. */
    expectTold: (text: string | RegExp) =>
      expect(page.getByText(text).first()).toBeVisible(BY_ITSELF),
    async readsMessage(body: string) {
      const notice = page.locator('div').filter({ hasText: body });
      await notice.getByRole('button', { name: changes.read }).first().click();
      await expect(page.getByText(body)).toBeHidden();
    },
  };
}
