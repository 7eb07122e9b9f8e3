import { expect, type Page } from '@playwright/test';

import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { format, words } from '#tests/e2e/words.ts';

import { MARK } from './product-mark.ts';
import { countedPresses, type Presses } from './counted-presses.ts';
import { routePublishingDriver } from './route-publishing-driver.ts';

const { routes: own } = words;

/** Teams, the planning of a route, its publication. */
export function routesDriver(page: Page) {
  const presses = countedPresses(page);
  return {
    clicks: presses.clicks,
    ...planningFrame(page),
    ...routeBeginning(page, presses),
    ...routeCandidates(page, presses.press),
    ...routeOrder(page, presses.press),
    ...routePublishingDriver(page, presses.press),
  };
}

/** The places on the screen that several parts of the driver use. */
function routesParts(page: Page) {
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const candidates = page.getByRole('region', { name: own.candidates });
  return { dialog, candidates };
}

/** The screen of planning, and who else plans there. */
function planningFrame(page: Page) {
  const { dialog, candidates } = routesParts(page);
  const { teams } = own;

  return {
    async narrowsTo(commune: string) {
      await candidates.getByRole('combobox', { name: own.topCommunes }).click();
      await page.getByRole('option', { name: commune, exact: true }).click();
      await page.keyboard.press('Escape');
    },
    expectStops: (count: number) => expect(page.locator('[data-stop]')).toHaveCount(count),
    async expectLoose(...words: (string | RegExp)[]) {
      const rows = page.locator('[data-order=""] [data-stop]');
      await expect(rows).toHaveCount(words.length);
      for (const [at, text] of words.entries()) await expect(rows.nth(at)).toContainText(text);
    },
    /** Grants every exception that the first stop without a team needs. */
    async grants() {
      await page
        .locator('[data-order=""] [data-stop]')
        .first()
        .getByRole('button', { name: /^Điều chỉnh và đưa vào/ })
        .click();
    },
    async expectCompany(name: string | RegExp) {
      await expect(page.getByRole('status').filter({ hasText: name })).toBeVisible();
    },
    /** Nothing that others do comes in by itself any more. */
    async hearsNobody() {
      await page.route('**/presence', (asked) =>
        asked.fulfill({ json: { version: 0, others: [] }, headers: MARK }),
      );
      // Asked for again only after the answer before, which may still tell of others.
      await page.waitForRequest('**/presence');
    },
    async addsTeam(name: string) {
      await page.getByRole('button', { name: teams.add }).click();
      const form = dialog(teams.add);
      await form.getByLabel(teams.name).fill(name);
      await form.getByRole('combobox', { name: teams.members }).click();
      await page.getByRole('option').first().click();
      await page.keyboard.press('Escape');
      await form.getByRole('button', { name: own.save }).click();
      await expect(page.getByRole('cell', { name, exact: true })).toBeVisible();
    },
  };
}

/** Beginning a route, as the form offers it or otherwise. */
function routeBeginning(page: Page, presses: Presses) {
  const { press } = presses;
  const { dialog } = routesParts(page);
  let day: IsoDate | null = null;

  async function begins(title: string, teamNames: readonly string[], unannounced: boolean) {
    presses.startsAnew();
    await press(own.newRoute);
    const form = dialog(own.newRoute);
    await form.getByLabel(own.form.title).fill(title);
    if (day !== null) {
      await form.getByLabel(own.form.date).fill(format.date(day));
      await page.keyboard.press('Tab');
    }
    if (teamNames.length > 0) {
      for (const name of teamNames) {
        await expect(form.getByRole('checkbox', { name, exact: true })).toBeVisible();
      }
      for (const box of (await form.getByRole('checkbox', { checked: true }).all()).toReversed()) {
        const label = await box.evaluate((one: HTMLInputElement) => one.labels?.[0]?.innerText);
        if (!teamNames.includes(label ?? '')) await box.uncheck();
      }
      for (const name of teamNames) {
        await form.getByRole('checkbox', { name, exact: true }).check();
      }
    }
    if (unannounced) await form.getByRole('checkbox', { name: own.unannounced }).check();
    await press(own.form.create, form);
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  }

  return {
    /** Routes begun from now on are for today: the street takes results on the day of a route. */
    plansForToday() {
      day = civilDate(new Date().toISOString());
    },
    beginsRoute: (title: string, ...teamNames: string[]) => begins(title, teamNames, false),
    /** As the form offers it: title, day and teams are there already. */
    async opensNewRoute() {
      await press(own.newRoute);
      await expect(dialog(own.newRoute).getByRole('checkbox', { checked: true })).not.toHaveCount(
        0,
      );
    },
    async beginsAsOffered() {
      await press(own.form.create, dialog(own.newRoute));
      await expect(page.getByRole('heading', { level: 1, name: /^Kiểm tra ngày/ })).toBeVisible();
    },
    async opens(title: string) {
      await page.getByRole('link', { name: title, exact: true }).first().click();
      await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    },
  };
}

