import { expect, type Page } from '@playwright/test';

import { words } from '#tests/e2e/words.ts';

/** Looking for an order where an optimiser outside is asked as well. */
export function routeOutsideDriver(page: Page) {
  const { routes } = words;
  return {
    /** From now on the own search has so many seconds, and looks for the shortest order as the service does. */
    async allowsOwnSearch(seconds: number) {
      await page.route('**/api/routes/optimise', (asked) => {
        const given = asked.request().postDataJSON() as object;
        return asked.continue({ postData: { ...given, seconds, balance: 0 } });
      });
    },
    async search() {
      await page.getByRole('button', { name: routes.optimise, exact: true }).click();
    },
    /** Expects one of these outcomes of asking the external service, with the author of the order. */
    async expectOutcome(...outcomes: readonly (keyof typeof routes.outsideOptimiser)[]) {
      const notes = outcomes.map((outcome) => page.getByText(routes.outsideOptimiser[outcome]));
      const [first, ...others] = notes;
      if (first === undefined) throw new Error('no outcome was named');
      const any = others.reduce((all, note) => all.or(note), first);
      await expect(any).toBeVisible({ timeout: 60_000 });
    },
  };
}
