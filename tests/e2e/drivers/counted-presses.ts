import type { Page } from '@playwright/test';

export type Presses = ReturnType<typeof countedPresses>;

/** Presses of buttons by their names, counted since the last route was begun. */
export function countedPresses(page: Page) {
  let clicks = 0;
  return {
    clicks: () => clicks,
    startsAnew: () => {
      clicks = 0;
    },
    press: async (name: string | RegExp, within: { getByRole: Page['getByRole'] } = page) => {
      clicks += 1;
      await within
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click();
    },
  };
}
