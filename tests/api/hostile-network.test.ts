import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { seededRandom } from '#server/generator/random.ts';
import { countDone, countRecorded } from '#tests/support/convergence/server-state.ts';
import { HOSTILE } from '#tests/support/hostile/hostile-line.ts';
import { openHostilePhone, putBrowserInPlace } from '#tests/support/hostile/hostile-phone.ts';
import { listRecordedDays } from '#tests/support/hostile/recorded-days.ts';
import { playSequence, type Pressed } from '#tests/support/hostile/play-sequence.ts';
import type { TestClient } from '#tests/support/test-app.ts';
import { openStreet } from '#tests/support/convergence/street.ts';

const SEQUENCES = Number(process.env['DIABAN_HOSTILE_SEQUENCES'] ?? 500);
const SEED = Number(process.env['DIABAN_HOSTILE_SEED'] ?? 20_261_202);
/** Sequences at the same places: what the first leave is found by those after them. */
const AT_ONE_PLACE = 25;

let street: Awaited<ReturnType<typeof openStreet>>;
beforeAll(async () => {
  street = await openStreet();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(street.test.clock.now()) });
  putBrowserInPlace();
});
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await street.test.close();
});

/**
 * Finds acts that were shown as sent and are not in the log once, that are there though not shown as sent, and that
 * are there on another day. Days by a clock that was wrong and has been set since are counted: the device asks about what
 * cannot be, and cannot know more.
 */
async function wrongOf(
  pressed: readonly Pressed[],
  met: (what: string) => void,
): Promise<string[]> {
  const { database } = street.test;
  const markers = pressed.map(({ marker }) => marker);
  const times = await countRecorded(database, markers);
  const days = await listRecordedDays(database, markers);
  const wrong: string[] = [];
  for (const { marker, act, on, unsure, shownSent, keys, byForgottenClock, ...press } of pressed) {
    const recorded =
      act === 'finish' ? await countDone(database, [...keys]) : (times.get(marker) ?? 0);
    const wanted = Number(shownSent);
    if (recorded !== wanted && !(unsure && recorded === 1)) {
      wrong.push(`${act}: recorded ${recorded} times, shown as sent ${wanted}`);
    }
    const day = days.get(marker);
    if (recorded !== 1 || day === undefined || day === on) continue;
    if (byForgottenClock) met('another day by a clock that was set since');
    else {
      const at = new Date(press.milliseconds).toISOString();
      wrong.push(
        `${act}: pressed on ${on} (${at}, clock ahead by ${press.ahead} ms), recorded on ${day}`,
      );
    }
  }
  return wrong;
}

it(`sent means in the log, once, on the day of the press: in ${SEQUENCES} sequences on hostile lines`, async () => {
  const begun = process.cpuUsage();
  const counts = new Map<string, number>();
  const met = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const { test, by } = street;
  const random = seededRandom(SEED);
  const open = async (account: TestClient) => openHostilePhone({ test, account, random, met });
  const failed: { sequence: number; wrong: string[] }[] = [];
  let [number, shown] = [0, 0];
  for (let first = 0; first < SEQUENCES && failed.length < 5; first += AT_ONE_PLACE) {
    const places = await street.places.make();
    const leader = await open(by.leader);
    const walker = await open(places.inspector);
    for (let at = first; at < Math.min(first + AT_ONE_PLACE, SEQUENCES); at += 1) {
      const pressed = await playSequence({
        test,
        places,
        phones: [
          { walker: 'leader', phone: leader },
          { walker: 'inspector', phone: walker },
        ],
        desk: by.officer,
        random: seededRandom(SEED + at),
        nextMarker: () => `Việc lạ ${(number += 1)}`,
        met,
      });
      shown += pressed.filter(({ shownSent }) => shownSent).length;
      const wrong = await wrongOf(pressed, met);
      if (wrong.length > 0) failed.push({ sequence: at, wrong });
    }
    await leader.remove();
    await walker.remove();
  }
  const spent = process.cpuUsage(begun);
  console.log(
    `hostile lines: ${SEQUENCES} sequences, ${number} acts, ${shown} shown as sent,`,
    JSON.stringify(Object.fromEntries(counts)),
    `${Math.round((spent.user + spent.system) / 1e6)} s of a core`,
  );
  expect(failed).toEqual([]);
  expect(Object.keys(HOSTILE).filter((name) => !counts.has(name))).toEqual([]);
}, 1_200_000);
