import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { type Screen, SCREENS } from '#tests/e2e/screens.ts';
import { expect, test } from '#tests/e2e/test.ts';

/** Roles run side by side: none of these tests writes. */
test.describe.configure({ mode: 'parallel' });

const DESK = { width: 1440, height: 900 };
const TABLET = { width: 768, height: 1024 };
const PHONE = { width: 360, height: 740 };
/** In the other theme only the colours differ. */
const COLOURS = ['color-contrast'];

/**
 * Lists what keeps somebody out of a screen and what runs over its edge: light on a desk, dark on a phone. The palette's
 * test holds the contrast of texts in both themes.
 */
async function faultsOf(app: App, screen: Screen): Promise<string[]> {
  const { name } = screen;
  const found: string[] = [];
  const note = (where: string, faults: readonly string[]) =>
    found.push(...faults.map((text) => `${name} ${where}: ${text}`));
  const judge = async (where: string, rules?: readonly string[]) =>
    note(where, await app.look.violations(rules));
  const measure = async ({ width, height }: typeof DESK) => {
    await app.look.at(width, height);
    const over = await app.look.sideways();
    if (over > 0) note(String(width), [`${over} pixels run over the right edge`]);
  };

  await app.look.inScheme('light');
  await app.look.at(DESK.width, DESK.height);
  await screen.show(app);
  await measure(DESK);
  await app.look.screenshot(`${name}-1440-light`);
  await judge('1440 light');
  await app.look.inScheme('dark');
  await app.look.screenshot(`${name}-1440-dark`);
  await measure(TABLET);
  await measure(PHONE);
  await app.look.screenshot(`${name}-360-dark`);
  await judge('360 dark', COLOURS);
  await app.open('about:blank');
  return found;
}

const roles = [...new Set(SCREENS.map(({ role }) => role))];
for (const role of roles) {
  const screens = SCREENS.filter((screen) => screen.role === role);
  test(`the screens of ${role ?? 'strangers'} keep nobody out and run over no edge, on desk and phone`, async ({
    people,
  }) => {
    test.setTimeout(screens.length * 30_000);
    const app = await (role === null ? people.stranger() : people.as(role));
    const found: string[] = [];
    for (const screen of screens) {
      found.push(...(await faultsOf(app, screen)));
    }
    expect(found).toEqual([]);
  });
}
