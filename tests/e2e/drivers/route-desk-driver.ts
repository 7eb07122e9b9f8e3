import { expect, type Locator, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

const { routes: own } = words;

/** A planner's desk: several stops at once, the shifts by the hour, the totals, what the map shows of the teams. */
export function routeDeskDriver(page: Page) {
  return { ...choosing(page), ...acting(page), ...timeline(page), ...map(page), ...teamDays(page) };
}

const verdictOn = (page: Page) => page.getByRole('status').filter({ hasText: /^Thả/ });
const barOn = (page: Page, id: string | null) => page.locator(`[data-bar="${id}"]`);

async function boxOf(target: Locator) {
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${target.toString()} is not on the screen`);
  return box;
}

/** Takes hold of the middle of something with the mouse, and keeps it. */
async function takes(target: Locator) {
  await target.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await boxOf(target);
  await target.page().mouse.move(x + width / 2, y + height / 2);
  await target.page().mouse.down();
}

/** Goes to the heading of the page, where nothing takes a stop. */
async function leaves(page: Page) {
  const { x, y } = await boxOf(page.getByRole('heading', { level: 1 }));
  await page.mouse.move(x + 10, y + 10, { steps: 6 });
}

function choosing(page: Page) {
  const ticks = page.locator('[data-tick]');
  const acts = page.getByRole('region', { name: own.chosenActs });
  const expectChosen = (count: number) =>
    expect(acts.getByText(own.chosen({ count: String(count) }))).toBeVisible();
  async function choosesAct(menu: string, item: string) {
    await acts.getByRole('button', { name: menu, exact: true }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  }
  return {
    /** From one stop of the list to another, with Shift held down. */
    async choosesRange(first: number, last: number) {
      await ticks.nth(first).click();
      await ticks.nth(last).click({ modifiers: ['Shift'] });
      await expectChosen(last - first + 1);
    },
    /** A stop, and so many after it, by keys alone. */
    async choosesByKeys(first: number, more: number) {
      await ticks.nth(first).press('Space');
      for (let step = 0; step < more; step += 1) await page.keyboard.press('Shift+ArrowDown');
      await expect(ticks.nth(first + more)).toBeFocused();
      await expectChosen(more + 1);
    },
    choosesTeam: (team: string) =>
      page.getByRole('checkbox', { name: own.chooseTeam({ team }), exact: true }).check(),
    choosesNone: () => acts.getByRole('button', { name: own.chosenNone }).click(),
    movesChosen: (team: string) => choosesAct(own.moveTo, team),
    locksChosen: () => choosesAct(own.lockChosen, own.lockTeams),
    removesChosen: () => acts.getByRole('button', { name: own.remove }).click(),
    async expectLocked(count: number) {
      const locked = page.locator('[data-team] [data-stop]').filter({ hasText: own.locked.team });
      await expect(locked).toHaveCount(count);
    },
  };
}

function acting(page: Page) {
  const dialog = page.getByRole('dialog', { name: own.publishTitle });
  const open = page.getByRole('dialog');
  const closes = (name: string) => async () => {
    await open.getByRole('button', { name, exact: true }).click();
    await expect(open).toBeHidden();
  };
  return {
    async opensStop(id: string | null) {
      const stop = page.locator(`[data-order] [data-stop="${id}"]`);
      await stop.getByRole('button', { name: new RegExp(own.details({ name: '' })) }).click();
    },
    typesMinutes: (minutes: string) => open.getByLabel(own.service).fill(minutes),
    removesOpenStop: closes(own.remove),
    /** Somebody took out the stop that is open; what was typed is still there. */
    async expectStopGone(told: RegExp, minutes: string) {
      await expect(open.getByRole('alert')).toHaveText(told);
      await expect(open.getByLabel(own.service)).toHaveValue(minutes);
    },
    putsStopBack: closes(own.meanwhile.addBack),
    /** Opens the menu of locks of a stop and locks its place in the order. */
    async locksPosition(id: string | null) {
      const stop = page.locator(`[data-order] [data-stop="${id}"]`);
      await stop.getByRole('button', { name: /^Khóa (DP|CS)-/ }).click();
      await page.getByRole('menuitemcheckbox', { name: own.lockPosition }).click();
      await expect(stop).toContainText(own.locked.position);
    },
    /** The keys that every editor has. */
    undoesByKeys: () => page.keyboard.press('Control+z'),
    redoesByKeys: () => page.keyboard.press('Control+y'),
    /** Publishing waits until the broken rules are accepted by an act of its own. */
    async expectAcceptanceAsked() {
      await page.getByRole('button', { name: own.publish, exact: true }).click();
      const confirm = dialog.getByRole('button', { name: own.publishConfirm });
      await expect(confirm).toBeDisabled();
      await dialog.getByRole('checkbox', { name: /ràng buộc/ }).check();
      await expect(confirm).toBeEnabled();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    },
    /** Number of stops that the table of totals names for a team. */
    async expectTotal(team: string, stops: number) {
      const totals = page.getByRole('region', { name: own.totals.title });
      const line = totals.getByRole('row').filter({ hasText: team });
      await expect(line.getByRole('cell').first()).toHaveText(String(stops));
    },
  };
}

/** The day of each team on the route. */
function teamDays(page: Page) {
  const { teamDay } = own;
  const team = (name: string) => page.getByRole('region', { name, exact: true });
  const dialog = page.getByRole('dialog');
  return {
    async opensDay(name: string) {
      await page.getByRole('button', { name: teamDay.openOf({ team: name }) }).click();
      await expect(dialog.getByLabel(teamDay.absent)).toBeVisible();
    },
    async startsOnMap() {
      await dialog.getByRole('button', { name: teamDay.choose.start }).click();
      await expect(dialog.locator('canvas')).toBeVisible();
      await dialog.locator('canvas').click();
      await expect(dialog.getByText(/^Bắt đầu: \d/)).toBeVisible();
    },
    async worksUntil(to: string) {
      await dialog.getByRole('textbox', { name: teamDay.to, exact: true }).first().fill(to);
    },
    async restsNot() {
      await dialog.getByLabel(teamDay.rests).uncheck();
    },
    expectDayRefused: (why: string) => expect(dialog.getByText(why)).toBeVisible(),
    async marksAbsent() {
      await dialog.getByLabel(teamDay.absent).check();
    },
    async sharesStops(told: RegExp) {
      await dialog.getByRole('button', { name: teamDay.share }).click();
      // Until then the sentence of an earlier share may stand there.
      await expect(dialog).toBeHidden();
      await expect(page.getByText(told)).toBeVisible();
    },
    async savesDay() {
      await dialog.getByRole('button', { name: own.save, exact: true }).click();
      await expect(dialog).toBeHidden();
    },
    async takesOff(name: string) {
      await dialog.getByRole('button', { name: teamDay.remove }).click();
      await expect(team(name)).toHaveCount(0);
    },
    async addsTeam(name: string) {
      await page.getByRole('combobox', { name: teamDay.add }).click();
      await page.getByRole('option', { name, exact: true }).click();
      await expect(team(name)).toBeVisible();
    },
    expectOfTeam: (name: string, sentence: string | RegExp) =>
      expect(team(name)).toContainText(sentence),
  };
}

function timeline(page: Page) {
  const row = (team: string) => page.locator('[data-row]').filter({ hasText: team });
  const verdict = verdictOn(page);
  return {
    /** Drags the bar of a stop to the end of a team's row, is told what comes of it, and lets go. */
    async dragsBar(id: string | null, team: string, told: string | RegExp) {
      await takes(barOn(page, id));
      const last = await boxOf(row(team).locator('[data-bar]').last());
      const { y, height } = await boxOf(row(team));
      await page.mouse.move(last.x + last.width + 12, y + height / 2, { steps: 6 });
      await expect(verdict).toContainText(told);
      await page.mouse.up();
      await expect(verdict).toBeHidden();
    },
    /** Drags the bar of a stop out of the timeline, and lets go where nothing takes it. */
    async dragsBarAway(id: string | null) {
      await takes(barOn(page, id));
      await leaves(page);
      await expect(page.getByText(own.check.nowhere)).toBeVisible();
      await page.mouse.up();
      await expect(page.getByText(own.check.nowhere)).toBeHidden();
      await expect(page.getByRole('dialog')).toBeHidden();
    },
    async expectBars(team: string, ids: readonly (string | null)[]) {
      const bars = row(team).locator('[data-bar]');
      await expect
        .poll(() => bars.evaluateAll((all) => all.map((one) => one.getAttribute('data-bar'))))
        .toEqual(ids);
    },
    async movesBarLater(id: string | null) {
      await barOn(page, id).focus();
      await page.keyboard.press('Alt+ArrowDown');
    },
    async walksToNextBar(from: string | null, to: string | null) {
      await barOn(page, from).focus();
      await page.keyboard.press('ArrowRight');
      await expect(barOn(page, to)).toBeFocused();
    },
  };
}

function map(page: Page) {
  const marks = page.locator('[data-mark]');
  /** Distance between the outermost marks along the wider side, in pixels. */
  const spread = () =>
    marks.evaluateAll((all) => {
      const boxes = all.map((one) => one.getBoundingClientRect());
      const over = (of: (box: DOMRect) => number) =>
        Math.max(...boxes.map(of)) - Math.min(...boxes.map(of));
      return Math.max(
        over(({ x }) => x),
        over(({ y }) => y),
      );
    });
  return {
    /** A stop of each team has the team's letter and its colour on the map, and the same colour on its bar. */
    async expectLooks(stops: readonly (string | null)[]) {
      const looks = [];
      for (const id of stops) {
        const mark = page.locator(`[data-mark="${id}"]`);
        const [onMap, onBar] = [await colourOf(mark), await colourOf(barOn(page, id))];
        expect(onMap).toBe(onBar);
        looks.push({ letter: ((await mark.textContent()) ?? '')[0], colour: onMap });
      }
      expect(looks.map(({ letter }) => letter)).toEqual(['A', 'B']);
      expect(new Set(looks.map(({ colour }) => colour)).size).toBe(stops.length);
    },
    /** Goes far away from the stops on the map, as somebody who looks around. */
    async looksFarAway() {
      const before = await spread();
      for (let step = 0; step < 3; step += 1) {
        await page.getByRole('button', { name: words.map.zoomOut, exact: true }).click();
      }
      await expect.poll(spread).toBeLessThan(before / 3);
    },
    /** All stops lie within the map, and fill a good part of it. */
    async expectMapFits() {
      const frame = await boxOf(page.locator('.maplibregl-map').first());
      const side = Math.min(frame.width, frame.height);
      await expect.poll(async () => (await spread()) / side).toBeGreaterThan(0.3);
      for (const mark of await marks.all()) {
        const { x, y } = await boxOf(mark);
        expect(x > frame.x && x < frame.x + frame.width).toBe(true);
        expect(y > frame.y && y < frame.y + frame.height).toBe(true);
      }
    },
    /** Drags a mark out of the map and lets go there: it stands where it stood. */
    async dragsMarkAway(id: string | null) {
      const mark = page.locator(`[data-mark="${id}"]`);
      const place = await boxOf(mark);
      await takes(mark);
      await page.mouse.move(place.x + 40, place.y + 40, { steps: 4 });
      await expect(verdictOn(page)).toBeVisible();
      await leaves(page);
      await page.mouse.up();
      await expect(verdictOn(page)).toBeHidden();
      await expect.poll(async () => (await boxOf(mark)).x).toBeCloseTo(place.x, 0);
    },
  };
}

function colourOf(one: Locator): Promise<string> {
  return one.evaluate((element) => getComputedStyle(element).backgroundColor);
}
