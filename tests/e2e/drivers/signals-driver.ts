import { expect, type Page } from '@playwright/test';

import type { SignalAct, SignalState } from '#server/contract/signal.ts';
import type { ChangeKind, VisitChanges } from '#server/contract/visit.ts';
import { words } from '#tests/e2e/words.ts';

import { MARK } from './product-mark.ts';

const { signals, pointActs, common } = words;

/** The inbox of signals: the list, what a decision is made on, and the acts. */
export function signalsDriver(page: Page) {
  return {
    ...signalInbox(page),
    ...signalDecisions(page),
    ...signalStates(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function signalsParts(page: Page) {
  const rows = page.locator('[data-signal]');
  const opened = page.locator('[data-open-signal]');
  const dialog = page.getByRole('dialog');
  const heading = (name: string) => opened.getByRole('heading', { name, level: 2 });
  return { rows, opened, dialog, heading };
}

/** The inbox and the ways through it. */
function signalInbox(page: Page) {
  const { rows, opened, heading } = signalsParts(page);

  return {
    async expectInbox() {
      await expect(page.getByRole('heading', { name: signals.title, level: 1 })).toBeVisible();
      await expect(rows.first()).toBeVisible();
    },
    async opens(name: string) {
      await rows.getByRole('link', { name }).click();
      await expect(heading(name)).toBeVisible();
    },
    /** From the cases of a commune to the signal that the commune may object to. */
    async opensCaseToObject(code: string) {
      await page
        .getByRole('link', { name: `${words.communeLook.appeal} ${code}`, exact: true })
        .click();
      await expect(opened).toBeVisible();
    },
    async opensFirst() {
      await rows.first().getByRole('link').click();
      await expect(opened).toBeVisible();
    },
    async opensAny() {
      await this.opensFirst();
      await expect(opened.locator('.maplibregl-canvas')).toBeVisible();
    },
    /** Presses J until the signal of that place is open. */
    async walksTo(name: string) {
      for (let presses = 0; presses < 30; presses += 1) {
        if (await heading(name).isVisible()) return;
        const before =
          (await opened.count()) === 0 ? '' : await opened.getAttribute('data-open-signal');
        await page.keyboard.press('j');
        await expect(opened).not.toHaveAttribute('data-open-signal', before ?? '');
      }
      await expect(heading(name)).toBeVisible();
    },
    async presses(key: 'j' | 'k' | 'y' | 'n' | 'p' | 'u') {
      await page.keyboard.press(key);
    },
    async expectHeadingFocused(name: string) {
      await expect(heading(name)).toBeFocused();
    },
  };
}

/** Grounds for a decision, and the decision by keyboard. */
function signalDecisions(page: Page) {
  const { opened, dialog } = signalsParts(page);

  return {
    async starts(act: SignalAct) {
      await opened.locator(`[data-act="${act}"]`).click();
      await expect(dialog).toBeVisible();
    },
    async expectWhy(...said: RegExp[]) {
      for (const sentence of said) {
        await expect(opened.locator('[data-why]')).toContainText(sentence);
      }
    },
    async expectDialog(act: SignalAct) {
      await expect(dialog.getByRole('heading', { name: signals.act[act] })).toBeVisible();
    },
    /** The reason is where writing starts. */
    async typesReason(reason: string) {
      await expect(dialog.getByLabel(pointActs.reason)).toBeFocused();
      await page.keyboard.type(reason);
    },
    async writesReason(reason: string) {
      await dialog.getByLabel(pointActs.reason).fill(reason);
    },
    async namesNewPoint(name: string) {
      await dialog.getByLabel(signals.lineNewPoint).fill(name);
    },
    async answers(answer: 'upheld' | 'granted') {
      await dialog.getByRole('radio', { name: signals.answers[answer] }).check();
    },
    async expectWillRecord(text: string | RegExp) {
      const preview = dialog.getByRole('region', { name: common.willRecord });
      await expect(preview.getByText(text).first()).toBeVisible();
    },
    async recordsByKeyboard(act: SignalAct) {
      const button = dialog.getByRole('button', { name: signals.act[act], exact: true });
      await expect(button).toBeEnabled();
      await button.press('Enter');
      await expect(dialog).toBeHidden();
    },
    /** Records from within the field of words, by Ctrl+Enter. */
    async recordsByControlEnter() {
      await page.keyboard.press('Control+Enter');
      await expect(dialog).toBeHidden();
    },
  };
}

/** The outcome of signals, and taking a decision back. */
function signalStates(page: Page) {
  const { rows, opened, dialog, heading } = signalsParts(page);

  return {
    /** The next case has opened; goes back to the one that was just decided. */
    async goesBackToDecided(name: string) {
      await expect(heading(name)).toBeHidden();
      await page.getByRole('link', { name: signals.justDecided({ name }) }).click();
      await expect(heading(name)).toBeVisible();
    },
    async expectFirstOpen() {
      await expect(rows.first()).toHaveAttribute('data-chosen', 'true');
      await expect(opened).toBeVisible();
    },
    async records(act: SignalAct) {
      await dialog.getByRole('button', { name: signals.act[act], exact: true }).click();
    },
    async expectRecorded() {
      await expect(dialog).toBeHidden();
    },
    async expectState(state: SignalState) {
      await expect(opened).toHaveAttribute('data-state', state);
    },
    async expectCanTakeBack() {
      await expect(opened.getByText(/Rút lại được đến .*\d{2}:\d{2}/)).toBeVisible();
    },
    async expectAppeal(text: string | RegExp) {
      await expect(opened.getByText(text).first()).toBeVisible();
    },
    /** Dates the last visit to yesterday: a run is too short for a pause between two. Gives points by their ids. */
    async wasHereYesterday(points: VisitChanges['points']) {
      const since = new Date(Date.now() - 86_400_000).toISOString();
      const numbers = Object.entries(points).map(([kind, ids]) => [kind, ids.length] as const);
      const counts = Object.fromEntries(numbers) as VisitChanges['counts'];
      const json = { since, counts, points } satisfies VisitChanges;
      await page.route('**/api/me/changes', (route) => route.fulfill({ json, headers: MARK }));
    },
    async followsChange(kind: ChangeKind) {
      await page.locator(`[data-change="${kind}"]`).click();
    },
    async putsChangesAside() {
      await page.getByRole('button', { name: words.visits.close }).click();
      await expect(page.locator('[data-changes]')).toBeHidden();
    },
    /** On the record of a point. */
    async opensSensitivity() {
      await page.locator('[data-sensitivity]').click();
      await expect(page.getByRole('table', { name: signals.sensitivity })).toBeVisible();
      await expect(page.getByText(/có thể là dịch chuyển, không tính/)).toBeVisible();
    },
  };
}
