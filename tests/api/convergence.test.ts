import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import { OUTBOX_KINDS } from '#client/app/screens.ts';
import { vi as words } from '#client/i18n/vi.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { kindOf } from '#tests/support/convergence/answer-refusals.ts';
import { LINE_FAULTS } from '#tests/support/convergence/faulty-line.ts';
import { createTally, followHistory } from '#tests/support/convergence/follow-history.ts';
import { histories } from '#tests/support/convergence/history.ts';
import type { Report } from '#tests/support/convergence/report.ts';
import { asReader, openStreet, type Street } from '#tests/support/convergence/street.ts';
import { entryOf, KIND_OF } from '#tests/support/convergence/street-acts.ts';
import { eliminated } from '#tests/support/points/register-acts.ts';
import { reached } from '#tests/support/reached.ts';
import { okJson } from '#tests/support/routes/route-acts.ts';

/** Number of histories. More than a handful take minutes: `npm run converge` follows a thousand. */
const HISTORIES = Number(process.env['DIABAN_HISTORIES'] ?? 5);
const SEED = Number(
  process.env['DIABAN_HISTORY_SEED'] ?? (HISTORIES >= 50 ? randomInt(2 ** 31) : 20_261_127),
);
/** File that takes the account of all histories, for `npm run converge`. */
const REPORT = process.env['DIABAN_HISTORY_REPORT'];
const PATH = process.env['DIABAN_HISTORY_PATH'];
/** Minutes after which no further history begins; without it all are followed. */
const MINUTES = Number(process.env['DIABAN_HISTORY_MINUTES'] ?? Infinity);

/** A handful of histories may miss any single fault, but not most of them. */
const ARE_MANY = HISTORIES >= 50 && PATH === undefined;
const often = ARE_MANY ? 0.3 : 0;
const rarely = ARE_MANY ? 0.05 : 0;
/** Faults of line, device and clock. */
const FAULTS = [
  ...LINE_FAULTS.filter((fault) => fault !== 'none'),
  'killed_between_steps',
  'clock_set',
] as const;

/** Smallest share of the histories in which each fault has reached its point. */
const SHARES = {
  lost_before: often,
  lost_after: often,
  cut_answer: often,
  failed: often,
  killed_before: often,
  killed_after: often,
  killed_between_steps: often,
  clock_set: often,
  unsent_at_the_end_of_a_session: rarely,
  older_entries_read: rarely,
  conflict: rarely,
  'recorded handover-answer': rarely,
  'recorded check': rarely,
  'recorded route-result': rarely,
  'recorded finish-shift': rarely,
  'recorded unplanned-stop': rarely,
  'recorded many-acts': rarely,
  'recorded reply': rarely,
  'recorded tip': rarely,
};
type Share = keyof typeof SHARES;

const tally = createTally();
let street: Street;
let followed = 0;

beforeAll(async () => {
  street = await openStreet();
  // The conflict's other side is read by the code of the screens.
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => asReader(street, input, init));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await street.test.close();
});

/** Histories that failed, as DIABAN_HISTORY_SEED and DIABAN_HISTORY_PATH name them. */
const failed: string[] = [];

/** Says a failure at once: making a history smaller may take minutes, and many histories go on after one. */
function noteFailure(error: unknown, path: number): void {
  const { message, actual, expected } = error as Error & { actual?: unknown; expected?: unknown };
  failed.push(`seed ${SEED}, path ${path}: ${message}`);
  if (failed.length > 1 && !ARE_MANY) return;
  console.log(failed.at(-1), actual === undefined ? '' : JSON.stringify({ actual, expected }));
}

async function nextStreet(): Promise<Street> {
  followed += 1;
  // One spot for the places of a history and one for their twins.
  if (!street.places.hasRoomFor(2)) {
    await street.test.close();
    street = await openStreet();
  }
  return street;
}

it('every kind of entry that the outbox of the product knows is among the acts', () => {
  const kinds = new Set(Object.values(KIND_OF));
  kinds.delete('tip');
  expect([...kinds].toSorted()).toEqual(Object.keys(OUTBOX_KINDS).toSorted());
});

it('the end of a shift is shown to those whom it refused, also on the days after', async () => {
  const places = await street.places.make();
  const { inspector, route } = places;
  street.readers.inspector = inspector;
  await okJson(inspector.post(`/api/routes/${route.id}/finish`, { shiftId: route.shiftId }));
  street.passTime(24 * 60);
  const moment = { places, nowMilliseconds: Date.parse(street.test.clock.now()) };
  const late = entryOf({ marker: 'Việc muộn', act: 'result', at: 0 }, moment);
  expect((await inspector.post(late.path, late.body)).status).toBe(409);
  const others = await (await kindOf(late))?.meanwhile?.({ context: late.context } as Entry, words);
  expect(others).toMatchObject([{ what: words.routes.field.finished }]);
});

it('looks at one place in the same moment are recorded one after the other, and none is refused', async () => {
  const { by } = street;
  const { id } = await eliminated(by);
  const look = { effectiveOn: '2026-11-24', result: 'no_sign' };
  const looks = Array.from({ length: 12 }, (_, at) =>
    (at % 2 === 0 ? by.leader : by.officer).post(`/api/points/${id}/checks`, look),
  );
  const statuses = (await Promise.all(looks)).map(({ status }) => status);
  expect(statuses).toEqual(Array(12).fill(200));
});

it(
  `three phones converge with the server, in ${HISTORIES} histories of cuts, kills, clocks, ended sessions and releases`,
  async () => {
    const begun = performance.now();
    const met: Record<string, number> = {};
    await reached(SHARES, (seen) =>
      fc.assert(
        fc.asyncProperty(histories, async (history) => {
          if (performance.now() - begun > MINUTES * 60_000) return;
          const here = await nextStreet();
          const path = followed - 1;
          if (path > 0 && path % 50 === 0) console.log(`${path} of ${HISTORIES} histories`);
          const has = await followHistory(here, history, tally).catch((error: unknown) => {
            noteFailure(error, path);
            if (ARE_MANY) return new Set<string>();
            throw error;
          });
          for (const share of Object.keys(SHARES) as Share[]) {
            met[share] = (met[share] ?? 0) + Number(seen(share, has.has(share)));
          }
        }),
        // The path of one history, as a failure prints it, repeats it alone and makes it smaller.
        PATH === undefined
          ? { numRuns: HISTORIES, seed: SEED }
          : { numRuns: 1, seed: SEED, path: PATH },
      ),
    ).finally(() => {
      const counts = Object.fromEntries(tally.counts);
      console.log(
        `${followed} histories, seed ${SEED}: lost ${tally.of('lost')}, doubled ${tally.of('doubled')}`,
      );
      const report: Report = { followed, counts, met, minima: SHARES };
      if (REPORT !== undefined) writeFileSync(REPORT, JSON.stringify(report));
    });
    expect(failed).toEqual([]);
    expect([tally.of('lost'), tally.of('doubled')]).toEqual([0, 0]);
    const faults = FAULTS.filter((fault) => (met[fault] ?? 0) > 0);
    expect(faults.length).toBeGreaterThan(PATH === undefined ? FAULTS.length / 2 : -1);
  },
  HISTORIES * 30_000,
);
