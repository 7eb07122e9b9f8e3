import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { readClosureBlocks, readPlaceBlocks } from '#server/closed-places/queries.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asActor, asSystem } from '#server/db/transaction.ts';
import { deriveCommunesOfPoints } from '#server/features/communes/queries.ts';
import { listHandovers } from '#server/features/handovers/queries.ts';
import { listOrphanedPoints } from '#server/features/handovers/successor-queries.ts';
import {
  listHandoverParts,
  listOpenSuspicionRaisers,
  lockPoint,
  readFlagFacts,
} from '#server/features/life-cycle/queries.ts';
import {
  listCycles,
  listEvents,
  listOrderedEvents,
} from '#server/features/points/history-queries.ts';
import { findPlace } from '#server/features/points/place-queries.ts';
import { canSeePoint, listShapeRows, listSummaries } from '#server/features/points/queries.ts';
import { listRecurring } from '#server/features/overview/queries.ts';
import { listCandidatePlaces } from '#server/features/routes/candidate-queries.ts';
import { findPoints } from '#server/features/search/queries.ts';
import { listSignals } from '#server/features/signals/list-queries.ts';
import { findSignal } from '#server/features/signals/queries.ts';
import { countConfirmed, countUnverified } from '#server/features/signals/sensitivity-queries.ts';
import { listChanges } from '#server/features/visits/queries.ts';
import {
  BULK_TABLES,
  readCommuneBlock,
  readEventBlock,
  readFlagBlock,
  readPlaceBlock,
} from '#server/live-engine/bulk-queries.ts';
import { readFlags, readMoves, readPlaces } from '#server/live-engine/queries.ts';
import { readDays } from '#server/live-engine/sort-queries.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';
import { type Scan, scansOfWork, type Work } from '#tests/support/database/scans.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const POINTS = inject('databaseTemplate').kind === 'server' ? 50_000 : 6_000;
const TODAY = '2026-11-24';
/** On the smaller ground of the embedded database these are so few pages that an index would be the longer way. */
const SMALL = inject('databaseTemplate').kind === 'server' ? [] : ['signal'];
/** Tables that grow with the register; reading one of them whole for one point would show at once. */
const GROWING = [
  'point',
  'point_alias',
  'point_commune',
  'point_flag',
  'cycle',
  'event',
  'handover',
  'signal',
  'check_record',
];

let testApp: TestApp;
let analyst: Actor;
let leader: Actor;
/** One that the leader sees, and some of all over the city. */
let own: number;
let many: number[];
beforeAll(async () => {
  testApp = await createTestApp({ points: POINTS });
  const accounts = [(await testApp.as('analyst')).account, (await testApp.as('leader')).account];
  const [first, second] = accounts;
  if (!first || !second) throw new Error('nobody is there');
  analyst = first;
  leader = second;
  const rows = await testApp.database.sql<{ pointId: number }[]>`
    select point_id from point_commune where commune_id = ${leader.communeIds[0] ?? 0} limit 1`;
  own = rows[0]?.pointId ?? 0;
  const spread = Array.from({ length: 99 }, (_, index) => 1 + index * Math.floor(POINTS / 100));
  many = [own, ...spread.filter((id) => id !== own)];
}, 300_000);
afterAll(() => testApp.close());

/** Lists the tables that some work read whole and those it read by an index, functions and policies included. */
async function scansOf(actor: Actor, work: Work): Promise<{ scans: Scan[]; milliseconds: number }> {
  return await asActor(testApp.database, actor, (sql) => scansWithin(sql, work));
}

function scansWithin(sql: TransactionSql, work: Work) {
  return scansOfWork(sql, testApp.database, work);
}

