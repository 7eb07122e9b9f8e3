import { expect, type Page } from '@playwright/test';

import type { Act } from '#server/contract/life-cycle.ts';
import type { Role } from '#server/contract/permission.ts';
import type { EventKind, PointStatus } from '#server/contract/point.ts';
import { format, words } from '#tests/e2e/words.ts';

/** Texts that a person writes into the dialog of an act. */
type ActWords = { document?: string; grounds?: string; reason?: string; note?: string };

const { common, pointDrawer, pointActs, pointsList, register } = words;

/** The record of the chosen point, in the drawer: what it says, and acting on it. */
export function pointDriver(page: Page) {
  return {
    ...pointRecord(page),
    ...pointActing(page),
    ...pointRefusals(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function pointParts(page: Page) {
  const drawer = page.getByRole('complementary', { name: pointsList.details });
  const timeline = drawer.getByRole('region', { name: pointDrawer.timeline });
  const acts = drawer.getByRole('region', { name: pointActs.title });
  const possible = (act: Act) => acts.getByRole('button', { name: register.act[act], exact: true });
  const dialog = page.getByRole('dialog');
  return { drawer, timeline, acts, possible, dialog };
}

/** The record of a place. */
function pointRecord(page: Page) {
  const { drawer, timeline } = pointParts(page);

  return {
    async expectOpen(name: string) {
      await expect(drawer.getByRole('heading', { name, level: 2 })).toBeVisible();
    },
    /** Brings the cycles and their events before the eyes. */
    async looksAtLife() {
      await timeline.evaluate((section) => section.scrollIntoView({ block: 'start' }));
    },
    async expectClosed() {
      await expect(drawer).toHaveCount(0);
    },
    async closes() {
      await drawer.getByRole('button', { name: pointDrawer.close }).click();
    },
    async expectStatus(status: PointStatus) {
      await expect(
        drawer.getByText(register.status[status], { exact: true }).first(),
      ).toBeVisible();
    },
    async expectSays(text: string | RegExp) {
      await expect(drawer.getByText(text).first()).toBeVisible();
    },
    async expectCycle(number: number) {
      const name = pointDrawer.cycle({ number: format.number(number, 0) });
      await expect(timeline.getByRole('heading', { name })).toBeVisible();
    },
    async expectEvent(kind: EventKind) {
      await expect(timeline.getByText(register.event[kind], { exact: true }).first()).toBeVisible();
    },
    async expectEventOnce(kind: EventKind) {
      await expect(timeline.getByText(register.event[kind], { exact: true })).toHaveCount(1);
    },
    async expectEventsAtLeast(count: number) {
      await expect.poll(() => timeline.getByRole('listitem').count()).toBeGreaterThanOrEqual(count);
    },
    async expectFocusInside() {
      await expect(drawer.locator(':focus')).toHaveCount(1);
    },
  };
}

/** Acts on the place. */
function pointActing(page: Page) {
  const { timeline, possible, dialog } = pointParts(page);

  return {
    async startsAct(act: Act) {
      await possible(act).click();
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
    },
    async fillsIn({ document, grounds, reason, note }: ActWords) {
      if (document !== undefined) {
        await dialog.getByLabel(pointActs.documentNumber).fill(document);
      }
      if (grounds !== undefined) await dialog.getByLabel(pointActs.grounds).fill(grounds);
      if (reason !== undefined) await dialog.getByLabel(pointActs.reason).fill(reason);
      if (note !== undefined) await dialog.getByLabel(pointActs.note).fill(note);
    },
    async records(act: Act) {
      await dialog.getByRole('button', { name: register.act[act], exact: true }).click();
    },
    /** From the button to the written record. */
    async does(act: Act, words: ActWords = {}) {
      await this.startsAct(act);
      await this.fillsIn(words);
      await this.records(act);
      // The pointer is left where the button was, and may open a hint of the map there.
      await expect(dialog.getByText(common.willRecord)).toHaveCount(0);
    },
    /** Declares the latest event of a kind mistaken, once all that follows has been said. */
    /** Asks for the annulment of an act that takes two persons. */
    async startsAnnulment(
      kind: EventKind,
      { reason, document }: { reason: string; document: string },
    ) {
      const { annulments: own } = words;
      const name = new RegExp(`^${own.annulThis}: ${register.event[kind]}`);
      await timeline.getByRole('button', { name }).first().click();
      await dialog.getByLabel(own.reason).fill(reason);
      await dialog.getByLabel(own.document).fill(document);
      await dialog.getByRole('button', { name: own.confirm, exact: true }).click();
    },
    async annuls(kind: EventKind, { reason, follows }: { reason: string; follows: string }) {
      const { annulments: own } = words;
      const name = new RegExp(`^${own.annulThis}: ${register.event[kind]}`);
      await timeline.getByRole('button', { name }).first().click();
      await expect(dialog.getByText(follows)).toBeVisible();
      await dialog.getByLabel(own.reason).fill(reason);
      await dialog.getByRole('button', { name: own.confirm, exact: true }).click();
      await expect(dialog).toHaveCount(0);
      await expect(timeline.getByText(own.annulled, { exact: true }).first()).toBeVisible();
    },
  };
}

/** Acts that somebody else does. */
function pointRefusals(page: Page) {
  const { acts } = pointParts(page);

  return {
    async expectByOthers(act: Act, ...roles: Role[]) {
      const all = roles.map((role) => register.role[role]).join(pointActs.or);
      const others = acts.getByRole('button', { name: pointActs.others });
      if ((await others.getAttribute('aria-expanded')) !== 'true') await others.click();
      const line = acts.getByRole('listitem').filter({ hasText: pointActs.doneBy({ roles: all }) });
      await expect(line.filter({ hasText: register.act[act] })).toBeVisible();
    },
  };
}
