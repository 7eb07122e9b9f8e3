import { expect, type Locator, type Page } from '@playwright/test';

const MOST_TABS = 200;

/** Somebody who has no mouse: everything is reached by Tab, so that nothing that cannot be is pressed. */
export function keysDriver(page: Page) {
  async function reaches(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    await expect(target).toBeEnabled();
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no Tab reaches ${target.toString()}`);
  }
  return {
    reaches,
    async presses(target: Locator, key = 'Enter') {
      await reaches(target);
      await page.keyboard.press(key);
    },
    /** Replaces what stands in a field. */
    async writes(target: Locator, text: string) {
      await reaches(target);
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    },
  };
}