/** Candidates that are taken into the route. */
function routeCandidates(page: Page, press: Presses['press']) {
  const { candidates } = routesParts(page);

  return {
    async expectReasons() {
      await expect(candidates.locator('meter').first()).toBeVisible();
    },
    async addsTop(count: number) {
      await candidates.getByLabel(own.topCount).fill(String(count));
      const before = await page.locator('[data-stop]').count();
      await press(own.topAdd({ count: String(count) }));
      await expect(page.locator('[data-stop]')).toHaveCount(before + count);
    },
    /** The first of the list, by its own button. Gives its code. */
    async addsFirst(): Promise<string> {
      const first = candidates.getByRole('button', { name: /^Thêm (DP|CS)-/ }).first();
      const name = (await first.getAttribute('aria-label')) ?? '';
      const code = name.replace('Thêm ', '');
      await candidates.getByRole('button', { name, exact: true }).click();
      await expect(page.locator('[data-stop]').filter({ hasText: code })).toBeVisible();
      return code;
    },
    async asksForKind(kind: keyof typeof own.candidateKinds) {
      await candidates.getByText(own.candidateKinds[kind], { exact: true }).first().click();
    },
    async asksFor(count: number) {
      await candidates.getByLabel(own.topCount).fill(String(count));
    },
    /** On a narrow screen one of the three parts is seen at a time. */
    async turnsTo(tab: keyof typeof own.tabs) {
      await page.locator('#main').getByText(own.tabs[tab], { exact: true }).first().click();
    },
    async showsMap() {
      const tab = page.locator('#main').getByText(own.tabs.map, { exact: true });
      const marks = page.locator('[data-mark]');
      await expect(tab.or(marks).filter({ visible: true }).first()).toBeVisible();
      if (await tab.isVisible()) await tab.click();
      await expect(marks.first()).toBeVisible();
    },
    /** Draws over the whole map, all but its edges. */
    async addsByRectangle() {
      const before = await page.locator('[data-stop]').count();
      await press(own.draw.rectangle);
      const paper = page.locator('[data-drawing="rectangle"]');
      await expect(paper).toBeVisible();
      const box = await paper.boundingBox();
      if (box === null) throw new Error('no map');
      await page.mouse.move(box.x + 20, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
      await page.mouse.move(box.x + box.width - 20, box.y + box.height - 20, { steps: 4 });
      await page.mouse.up();
      await expect.poll(() => page.locator('[data-stop]').count()).toBeGreaterThan(before);
    },
  };
}

/** The order of the stops, and what is wrong with it. */
function routeOrder(page: Page, press: Presses['press']) {
  const stops = page.locator('[data-team] [data-stop]');

  return {
    /** Until the search is through and so many stops stand in an order. */
    async optimises(least = 3) {
      await searchesUntilDone(page, () => press(own.optimise));
      await expect(stops.nth(least - 1)).toBeVisible();
    },
    order: async () =>
      Promise.all((await stops.all()).map((stop) => stop.getAttribute('data-stop'))),
    /** Ends the search before it is through: nothing changes. */
    async cancelsSearch() {
      const before = await page.locator('[data-stop]').allTextContents();
      // A search without an answer runs until it is cancelled; a real one could end before.
      await page.route('**/api/routes/optimise', () => undefined);
      await press(own.optimise);
      await page.getByRole('button', { name: own.cancelSearch }).click();
      await expect(page.getByRole('button', { name: own.cancelSearch })).toBeHidden();
      await page.unroute('**/api/routes/optimise');
      await expect.poll(() => page.locator('[data-stop]').allTextContents()).toEqual(before);
    },
    async expectOrder(ids: readonly (string | null)[]) {
      await expect.poll(() => this.order()).toEqual(ids);
    },
    async movesUp(at: number) {
      await stops.nth(at).getByRole('button').first().click();
    },
    /** Holds a stop where it stands: in its team, at its number. */
    async locksPlace(id: string | null) {
      const stop = page.locator(`[data-order] [data-stop="${id}"]`);
      await stop.getByRole('button', { name: /^Sửa điểm dừng/ }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel(own.lockTeam).check();
      await form.getByLabel(own.lockPosition).check();
      await form.getByRole('button', { name: own.save }).click();
      await expect(stop).toContainText(own.locked.team);
      await expect(stop).toContainText(own.locked.position);
    },
    async expectViolation(at: number, text: string | RegExp) {
      await expect(stops.nth(at)).toContainText(text);
    },
    async expectNoViolation() {
      const orders = page.locator('[data-order]');
      await expect(orders.getByText(/^(Muộn|Quá|Trái|Ngoài khoảng)/)).toHaveCount(0);
    },
  };
}

/**
 * Starts the search for an order and waits until it has ended. The answer shows that it started: a small search ends
 * before its button can be seen.
 */
export async function searchesUntilDone(page: Page, start: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse('**/api/routes/optimise');
  await start();
  await answered;
  const { takeBest, optimise } = words.routes;
  await expect(page.getByRole('button', { name: takeBest })).toBeHidden();
  await expect(page.getByRole('button', { name: optimise, exact: true })).toBeEnabled();
}
