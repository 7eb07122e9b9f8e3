import { expect, type Page } from '@playwright/test';

import type { CheckResult } from '#server/contract/point.ts';
import { words } from '#tests/e2e/words.ts';

import { keysDriver } from './keys-driver.ts';

/** The team's own route on a phone in the street. */
export function fieldDriver(page: Page) {
  const { field } = words.routes;
  const every = (route: string) =>
    page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: route, exact: true }) });
  // One team's part that has something left to do.
  const own = (route: string) =>
    every(route)
      .filter({ has: page.getByRole('region', { name: field.next }) })
      .first();
  const dialog = page.getByRole('dialog');

  /** Chooses what the result asks for, in the form that opened with it, and records it. */
  async function fillsResult(result: CheckResult) {
    await expect(
      dialog.getByRole('radio', { name: new RegExp(`^${words.pointActs.results[result]}`) }),
    ).toBeChecked();
    if (result === 'could_not_check') {
      await dialog.getByRole('radio', { name: words.checks.obstacles.no_access }).check();
    }
    await dialog.getByRole('button', { name: words.checks.record, exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  return {
    async expectRoute(route: string) {
      await expect(own(route).getByRole('region', { name: field.next })).toBeVisible();
    },
    /** Arrives at the next stop and says what was found there. */
    async recordsNext(route: string, result: CheckResult, shown?: string) {
      await this.arrives(route);
      await this.records(route, result, shown);
    },
    async arrives(route: string) {
      const next = own(route).getByRole('region', { name: field.next });
      await expect(next.getByRole('link', { name: field.navigate })).toHaveAttribute(
        'href',
        /^geo:2\d\.\d+,10\d\.\d+/,
      );
      await next.getByRole('button', { name: field.arrived }).click();
      await expect(next.getByText(field.arrivedAt({ time: '' }))).toBeVisible();
    },
    /** Says what was found at the next stop. */
    async records(route: string, result: CheckResult, shown?: string) {
      const next = own(route).getByRole('region', { name: field.next });
      const rows = every(route)
        .locator('[data-stop]')
        .filter({ hasText: shown ?? field.results[result] });
      const before = await rows.count();
      await next.getByRole('button', { name: field.results[result] }).click();
      await fillsResult(result);
      await expect(rows).toHaveCount(before + 1);
    },
    /** The same without a mouse or a finger. */
    async recordsNextByKeys(route: string, shown: string) {
      const keys = keysDriver(page);
      const next = own(route).getByRole('region', { name: field.next });
      await keys.presses(next.getByRole('button', { name: field.arrived }));
      const rows = every(route).locator('[data-stop]').filter({ hasText: shown });
      const before = await rows.count();
      await keys.presses(next.getByRole('button', { name: shown }));
      await expect(dialog.getByRole('radio').first()).toBeChecked();
      await keys.presses(dialog.getByRole('button', { name: words.checks.record, exact: true }));
      await expect(rows).toHaveCount(before + 1);
    },
    /** A place that nobody had planned, with what was found there. */
    async addsStop(
      route: string,
      stop: { name: string; coordinates: string; result: 'no_sign' | 'signs' },
      shown: string,
    ) {
      await own(route).getByRole('button', { name: field.addStop }).click();
      await dialog.getByLabel(field.stopName).fill(stop.name);
      await dialog.getByRole('button', { name: field.byHand }).click();
      await dialog.getByLabel(words.routes.teams.coordinates).fill(stop.coordinates);
      await dialog.getByRole('radio', { name: field.results[stop.result], exact: true }).check();
      await dialog.getByRole('button', { name: field.addStopDone }).click();
      await expect(dialog).toBeHidden();
      await this.expectRow(route, stop.name, shown);
    },
    async opensStopForm(route: string) {
      await own(route).getByRole('button', { name: field.addStop }).click();
      await expect(dialog.getByLabel(field.stopName)).toBeVisible();
    },
    async opensResult(route: string) {
      const next = own(route).getByRole('region', { name: field.next });
      await next.getByRole('button', { name: field.results.no_sign }).click();
      await expect(dialog.getByRole('radio').first()).toBeVisible();
    },
    async expectRow(route: string, name: string, text: string) {
      const rows = every(route).locator('[data-stop]').filter({ hasText: name });
      await expect(rows.filter({ hasText: text }).first()).toBeVisible({ timeout: 30_000 });
    },
    /** A notice must not lie over the ways through the product. */
    async expectNoticeAboveTheWays(text: string) {
      const notice = page.getByRole('alert').filter({ hasText: text }).first();
      await expect(notice).toBeVisible();
      const ways = page.getByRole('navigation', { name: words.common.navigation }).last();
      const gap = async () => {
        const [low, high] = [await notice.boundingBox(), await ways.boundingBox()];
        if (low === null || high === null) throw new Error('notice or ways are not on the screen');
        return high.y - low.y - low.height;
      };
      // It slides to its place.
      await expect.poll(gap).toBeGreaterThanOrEqual(0);
    },
    /** Ends the day; with `left`, after having been told how many are put off. */
    async finishes(route: string, left = 0) {
      const part = every(route).first();
      await part.getByRole('button', { name: field.finish }).click();
      if (left > 0) {
        await expect(part.getByText(field.finishMore({ count: String(left) }))).toBeVisible();
      }
      await part.getByRole('button', { name: field.finish }).click();
      // A route of another day leaves the phone once every team has ended.
      await expect(part.getByRole('button', { name: field.finish })).toHaveCount(0);
    },
  };
}
