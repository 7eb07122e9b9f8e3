import { expect, type Page } from '@playwright/test';

import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { format, words } from '#tests/e2e/words.ts';

declare global {
  interface Window {
    presses: number;
  }
}

/** Teams, the planning of a route, its publication. */
export function routesDriver(page: Page) {
  const { routes: own } = words;
  const { teams } = own;
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });
  const stops = page.locator('[data-team] [data-stop]');
  const candidates = page.getByRole('region', { name: own.candidates });
  let clicks = 0;
  let day: IsoDate | null = null;

  async function press(name: string | RegExp, within: { getByRole: Page['getByRole'] } = page) {
    clicks += 1;
    await within
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  }

  async function begins(title: string, teamNames: readonly string[], unannounced: boolean) {
    clicks = 0;
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
    clicks: () => clicks,
    /** From now on every press of a mouse is counted, whoever makes it. */
    async countsPresses() {
      await page.evaluate(() => {
        window.presses = 0;
        window.addEventListener('pointerdown', () => (window.presses += 1), { capture: true });
      });
    },
    presses: () => page.evaluate(() => window.presses),
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
      await expect(page.getByRole('status').filter({ hasText: name })).toBeVisible({
        timeout: 15_000,
      });
    },
    /** Nothing that others do comes in by itself any more. */
    async hearsNobody() {
      await page.route('**/presence', (asked) =>
        asked.fulfill({ json: { version: 0, others: [] } }),
      );
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
    async expectReasons() {
      await expect(candidates.getByRole('listitem').first()).toContainText('%');
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
      expect(await page.locator('[data-stop]').allTextContents()).toEqual(before);
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
    undoes: () => press(own.undo),
    redoes: () => press(own.redo),
    async publishes(reason?: string) {
      await press(own.publish);
      const form = dialog(own.publishTitle);
      if (reason !== undefined) await form.getByLabel(own.randomReason).fill(reason);
      await expect(form).toBeVisible();
      // Broken rules are accepted by an act of its own.
      const accepts = form.getByRole('checkbox');
      if (await accepts.isVisible()) await accepts.check();
      await press(own.publishConfirm, form);
      await expect(page.getByText(own.published)).toBeVisible();
    },
    /** The text of the file in a form. */
    async file(form: string) {
      await page.getByRole('button', { name: own.files }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: form }).click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    async takesUpCarried() {
      await page.getByRole('button', { name: /^Nhận \d+ điểm dừng chuyển/ }).click();
      await expect(page.locator('[data-stop]').first()).toBeVisible();
      await expect(page.getByRole('button', { name: /^Nhận \d+ điểm dừng chuyển/ })).toHaveCount(0);
    },
    async opensOutcome() {
      await page.getByRole('button', { name: own.files }).click();
      await page.getByRole('menuitem', { name: own.outcome }).click();
      await expect(page.getByRole('heading', { name: own.outcomeTitle })).toBeVisible();
    },
    async expectOutcome(text: string | RegExp) {
      await expect(page.getByRole('cell', { name: text }).first()).toBeVisible();
    },
    address: () => new URL(page.url()).pathname,
    async expectSheet() {
      await expect(page.getByRole('img', { name: /^QR / }).first()).toBeVisible();
    },
  };
}

/**
 * Starts the search for an order and waits until it has ended. The answer shows that it started: a small search ends
 * before its button can be seen.
 */
export async function searchesUntilDone(page: Page, start: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse('**/api/routes/optimise', { timeout: 60_000 });
  await start();
  await answered;
  const { takeBest, optimise } = words.routes;
  await expect(page.getByRole('button', { name: takeBest })).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: optimise, exact: true })).toBeEnabled();
}
