import { expect, type Locator, type Page } from '@playwright/test';

const MOST_TABS = 200;

/** Somebody who has no mouse: everything is reached by Tab, so that nothing that cannot be is pressed. */
export function keysDriver(page: Page) {
  const { hasFocus, tabsTo, reaches } = focusOf(page);
  return {
    reaches,
    /** Takes one of several choices, of which Tab reaches the one that is taken; the input under its name is not seen. */
    async chooses(group: Locator, choice: string) {
      await expect(group).toBeVisible();
      await tabsTo(group.getByRole('radio', { checked: true }));
      const wanted = group.getByRole('radio', { name: choice, exact: true });
      await expect(async () => {
        if (!(await wanted.isChecked())) await page.keyboard.press('ArrowRight');
        await expect(wanted).toBeChecked({ timeout: 500 });
      }).toPass();
    },
    async presses(target: Locator, key = 'Enter') {
      await reaches(target);
      await page.keyboard.press(key);
    },
    /** Replaces what stands in a field. */
    async writes(target: Locator, text: string) {
      await reaches(target);
      await typesOver(page, target, text);
    },
    /** Along a menu or list that has just been opened: it takes keys once it stands, so one looks where one is. */
    async walksTo(target: Locator, key = 'ArrowDown') {
      await expect(target).toBeVisible();
      await expect(async () => {
        if (!(await hasFocus(target))) await page.keyboard.press(key);
        await expect(target).toBeFocused({ timeout: 500 });
      }).toPass();
    },
    /** Takes an option of a combobox that has the focus; the option is marked, not focused. */
    async takesOption(option: Locator) {
      await expect(async () => {
        const marked = option.and(page.locator('[data-combobox-selected]'));
        if ((await marked.count()) === 0) await page.keyboard.press('ArrowDown');
        await expect(marked).toBeVisible({ timeout: 500 });
        // A list that is still being filtered removes its mark again: Enter would then choose nothing.
        await page.evaluate(
          () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
        );
        expect(await marked.count()).toBe(1);
      }).toPass();
      await page.keyboard.press('Enter');
      await expect(option).toBeHidden();
    },
  };
}

/** Moves the focus by Tab alone. */
function focusOf(page: Page) {
  const hasFocus = (target: Locator) =>
    target.evaluate((element) => element === document.activeElement);

  async function reaches(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    await expect(target).toBeEnabled();
    await waitsForForm(target);
    await tabsTo(target);
  }
  async function tabsTo(target: Locator): Promise<void> {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      if (await hasFocus(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no Tab reaches ${target.toString()}`);
  }
  return { hasFocus, tabsTo, reaches };
}

/** In the field that has the focus. A field of numbers puts its caret a moment after it got it, over any selection. */
export async function typesOver(
  page: Page,
  target: Locator,
  text: string,
  shown: string | RegExp = text,
): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
    await expect(target).toHaveValue(shown, { timeout: 1_000 });
  }).toPass();
}

/** A dialog that has just opened takes the focus for itself: whoever types before that types elsewhere. */
export async function waitsForForm(target: Locator): Promise<void> {
  const inside = () =>
    target.evaluate((element) => {
      const form = element.closest('[role="dialog"]');
      return form === null || form.contains(document.activeElement);
    });
  await expect.poll(inside).toBe(true);
}
