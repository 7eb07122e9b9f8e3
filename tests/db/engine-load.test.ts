import { afterAll, beforeAll, expect, it } from 'vitest';

import { dayNumber } from '#server/contract/civil-day.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { Engine } from '#server/engine/engine.ts';
import { countMatches } from '#server/engine/match-queries.ts';
import { generateRegister } from '#server/generator/commands.ts';
import { loadEngine } from '#server/live-engine/engine-load.ts';
import { readChanges } from '#server/live-engine/read-changes.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { openAccount } from '#tests/support/accounts/people.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';

const POINTS = 600;
const clock = { now: () => '2026-11-24T03:00:00.000Z', today: () => '2026-11-24' };
const DAYS = ['2022-01-01', '2023-05-05', '2024-09-09', '2026-01-01', '2026-11-23'].map(dayNumber);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, clock);
  const request = { points: POINTS, events: 4_000, seed: 3, until: '2026-11-20' };
  await generateRegister({ database, clock }, request, () => {});
  await openAccount(database, { username: 'proposer', role: 'analyst' });
  await openAccount(database, { username: 'answerer', role: 'coordinator' });
  await asSystem(database, async (sql) => {
    // Corrected days, at once and later; merges, some of them undone; one hand-over for two communes.
    await sql`
      insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after, detail, corrects)
      select
        event.point_id, 1000 + event.cycle, event.cycle, 'corrected', event.effective_on, '2026-11-21T20:00:00Z', 'analyst',
        event.status_after,
        jsonb_build_object('event', jsonb_build_object('effectiveOn', event.effective_on - 40)), event.id
      from event where event.kind = 'eliminated' and event.point_id % 50 = 0`;
    await sql`
      insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
      select id, 2000 + step, cycle, act.kind, date '2026-11-21' + step, '2026-11-22T18:00:00Z', 'analyst', status
      from point
      cross join (values (0, 'merged'), (1, 'merge_undone')) act (step, kind)
      where id % 40 = 0 and (step = 0 or id % 80 = 0)`;
    await sql`
      update handover
      set state = 'confirmed', proposed_by = 'proposer', answered_by = 'answerer', answered_on = proposed_on
      where point_id % 30 = 0`;
    await sql`
      insert into handover (point_id, cycle, attempt, commune_id, state, proposed_by, proposed_on, answered_by, answered_on)
      select
        handover.point_id, handover.cycle, handover.attempt,
        (select commune.id from commune where commune.id <> all (
          select other.commune_id from handover other where other.point_id = handover.point_id
        ) order by commune.id limit 1),
        'confirmed', 'proposer', handover.proposed_on, 'answerer', handover.proposed_on + 9
      from handover where handover.point_id % 30 = 0`;
    await sql`
      update cycle set handed_over_on = handed_over_on + 9
      where point_id % 30 = 0 and handed_over_on is not null`;
    // Rows that were written again stand elsewhere than in the order of their numbers.
    await sql`update point set version = version + 1 where id % 3 = 0`;
  });
});
afterAll(() => database.close());

it('a load and a reading of each point by itself make the same engine', async () => {
  const { engine: loaded } = await loadEngine(database);
  const ids = Array.from({ length: POINTS }, (_, index) => index + 1);
  const read = new Engine();
  read.apply((await readChanges(database, ids)).changes);
  expect(loaded.size).toBe(POINTS);
  for (const asOf of DAYS) {
    for (const knownAt of [null, asOf]) {
      const states = (engine: Engine) => ids.map((id) => engine.stateOf(id, asOf, knownAt));
      expect(states(loaded)).toEqual(states(read));
    }
    for (const communes of [undefined, [1], [2, 3, 40, 77]]) {
      const query = { asOf, scope: 'city', communes } as const;
      expect(countMatches(loaded, query)).toEqual(countMatches(read, query));
    }
  }
});
