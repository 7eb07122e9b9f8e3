import { expect, type Locator, type Page, type Request } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

import { freePair } from './free-marks.ts';

type Spot = { x: number; y: number };
/** Presses a mouse or a finger at the first spot, moves it over the others and lets go at the last. */
type Stroke = (spots: readonly Spot[]) => Promise<void>;

const STEPS = 6;

const { routes } = words;

/** Drags of a planner: areas on the map, stops in the list and on the map. */
export function routeDragDriver(page: Page) {
  const hand = handOf(page);
  return {
    usesFinger: hand.usesFinger,
    ...areaDrawing(page, hand),
    ...stopDragging(page, hand),
    ...markDragging(page, hand),
  };
}

type Hand = ReturnType<typeof handOf>;

/** A hand at the mouse, until it takes a finger. */
function handOf(page: Page) {
  let withFinger = false;
  const [mouse, finger] = [mouseOf(page), fingerOf(page)];
  const stroke: Stroke = (spots) => (withFinger ? finger : mouse)(spots);
  return {
    stroke,
    usesFinger: () => {
      withFinger = true;
    },
  };
}

function mouseOf(page: Page): Stroke {
  return async ([first, ...rest]) => {
    if (first === undefined) return;
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (const { x, y } of rest) await page.mouse.move(x, y, { steps: STEPS });
    await page.mouse.up();
  };
}