describe(`with ${POINTS} points`, () => {
  it.each<[string, Work, string[]]>([
    [
      'the summaries of a page',
      (sql) => listSummaries(sql, many, TODAY),
      ['point', 'point_flag', 'point_commune'],
    ],
    ['the shapes of a page', (sql) => listShapeRows(sql, many, TODAY), ['point']],
    [
      'the hits of a search',
      (sql) => findPoints(sql, { ids: many.slice(0, 12), codes: ['DP-00025'] }, TODAY),
      ['point', 'point_flag', 'point_alias'],
    ],
    [
      'the places of the candidates that are shown',
      (sql) => listCandidatePlaces(sql, many),
      ['point', 'point_commune'],
    ],
    ['the latest recurrences of the city', (sql) => listRecurring(sql, 20), ['point']],
    ['one place', (sql) => findPlace(sql, own), ['point', 'point_alias']],
    ['the lock of one point', (sql) => lockPoint(sql, own), ['point', 'event', 'cycle']],
    [
      'the events of one point',
      (sql) => listEvents(sql, own, { accountId: 'a', role: 'analyst' }),
      ['event'],
    ],
    ['the events of one point in order', (sql) => listOrderedEvents(sql, own), ['event']],
    ['the cycles of one point', (sql) => listCycles(sql, own), ['cycle']],
    ['the hand-overs of one point', (sql) => listHandovers(sql, own), ['handover']],
    ['the parts of a hand-over', (sql) => listHandoverParts(sql, own, TODAY), ['handover']],
    [
      'what communes that are no more were handed over',
      (sql) => listOrphanedPoints(sql, null, TODAY),
      ['handover'],
    ],
    ['who raised open suspicions', (sql) => listOpenSuspicionRaisers(sql, own), ['signal']],
    [
      'what the flags of one point follow from',
      (sql) => readFlagFacts(sql, own),
      ['cycle', 'check_record', 'signal'],
    ],
    ['one signal', (sql) => findSignal(sql, 5), ['signal']],
    ['whether one point is within reach', (sql) => canSeePoint(sql, own), ['point']],
    [
      'what the engine reads of changed points: places',
      (sql) => readPlaces(sql, { ids: many }),
      ['point', 'point_commune'],
    ],
    [
      'what the engine reads of changed points: moves',
      (sql) => readMoves(sql, { ids: many }),
      ['event'],
    ],
    [
      'what the engine reads of changed points: flags',
      (sql) => readFlags(sql, { ids: many }),
      ['point_flag'],
    ],
  ])('%s is read by an index, for the city and for a commune', async (_, work, tables) => {
    for (const actor of [analyst, leader]) {
      const { scans } = await scansOf(actor, work);
      const whole = scans.filter((scan) => scan.whole > 0).map((scan) => scan.table);
      expect(whole.filter((table) => GROWING.includes(table))).toEqual([]);
      const byIndex = scans.filter((scan) => scan.byIndex > 0).map((scan) => scan.table);
      expect(byIndex).toEqual(expect.arrayContaining(tables));
    }
  });

  it('what the memory of closed places reads of changed ones is read by indexes', async () => {
    const { scans } = await asSystem(testApp.database, (sql) =>
      scansWithin(sql, async (own) => {
        await readPlaceBlocks(own, TODAY, { ids: many });
        await readClosureBlocks(own, { ids: many });
      }),
    );
    const whole = scans.filter((scan) => scan.whole > 0).map((scan) => scan.table);
    expect(whole.filter((table) => ['point', 'point_flag', 'event'].includes(table))).toEqual([]);
  });

  it('a load reads of its tables the blocks that it asks for, and nothing beside them', async () => {
    const all = { from: 0, to: 100_000 };
    for (const read of [readCommuneBlock, readPlaceBlock, readEventBlock, readFlagBlock]) {
      // A range of blocks counts neither as a table read whole nor as one read by an index.
      const { scans } = await scansOf(analyst, (sql) => read(sql, all));
      expect(scans.filter(({ table }) => BULK_TABLES.some((name) => name === table))).toEqual([]);
    }
  });

  it('the days of the last events are read without the events', async () => {
    for (const ids of ['all', many] as const) {
      const { scans } = await asSystem(testApp.database, (sql) =>
        scansWithin(sql, async (own) => {
          expect(await readDays(own, 'last_event', TODAY, ids)).not.toBeNull();
        }),
      );
      // The joined events are looked up for the points with later ones, of which there is none.
      expect(scans.map(({ table }) => table)).toContain('point_last_event');
      expect(scans.find(({ table }) => table === 'event')?.whole ?? 0).toBe(0);
    }
  });

  it('the communes of one point and of a thousand are derived without reading the register whole', async () => {
    for (const [count, most] of [
      [1, 2_000],
      [1_000, 10_000],
    ] as const) {
      const ids = Array.from({ length: count }, (_, index) => 1 + index);
      const { scans, milliseconds } = await scansOf(analyst, (sql) =>
        deriveCommunesOfPoints(sql, ids),
      );
      const whole = scans.filter((scan) => scan.whole > 0).map((scan) => scan.table);
      // Of a thousand points at once the planner may rightly read a table of a few thousand rows whole.
      const touched = count === 1 ? whole.filter((table) => GROWING.includes(table)) : [];
      expect(touched).toEqual([]);
      console.log(`communes of ${count} points: ${Math.round(milliseconds)} ms`);
      expect(milliseconds).toBeLessThan(most);
    }
  });

  it('the open signals are listed in bounded time for the city and for a commune', async () => {
    for (const actor of [analyst, leader]) {
      const page = {
        pointId: null,
        state: null,
        order: 'newest' as const,
        after: null,
        limit: 100,
      };
      const { milliseconds } = await scansOf(actor, async (sql) => {
        const parameters = await readMatchingParameters(sql, TODAY);
        return listSignals(sql, { ofTips: true, readerId: actor.accountId, parameters }, page);
      });
      console.log(`a page of signals as ${actor.role}: ${Math.round(milliseconds)} ms`);
      expect(milliseconds).toBeLessThan(1_500);
    }
  });

  it('a figure by other measures looks around each open signal by the index, whoever asks', async () => {
    const scope = { pointId: null, communeCode: null, from: null, to: null, today: TODAY };
    await asSystem(testApp.database, async (sql) => {
      await sql`
        insert into signal (origin, state, occurred_on, recorded_at, position, raised_by)
        select
          'reported', 'unmatched', '2026-11-01', now(), point.anchor,
          (select id from app_user order by id limit 1)
        from point
        where point.id % (${POINTS}::integer / 40) = 1`;
    });
    await testApp.database.sql`vacuum analyze signal, point, cycle`;
    for (const actor of [analyst, leader]) {
      const { scans, milliseconds } = await scansOf(actor, async (sql) => {
        const parameters = await readMatchingParameters(sql, TODAY);
        await countUnverified(sql, { ...scope, standing: true }, parameters);
      });
      const whole = scans.filter((scan) => scan.whole > 0).map((scan) => scan.table);
      expect(whole.filter((table) => table === 'point' || table === 'cycle')).toEqual([]);
      const standing = await scansOf(actor, async (sql) => {
        const parameters = await readMatchingParameters(sql, TODAY);
        await countConfirmed(sql, { ...scope, standing: true }, parameters);
      });
      const read = standing.scans.filter((scan) => scan.whole > 0).map((scan) => scan.table);
      expect(read.filter((table) => table === 'point' || table === 'cycle')).toEqual([]);
      const [one, other] = [milliseconds, standing.milliseconds].map(Math.round);
      console.log(`by other measures for ${actor.role}: ${one} ms, ${other} ms`);
    }
  });

  it('what changed since a visit is counted by indexes, however much there is from before', async () => {
    await asSystem(testApp.database, async (sql) => {
      await sql`
        insert into point_flag (point_id, flag, from_on, to_on, recorded_at)
        select
          id, case when id % 1000 = 70 then 'handover_refused' else 'check_overdue' end,
          case when id % 1000 = 0 then date '2026-11-23' else '2026-02-09' end, null, now()
        from point
        where id % 5 = 0`;
      await sql`
        insert into event (
          point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after
        )
        select id, 4, 1, 'handover_refused', '2026-11-23', '2026-11-23', 'leader', status
        from point
        where id % 1000 = 70`;
    });
    await testApp.database.sql`vacuum analyze point_flag, event`;
    const counted: Record<string, number>[] = [];
    for (const actor of [analyst, leader]) {
      const { scans, milliseconds } = await scansOf(actor, async (sql) => {
        const found = await listChanges(sql, '2026-11-22T00:00:00.000Z', TODAY, 500);
        counted.push(Object.fromEntries(found.map(({ kind, count }) => [kind, count])));
      });
      const whole = scans.filter((scan) => scan.whole > 0).map((scan) => scan.table);
      const growing = GROWING.filter((table) => !SMALL.includes(table));
      expect(whole.filter((table) => growing.includes(table))).toEqual([]);
      console.log(`what changed for ${actor.role}: ${milliseconds.toFixed(1)} ms`);
    }
    const changed = Math.floor(POINTS / 1_000);
    expect(counted[0]).toMatchObject({ overdue: changed, refused: changed, recurred: 0 });
  });
});
