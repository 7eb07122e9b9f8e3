import { expect, type Page } from '@playwright/test';

/**
 * Most presses of each row of the click tables, counted from the screen that stands open. A press is a pointer
 * that goes down or a key; typing into one field is one, however long the words.
 */
const BUDGETS = {
  'what changed since the last visit': 1,
  'status, category and period': 3,
  'ring to its list': 1,
  'signal to its decision': 1,
  'card with its timeline': 1,
  'oldest overdue tip': 2,
  'funnel to commune to case': 3,
  'link of this view': 2,
  'picture of this view': 2,
  'two evenings compared': 1,
  // The planner of a route, as the table of the planner goes on.
  'candidates with their reasons': 1,
  'best candidates added': 2,
  'candidates of an area added': 2,
  'teams and shifts from their templates': 1,
  'order optimised': 1,
  'stop locked': 2,
  'stop put one place earlier': 1,
  'route published': 2,
  'stops put off taken up again': 1,
  'result of a stop at a point': 1,
  'result of a stop at a business': 3,
  // The leader of a commune, from the list of what waits.
  'hand-over confirmed with a photo': 4,
  'hand-over refused with its reason': 3,
  'weekly sheet signed and printed': 2,
  'renewed activity at any place': 3,
  'my commune': 1,
  'case of a criticism to the objection': 3,
  'targets with their pace': 1,
} as const;
export type Task = keyof typeof BUDGETS;

declare global {
  interface Window {
    pressesOfTask?: number;
  }
}

/** Counts every press in the page from now on, whoever makes it; `within` prints it beside its budget and judges it. */
export async function countPresses(page: Page): Promise<{ within(task: Task): Promise<void> }> {
  await page.evaluate(listen);
  return {
    async within(task) {
      const presses = (await page.evaluate(() => window.pressesOfTask)) ?? Number.NaN;
      console.log(`presses, ${task}: ${presses} of ${BUDGETS[task]}`);
      expect(presses).toBeGreaterThan(0);
      expect(presses).toBeLessThanOrEqual(BUDGETS[task]);
    },
  };
}

/** Runs in the page. */
function listen(): void {
  const counts = window.pressesOfTask !== undefined;
  window.pressesOfTask = 0;
  if (counts) return;
  const fields = 'input:not([type=checkbox], [type=radio], [type=range]), textarea';
  const isField = (target: EventTarget | null) =>
    target instanceof Element && target.matches(fields);
  let typedInto: EventTarget | null = null;
  const press = () => {
    window.pressesOfTask = (window.pressesOfTask ?? 0) + 1;
  };
  const capture = { capture: true };
  window.addEventListener(
    'pointerdown',
    () => {
      typedInto = null;
      press();
    },
    capture,
  );
  window.addEventListener(
    'keydown',
    ({ key, target }) => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(key)) return;
      if (!isField(target) || ['Enter', 'Escape', 'Tab'].includes(key)) press();
    },
    capture,
  );
  window.addEventListener(
    'input',
    ({ target }) => {
      if (!isField(target) || target === typedInto) return;
      typedInto = target;
      press();
    },
    capture,
  );
}