function fingerOf(page: Page): Stroke {
  return async (spots) => {
    const session = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Spot[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
    for (const [at, spot] of spots.entries()) {
      if (at === 0) await send('touchStart', [spot]);
      const from = spots[at - 1] ?? spot;
      for (let step = 1; at > 0 && step <= STEPS; step += 1) {
        const share = step / STEPS;
        const [x, y] = [from.x + share * (spot.x - from.x), from.y + share * (spot.y - from.y)];
        await send('touchMove', [{ x, y }]);
      }
    }
    await send('touchEnd', []);
    await session.detach();
  };
}

async function boxOf(target: Locator) {
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${target.toString()} is not on the screen`);
  return box;
}

async function middleOf(target: Locator): Promise<Spot> {
  const { x, y, width, height } = await boxOf(target);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Areas that are drawn on the map. */
function areaDrawing(page: Page, hand: Hand) {
  const stops = page.locator('[data-stop]');

  async function drawn(
    tool: keyof typeof routes.draw,
    draw: (at: (x: number, y: number) => Spot) => Promise<void>,
  ) {
    const before = await stops.count();
    const paper = page.locator(`[data-drawing="${tool}"]`);
    await page.getByRole('button', { name: routes.draw[tool] }).click();
    await expect(paper).toBeVisible();
    // What was drawn is taken at once; a stroke that came too early leaves the paper lying there.
    await expect(async () => {
      // A stroke whose end was only seen late.
      if (!(await paper.isVisible())) return;
      const box = await boxOf(paper);
      await draw((x, y) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
      await expect(paper).toBeHidden({ timeout: 2_000 });
    }).toPass();
    await expect.poll(() => stops.count()).toBeGreaterThan(before);
  }

  return {
    /** Round nearly everything that the map shows. */
    lassoes: () =>
      drawn('lasso', (at) =>
        hand.stroke([
          at(0.5, 0.2),
          at(0.1, 0.3),
          at(0.06, 0.9),
          at(0.9, 0.94),
          at(0.85, 0.25),
          at(0.5, 0.2),
        ]),
      ),
    /** Corner by corner, without a drag; the first corner again closes it. */
    drawsPolygon: () =>
      drawn('polygon', async (at) => {
        for (const { x, y } of [at(0.5, 0.2), at(0.05, 0.9), at(0.95, 0.92), at(0.5, 0.2)]) {
          await page.mouse.click(x, y);
        }
      }),
  };
}

/** Stops that are dragged in the list. */
function stopDragging(page: Page, hand: Hand) {
  const row = (id: string | null) => page.locator(`[data-order] [data-stop="${id}"]`);
  /** The orders as they stand in the list, all at one moment. */
  const listed = () =>
    page
      .locator('[data-order]')
      .evaluateAll((all) =>
        all.map((order) =>
          [...order.querySelectorAll('[data-stop]')].map((one) => one.getAttribute('data-stop')),
        ),
      );

  return {
    /** Drags a stop by its grip onto the upper half of another row: it is moved before that one. */
    async dragsBefore(id: string | null, before: string | null) {
      await untilChanged(page, listed, async () => {
        await row(before).scrollIntoViewIfNeeded();
        await row(id).scrollIntoViewIfNeeded();
        const grip = await middleOf(row(id).locator('svg').first());
        const goal = await boxOf(row(before));
        await hand.stroke([
          grip,
          { x: grip.x, y: goal.y + goal.height / 2 },
          { x: grip.x, y: goal.y + 6 },
        ]);
      });
    },
    /** Drags a stop by its grip to below the last row of a team. */
    async dragsIntoTeam(id: string | null, team: string) {
      const order = page.getByRole('region', { name: team, exact: true });
      await untilChanged(page, listed, async () => {
        // Into the middle: near an edge the list scrolls on under the hand, and an empty team lies far down.
        await order.evaluate((element) => element.scrollIntoView({ block: 'center' }));
        // The row may lie far below it, and comes just into sight, so that the end of the team stays there too.
        await row(id).evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
        const grip = await middleOf(row(id).locator('svg').first());
        const { y, height } = await boxOf(order);
        const end = y + height;
        await hand.stroke([grip, { x: grip.x, y: end - 20 }, { x: grip.x, y: end - 3 }]);
      });
    },
    async orderOf(team: string): Promise<(string | null)[]> {
      const rows = page.getByRole('region', { name: team, exact: true }).locator('[data-stop]');
      // All at one moment: a row that has just left would be waited for.
      return rows.evaluateAll((all) => all.map((one) => one.getAttribute('data-stop')));
    },
    async expectOrderOf(team: string, ids: readonly (string | null)[]) {
      await expect.poll(() => this.orderOf(team)).toEqual(ids);
    },
  };
}

/** Marks that are dragged on the map. */
function markDragging(page: Page, hand: Hand) {
  const mark = (id: string | null) => page.locator(`[data-mark="${id}"]`);
  /** The marks and what stands on them. */
  const numbers = () =>
    page
      .locator('[data-mark]')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('data-mark'), one.textContent]));

  return {
    /**
     * One mark on the map onto another, any but one. Where the map went along with the hand instead, all lie
     * elsewhere now, and the hand tries again with what it finds. Gives which and onto which.
     */
    async dragsAMark(but: string | null): Promise<readonly [id: string, onto: string]> {
      let [id, onto] = ['', ''];
      let strokes = 0;
      const wholeArea = page.getByRole('button', { name: words.map.wholeArea, exact: true });
      const details = page.getByRole('dialog');
      await untilChanged(page, numbers, async () => {
        // A stroke that was read as a tap has opened the stop's details, which lie over all marks.
        if (await details.isVisible()) await page.keyboard.press('Escape');
        await expect(details).toBeHidden();
        // The map that went along has carried marks over its edge.
        if (strokes > 0) await wholeArea.click();
        [id, onto] = await freePair(page, but);
        expect([id, onto], 'marks that a hand can take and meet').not.toContain('');
        strokes += 1;
        await hand.stroke([await middleOf(mark(id)), await middleOf(mark(onto))]);
      });
      return [id, onto];
    },
  };
}

/**
 * Repeats a drag until it changed something: rows that move under the pointer let a stop fall beside its goal,
 * or where it was. A drag that has asked the server for an edit is not done again before the answer.
 */
async function untilChanged(page: Page, look: () => Promise<unknown>, hand: () => Promise<void>) {
  const before = JSON.stringify(await look());
  const isChanged = async () => JSON.stringify(await look()) !== before;
  await expect(async () => {
    let asked = false;
    const note = (request: Request) => {
      asked ||= request.method() === 'POST' && request.url().endsWith('/edits');
    };
    page.on('request', note);
    try {
      await hand();
      await expect.poll(async () => asked || isChanged(), { timeout: 8_000 }).toBe(true);
    } finally {
      page.off('request', note);
    }
    await expect.poll(isChanged).toBe(true);
  }).toPass({ timeout: 0 });
}
