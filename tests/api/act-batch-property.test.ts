import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { MANY_ACTS, type ManyAct } from '#server/contract/many-acts.ts';
import type { PointDetail } from '#server/contract/point.ts';
import {
  batchOf,
  rowsOf,
  send,
  undoingOf,
  writesOf,
  type KeptWrite,
} from '#tests/support/points/batch-acts.ts';
import {
  eliminated,
  handedOver,
  handoverAsked,
  people,
  proposed,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const RUNS = inject('databaseTemplate').kind === 'server' ? 24 : 8;

let test: TestApp;
let by: People;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
});
afterAll(() => test.close());

type Stage = { who: () => TestClient; ready: readonly (() => Promise<PointDetail>)[] };
/** Role that records each act on many points, and the states in which a point is ready for it. */
const STAGES: Readonly<Record<ManyAct, Stage>> = {
  recognise: { who: () => by.coordinator, ready: [() => proposed(by)] },
  decline: { who: () => by.coordinator, ready: [() => proposed(by)] },
  propose_handover: { who: () => by.analyst, ready: [() => eliminated(by)] },
  check: {
    who: () => by.officer,
    ready: [() => eliminated(by), () => handoverAsked(by), () => handedOver(by)],
  },
};

/** Sends writes until the page closes, and all of them again when it is opened: what was sent is answered from its key. */
async function sendKilled(client: TestClient, writes: readonly KeptWrite[], sentBefore: number) {
  for (const write of writes.slice(0, sentBefore)) await send(client, write);
  for (const write of writes) {
    const response = await send(client, write);
    expect([write.path, response.status]).toEqual([write.path, 200]);
  }
}

it(`a batch that is recorded and undone leaves every point as it was, in ${RUNS} batches that are cut off`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...MANY_ACTS),
      fc.array(fc.nat(2), { minLength: 2, maxLength: 4 }),
      fc.nat(4),
      fc.nat(4),
      async (act, states, recordedBefore, undoneBefore) => {
        const { who, ready } = STAGES[act];
        const points: PointDetail[] = [];
        for (const state of states) {
          const make = ready[state % ready.length];
          if (make !== undefined) points.push(await make());
        }
        const ids = points.map(({ id }) => id);
        const before = await rowsOf(test.database, ids);

        const { batchId, writes } = writesOf(act, points, '2026-11-20');
        await sendKilled(who(), writes, recordedBefore);
        const batch = await batchOf(who(), batchId);
        expect(batch.items.map(({ pointId }) => pointId)).toEqual(ids);
        expect(await rowsOf(test.database, ids)).not.toEqual(before);

        const undoings = batch.items.map((item) => undoingOf(item));
        await sendKilled(who(), undoings, undoneBefore);
        expect(await rowsOf(test.database, ids)).toEqual(before);

        // A second press finds nothing to undo, and what it sent all the same would be refused.
        const again = await batchOf(who(), batchId);
        expect(again.items.every(({ undone, why }) => undone && why !== null)).toBe(true);
        for (const item of batch.items) {
          expect((await send(who(), undoingOf(item))).status).toBe(409);
        }
        expect(await rowsOf(test.database, ids)).toEqual(before);
      },
    ),
    { numRuns: RUNS, seed: 20_261_127, endOnFailure: true },
  );
}, 300_000);
