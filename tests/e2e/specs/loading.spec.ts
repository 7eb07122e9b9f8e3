import { LIMITS } from '#tests/e2e/limits.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { expectWithin, SCREENS_OF_LEADER } from '#tests/e2e/traffic.ts';
import { words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Limit of what the sign-in loads until it is idle, compressed. */
const SIGN_IN_KILOBYTES = LIMITS.street.signIn.kilobytes;
/** Moves that nobody sees, by the browser's measure (share of the window × share of its length). */
const STILL = 0.01;
/** First opening of a screen, once everything is there that is loaded ahead. */
const FIRST_SCREEN = { kilobytes: 130, requests: 48 };
/** The same for the map, which starts two programs of its own beside the page. */
const MAP = { kilobytes: 240, requests: 48 };

test.use({ loadsAhead: true });

test('the sign-in loads no more than it shows, and nothing on it moves', async ({ people }) => {
  const stranger = await people.stranger();
  await stranger.open('/sign-in');
  await stranger.expectSignInUsable();
  await stranger.rests();
  const { kilobytes } = await stranger.loaded();
  console.log(`sign-in until it is idle: ${kilobytes.toFixed(0)} kB of ${SIGN_IN_KILOBYTES}`);
  // Drawn at all.
  expect(kilobytes).toBeGreaterThan(SIGN_IN_KILOBYTES / 2);
  expect(kilobytes).toBeLessThan(SIGN_IN_KILOBYTES);
  await stranger.learnsConfigurationLate();
  for (const address of ['/sign-in', '/']) {
    await stranger.open(address);
    await stranger.expectSignInUsable();
    await stranger.rests();
    const moved = await stranger.moved();
    console.log(`from ${address}, things on the sign-in have moved by ${moved.toFixed(4)}`);
    expect(moved).toBeLessThan(STILL);
  }
});

test('the first opening of each screen of a leader loads little', async ({ people }) => {
  const leader = await people.as('leader', PHONE);
  await leader.open('/');
  await leader.worklist.expectPlaces();
  const requests = leader.watchesRequests();
  await leader.hasLoadedAhead();
  await requests.areAnswered();
  for (const [way, isThere] of SCREENS_OF_LEADER) {
    const before = await leader.loaded();
    await leader.goesTo(way);
    await isThere(leader);
    // Late answers would be counted for the next screen.
    await requests.areAnswered();
    const after = await leader.loaded();
    const loaded = {
      kilobytes: after.kilobytes - before.kilobytes,
      requests: after.requests - before.requests,
    };
    const most = way === words.common.goMap ? MAP : FIRST_SCREEN;
    expectWithin(`first opening of “${way}”`, loaded, most);
  }
});
