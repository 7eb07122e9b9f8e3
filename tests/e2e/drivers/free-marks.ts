import { expect, type Page } from '@playwright/test';

/** Least distance of two marks that a drag can tell apart. */
const APART_PIXELS = 12;
/** One turn of the wheel, and how many at most until marks that lie over each other have come apart. */
const STEP_NEARER = 240;
const MOST_STEPS_NEARER = 6;

/** Waits until the map has moved to its stops: a mark is taken hold of where it was seen. */
async function marksRest(page: Page) {
  const places = () =>
    page
      .locator('[data-mark]')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as unknown));
  let before: unknown;
  await expect
    .poll(
      async () => {
        const now = JSON.stringify(await places());
        const rests = now === before;
        before = now;
        return rests;
      },
      { intervals: [300] },
    )
    .toBe(true);
}

/** Any mark but one that a hand can take, and one to meet. Goes nearer where marks lie over each other, as a hand would. */
export async function freePair(
  page: Page,
  but: string | null,
): Promise<[id: string, onto: string]> {
  for (let steps = 0; ; steps += 1) {
    const { held, met, covered } = await freeMarks(page);
    // Fewer marks lie apart than can be held, so the goal is chosen first.
    const onto = met.find((one) => one !== but) ?? '';
    const id = held.find((one) => one !== but && one !== onto) ?? '';
    if ((id !== '' && onto !== '') || covered === undefined || steps === MOST_STEPS_NEARER)
      return [id, onto];
    const [x, y] = covered;
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -STEP_NEARER);
  }
}

/**
 * Marks at rest: those that a hand can take hold of, as nothing lies over their middle, and those that can be
 * told apart by where a hand lets go; and where marks lie over each other.
 */
async function freeMarks(page: Page) {
  await expect(page.locator('[data-mark]').first()).toBeVisible();
  await marksRest(page);
  return page.locator('[data-mark]:not([data-loose="true"])').evaluateAll((marks, apart) => {
    const middle = (element: Element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2, top + height / 2] as const;
    };
    const near = (one: Element, other: Element) => {
      const [[x, y], [otherX, otherY]] = [middle(one), middle(other)];
      return one !== other && Math.hypot(x - otherX, y - otherY) < apart;
    };
    const onTop = (one: Element) => document.elementFromPoint(...middle(one)) === one;
    const under = (one: Element) => {
      const top = document.elementFromPoint(...middle(one));
      return top !== one && top?.closest('[data-mark]') != null;
    };
    const idOf = (one: Element) => one.getAttribute('data-mark') ?? '';
    return {
      held: marks.filter(onTop).map(idOf),
      met: marks.filter((one) => onTop(one) && !marks.some((other) => near(one, other))).map(idOf),
      covered: marks
        .filter((one) => under(one) || marks.some((other) => near(one, other)))
        .map(middle)[0],
    };
  }, APART_PIXELS);
}
