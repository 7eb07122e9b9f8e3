import { expect, type Page } from '@playwright/test';

import type { CandidateKind } from '#server/contract/candidate.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { format, words } from '#tests/e2e/words.ts';

import { searchesUntilDone } from './routes-driver.ts';
import { keysDriver } from './keys-driver.ts';

/** Plans a route without a mouse: every step is reached with Tab and done with a key. */
export function routeKeyboardDriver(page: Page) {
  const { routes: own } = words;
  const keys = keysDriver(page);
  const dialog = page.getByRole('dialog');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const row = (at: number) => page.locator('[data-team] [data-stop]').nth(at);
  const details = (at: number) => row(at).getByRole('button', { name: /^Sửa điểm dừng/ });

  return {
    /** A route of today. */
    async beginsRoute(title: string, team: string) {
      await keys.presses(button(own.newRoute));
      await keys.writes(dialog.getByLabel(own.form.title), title);
      const today = format.date(civilDate(new Date().toISOString()));
      await keys.writes(dialog.getByLabel(own.form.date), today);
      await page.keyboard.press('Tab');
      await expect(dialog.getByRole('checkbox', { name: team, exact: true })).toBeVisible();
      for (const box of await dialog.getByRole('group').getByRole('checkbox').all()) {
        const wanted =
          (await box.evaluate((one: HTMLInputElement) => one.labels?.[0]?.innerText)) === team;
        if ((await box.isChecked()) !== wanted) await keys.presses(box, 'Space');
      }
      await keys.presses(dialog.getByRole('button', { name: own.form.create }));
      await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    },
    ...candidatesByKeys(page),
    async optimises() {
      await searchesUntilDone(page, () => keys.presses(button(own.optimise)));
      await expect(row(2)).toBeVisible();
    },
    async locksPlace(at: number) {
      await keys.presses(details(at));
      await keys.presses(dialog.getByLabel(own.lockTeam), 'Space');
      await keys.presses(dialog.getByLabel(own.lockPosition), 'Space');
      await keys.presses(dialog.getByRole('button', { name: own.save }));
      await expect(row(at)).toContainText(own.locked.position);
    },
    async movesUp(at: number) {
      await keys.presses(details(at), 'Alt+ArrowUp');
    },
    undoes: () => keys.presses(button(own.undo)),
    async publishes() {
      await keys.presses(button(own.publish));
      await keys.presses(dialog.getByRole('button', { name: own.publishConfirm }));
      await expect(page.getByText(own.published)).toBeVisible();
    },
    async opensOutcome() {
      await keys.presses(button(own.files));
      await keys.walksTo(page.getByRole('menuitem', { name: own.outcome }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: own.outcomeTitle })).toBeVisible();
    },
  };
}

/** Chooses among the places that could be checked. */
function candidatesByKeys(page: Page) {
  const { routes: own } = words;
  const keys = keysDriver(page);
  return {
    async asksForKind(kind: CandidateKind) {
      const kinds = page.getByRole('radiogroup', { name: own.candidateKind }).first();
      await keys.chooses(kinds, own.candidateKinds[kind]);
    },
    async addsTop(count: number) {
      await keys.writes(page.getByLabel(own.topCount), String(count));
      await keys.presses(
        page.getByRole('button', { name: own.topAdd({ count: String(count) }), exact: true }),
      );
      await expect(page.locator('[data-stop]')).toHaveCount(count);
    },
  };
}
