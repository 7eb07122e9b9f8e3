import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { DATA } from '#tests/e2e/drivers/loading-driver.ts';
import { keepsPictures } from '#tests/e2e/drivers/look-driver.ts';
import { type Screen, SCREENS } from '#tests/e2e/screens.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

/** Roles run side by side: none of these tests writes. */
test.describe.configure({ mode: 'parallel' });

const DESK = { width: 1440, height: 900 };
const TABLET = { width: 768, height: 1024 };
const PHONE = { width: 360, height: 740 };
/** In the other theme only the colours differ. */
const COLOURS = ['color-contrast'];

/** Shows a screen on a desk, and lists what keeps somebody out of it and what runs over its edge there and on a phone. */
async function faultsOf(app: App, screen: Screen): Promise<string[]> {
  const { name } = screen;
  const found: string[] = [];
  const measure = async ({ width }: typeof DESK) => {
    const over = await app.look.sideways();
    if (over > 0) found.push(`${name} ${width}: ${over} pixels run over the right edge`);
  };

  await app.look.at(DESK.width, DESK.height);
  await screen.show(app);
  await measure(DESK);
  await app.look.screenshot(`${name}-1440-light`);
  const faults = await app.look.violations();
  found.push(...faults.map((text) => `${name}: ${text}`));
  found.push(...(await app.look.choicesLostInForcedColours(name)));
  for (const size of [TABLET, PHONE]) {
    await app.look.at(size.width, size.height);
    await measure(size);
  }
  const forThumbs = [
    ...(await app.thumbs.faults()),
    ...(await app.thumbs.hidden()),
    ...(await app.thumbs.hiddenByKeyboard()),
  ];
  if (!(await app.look.title()).endsWith(`· ${words.common.productName}`))
    found.push(`${name}: no title`);
  found.push(...forThumbs.map((text) => `${name} 360: ${text}`));
  return found;
}

/**
 * Lists texts that are hard to read in the dark on a phone, and whether colours go over for somebody who wants nothing to
 * move. The palette's test holds the contrast of every colour.
 */
async function faultsInTheDark(app: App, { name }: Screen): Promise<string[]> {
  const begun = await app.look.transitionsInto('dark');
  await app.look.screenshot(`${name}-360-dark`);
  const found = await app.look.violations(COLOURS);
  if (begun > 0) found.push(`${begun} transitions with reduced motion`);
  await app.look.inScheme('light');
  return found.map((text) => `${name} in the dark: ${text}`);
}

/**
 * One person who goes from screen to screen without loading the product anew; a screen rests once all data that it asked
 * for is there. The browser calls a page idle once at most, and never where it lost word of a request.
 */
function turningPages(app: App): App {
  const requests = app.watchesRequests(DATA);
  return {
    ...app,
    async open(address) {
      requests.forgets();
      await app.turnsTo(address);
    },
    rests: () => requests.areAnswered(),
  };
}

/** Leaves a screen for an empty page: a dialog would stay open on the same page, and a map takes long to grow. */
async function leavesScreen(app: App): Promise<void> {
  await app.turnsTo('/no-such-page');
  await app.expectSaid(words.common.notFoundTitle);
}

test('letters and targets too small, covered, cut off, dead or behind a keyboard are found where they are planted', async ({
  people,
}) => {
  const app = await people.stranger({ viewport: PHONE });
  await app.open('/sign-in');
  await app.expectSignIn();
  expect(await app.thumbs.faults()).toEqual([]);
  await app.thumbs.plantsFaults();
  expect(await app.thumbs.faults()).toEqual([
    expect.stringMatching(/^text of 12.0 px: "Chữ nhỏ"/),
    expect.stringMatching(/^target of 60 × 3\d px: "Nút"/),
    expect.stringMatching(/^edge of 1\.\d\d : 1 in the light: .*<textarea/),
  ]);
  expect(await app.thumbs.hidden()).toEqual([
    expect.stringMatching(/^"Bị đè".* lies under "" <div.float>/),
    expect.stringMatching(/^cut off: "Chữ bị cắt mất"/),
    expect.stringMatching(/^cannot be used, and does not say why: "Chết"/),
  ]);
  expect(await app.thumbs.hiddenByKeyboard()).toEqual([
    expect.stringMatching(/^hidden by the keyboard: "Ô bị che"/),
    expect.stringMatching(/^no button beside the keyboard: "Ô bị che"/),
  ]);
});

const roles = [...new Set(SCREENS.map(({ role }) => role))];
for (const role of roles) {
  const screens = SCREENS.filter((screen) => screen.role === role);
  test(`the screens of ${role ?? 'strangers'} keep nobody out and run over no edge, on desk and phone`, async ({
    people,
  }) => {
    test.setTimeout(screens.length * 60_000);
    const app = await (role === null ? people.stranger() : people.as(role));
    const turning = turningPages(app);
    const found: string[] = [];
    for (const [at, screen] of screens.entries()) {
      if (at > 0 && role === null) await app.open('about:blank');
      else if (at > 0) await leavesScreen(app);
      found.push(...(await faultsOf(turning, screen)));
      if (at === 0 || keepsPictures) found.push(...(await faultsInTheDark(app, screen)));
    }
    expect(found).toEqual([]);
  });
}
