import { expect, type Locator, type Page } from '@playwright/test';

import type { CheckResult } from '#server/contract/point.ts';
import { words } from '#tests/e2e/words.ts';

import { keysDriver } from './keys-driver.ts';
import { thumbsDriver } from './thumbs-driver.ts';

const { field } = words.routes;

/** The team's own route on a phone in the street. */
export function fieldDriver(page: Page) {
  return {
    ...stopResults(page),
    ...resultMending(page),
    ...furtherStops(page),
    ...endOfDay(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function fieldParts(page: Page) {
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
  return { every, own, dialog };
}

/** Arriving at the next stop and saying what was found. */
function stopResults(page: Page) {
  const { every, own, dialog } = fieldParts(page);
  async function pressesResult(next: Locator, result: CheckResult) {
    const name =
      result === 'could_not_check'
        ? words.checks.obstacles.no_access
        : new RegExp(`^${field.results[result]} `);
    await next.getByRole('button', { name }).click();
  }

  return {
    async expectRoute(route: string) {
      await expect(own(route).getByRole('region', { name: field.next })).toBeVisible();
    },
    /** Arrives at the next stop and says what was found there. */
    async recordsNext(route: string, result: CheckResult, shown?: string | RegExp) {
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
    async records(route: string, result: CheckResult, shown?: string | RegExp) {
      const next = own(route).getByRole('region', { name: field.next });
      const rows = every(route)
        .locator('[data-stop]')
        .filter({ hasText: shown ?? field.results[result] });
      const before = await rows.count();
      await pressesResult(next, result);
      // It stays on the device for a moment first.
      await expect(rows).toHaveCount(before + 1);
    },
    /** Says at a business of the register of inspections that there are no signs: the form has the usual outcome. */
    async recordsBusiness(route: string, shown: string | RegExp) {
      const next = own(route).getByRole('region', { name: field.next });
      const rows = every(route).locator('[data-stop]').filter({ hasText: shown });
      const before = await rows.count();
      await pressesResult(next, 'no_sign');
      await expect(
        dialog.getByRole('radio', { name: new RegExp(`^${words.pointActs.results.no_sign}`) }),
      ).toBeChecked();
      await dialog.getByRole('button', { name: words.checks.record, exact: true }).click();
      await expect(dialog).toBeHidden();
      await expect(rows).toHaveCount(before + 1);
    },
  };
}

/** Taking a result back, adding to it, and recording by keys. */
function resultMending(page: Page) {
  const { every, own, dialog } = fieldParts(page);

  return {
    /** Takes back the result that was just recorded: the stop is the next one again. */
    async takesBack() {
      const just = page.getByRole('region', { name: field.justRecorded });
      await just.getByRole('button', { name: field.takeBack }).click();
      await expect(just).toBeHidden();
    },
    /** Opens the form of the result that was just recorded, which has it already. */
    async addsNote(result: 'no_sign' | 'signs', note: string) {
      const just = page.getByRole('region', { name: field.justRecorded });
      await just.getByRole('button', { name: field.addMore }).click();
      await expect(
        dialog.getByRole('radio', { name: new RegExp(`^${words.pointActs.results[result]}`) }),
      ).toBeChecked();
      await dialog.getByRole('button', { name: words.checks.addNote }).click();
      await dialog.getByRole('textbox').last().fill(note);
      await dialog.getByRole('button', { name: words.checks.record, exact: true }).click();
      await expect(dialog).toBeHidden();
    },
    /** The same without a mouse or a finger. */
    async recordsNextByKeys(route: string, shown: string) {
      const keys = keysDriver(page);
      const next = own(route).getByRole('region', { name: field.next });
      await keys.presses(next.getByRole('button', { name: field.arrived }));
      const rows = every(route).locator('[data-stop]').filter({ hasText: shown });
      const before = await rows.count();
      await keys.presses(next.getByRole('button', { name: shown }));
      // It stays on the device for a moment first.
      await expect(rows).toHaveCount(before + 1);
    },
  };
}

/** Stops that nobody had planned. */
function furtherStops(page: Page) {
  const { every, own, dialog } = fieldParts(page);

  return {
    /** A place that nobody had planned, with what was found there. */
    async addsStop(
      route: string,
      stop: { name: string; coordinates: string; result: 'no_sign' | 'signs'; note?: string },
      shown: string,
    ) {
      await own(route).getByRole('button', { name: field.addStop }).click();
      await dialog.getByLabel(field.stopName).fill(stop.name);
      await dialog.getByRole('button', { name: field.byHand }).click();
      await dialog.getByLabel(words.routes.teams.coordinates).fill(stop.coordinates);
      await dialog.getByRole('radio', { name: field.results[stop.result], exact: true }).check();
      if (stop.note !== undefined) {
        await dialog.getByRole('button', { name: words.checks.addNote }).click();
        await dialog.getByLabel(words.pointActs.note).fill(stop.note);
      }
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
      await next.getByRole('button', { name: field.recordMore }).click();
      await expect(dialog.getByRole('radio').first()).toBeVisible();
    },
    async expectRow(route: string, name: string, text: string) {
      const rows = every(route).locator('[data-stop]').filter({ hasText: name });
      await expect(rows.filter({ hasText: text }).first()).toBeVisible();
    },
  };
}

/** The frame of the route, and the end of the day. */
function endOfDay(page: Page) {
  const { every } = fieldParts(page);

  return {
    /** Name, address, ways and results of the next stop, but for the button of the form, that are not on the screen whole. */
    async partsOutOfSight(): Promise<string[]> {
      const parts = 'strong, strong + span, a, output, button:not([data-variant=subtle])';
      return thumbsDriver(page).outOfSight('[data-next]', parts);
    },
    async expectFocusOn(name: string | RegExp) {
      await expect(page.getByRole('button', { name }).first()).toBeFocused();
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
        await part.getByLabel(field.finishReason).fill('Mưa to, đường ngập.');
      }
      await part.getByRole('button', { name: field.finish }).click();
      // A route of another day leaves the phone once every team has ended.
      await expect(part.getByRole('button', { name: field.finish })).toHaveCount(0);
    },
  };
}
