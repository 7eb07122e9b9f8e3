import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { dayNumber } from '#server/contract/time.ts';
import type { Database, TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { engineAsBytes, openEngineBytes } from '#server/engine/engine-bytes.ts';
import { encodeTile } from '#server/engine/encode-tile.ts';
import type { Engine } from '#server/engine/engine.ts';
import { countMatches } from '#server/engine/match-queries.ts';
import { queryTile } from '#server/engine/tile-query.ts';
import { installReferenceData } from '#server/features/communes/install-reference-data.ts';
import { deriveCommunesOfPoints } from '#server/features/communes/queries.ts';
import { generateRegister } from '#server/features/generator/commands.ts';
import { forgetOldChanges, logEverythingChanged } from '#server/features/tiles/change-queries.ts';
import { createPointEngine } from '#server/features/tiles/create-point-engine.ts';
import { COPY_FILE, createEngineCopies } from '#server/features/tiles/engine-copies.ts';
import { loadEngine } from '#server/features/tiles/engine-load.ts';
import { openAccount } from '#tests/support/people.ts';
import { openTestDatabase } from '#tests/support/test-database.ts';

const POINTS = 400;
const clock = { now: () => '2026-11-24T03:00:00.000Z', today: () => '2026-11-24' };
const DAYS = ['2022-01-01', '2024-09-09', '2026-01-01', '2026-11-23', '2026-11-25'].map(dayNumber);

let database: Database;
let folder: string;
/** Why a copy was not used, as the log says it. */
let reasons: string[];

function copies(of = database) {
  const log = pino(
    { level: 'info' },
    {
      write: (line: string) => {
        const { reason, err } = JSON.parse(line) as { reason?: string; err?: unknown };
        if (err !== undefined) throw new Error(line);
        if (reason !== undefined) reasons.push(reason);
      },
    },
  );
  return createEngineCopies({ database: of, folder, log, leastPoints: 1 });
}

/** What can be seen of every point on some days, as known then and now, and the tiles over all. */
function answers(engine: Engine) {
  const ids = Array.from({ length: POINTS + 40 }, (_, index) => index + 1);
  return DAYS.flatMap((asOf) =>
    [undefined, asOf, asOf - 30].map((knownAt) => {
      const query = { asOf, knownAt, scope: 'city' } as const;
      return {
        states: ids.map((id) => engine.stateOf(id, asOf, knownAt ?? null)),
        since: ids.map((id) => engine.statusSince(id, asOf, knownAt ?? null)),
        tiles: [
          [0, 0, 0],
          [9, 406, 225],
        ].map(([z = 0, x = 0, y = 0]) => encodeTile(queryTile(engine, { z, x, y }, query, 0))),
        communes: [1, 2, 3, 50, 77].map((id) => countMatches(engine, { ...query, communes: [id] })),
      };
    }),
  );
}

async function keep(): Promise<void> {
  await copies().keep(() => loadEngine(database));
}

async function expectSameAsLoaded(): Promise<void> {
  const restored = await copies().restore(7);
  expect(reasons).toEqual([]);
  if (restored === null) throw new Error('there was no copy');
  expect(answers(restored.engine)).toEqual(answers((await loadEngine(database)).engine));
}

async function expectRefused(reason: RegExp): Promise<void> {
  expect(await copies().restore(7)).toBeNull();
  expect(reasons).toEqual([expect.stringMatching(reason)]);
}

const change = (work: (sql: TransactionSql) => Promise<unknown>) =>
  asSystem(database, async (sql) => {
    await work(sql);
  });

beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, clock);
  const request = { points: POINTS, events: 2_000, seed: 5, until: '2026-11-20' };
  await generateRegister({ database, clock }, request, () => {});
  await openAccount(database, { username: 'proposer', role: 'analyst' });
  await openAccount(database, { username: 'answerer', role: 'coordinator' });
});
afterAll(() => database.close());
beforeEach(async () => {
  reasons = [];
  folder = await mkdtemp(join(tmpdir(), 'diaban-copy-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a start from a copy sees what changed since', () => {
  it.each<[string, (sql: TransactionSql) => Promise<unknown>]>([
    ['nothing', async () => {}],
    [
      'events',
      (sql) => sql`
        insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
        select id, 3000, cycle, 'delisted', '2026-11-22', '2026-11-23T02:00:00Z', 'analyst', 'delisted'
        from point where id % 9 = 0`,
    ],
    [
      'corrected days',
      (sql) => sql`
        insert into event (
          point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after, detail, corrects
        )
        select
          event.point_id, 4000 + event.seq, event.cycle, 'corrected', event.effective_on,
          '2026-11-21T20:00:00Z', 'analyst', event.status_after,
          jsonb_build_object('event', jsonb_build_object('effectiveOn', event.effective_on - 40)), event.id
        from event where event.kind = 'eliminated' and event.point_id % 11 = 0`,
    ],
    [
      'merges and one that was undone',
      (sql) => sql`
        insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
        select id, 5000 + step, cycle, act.kind, date '2026-11-21' + step, '2026-11-22T18:00:00Z', 'analyst', status
        from point cross join (values (0, 'merged'), (1, 'merge_undone')) act (step, kind)
        where id % 40 = 0 and (step = 0 or id % 80 = 0)`,
    ],
    [
      'flags that are derived without an event',
      async (sql) => {
        await sql`delete from point_flag where point_id % 7 = 0`;
        await sql`update point_flag set to_on = from_on + 3 where point_id % 7 = 1`;
        await sql`
          insert into point_flag (point_id, flag, from_on, to_on, recorded_at)
          select id, 'suspected', '2026-11-01', null, '2026-11-02T00:00:00Z' from point where id % 7 = 2
          on conflict do nothing`;
      },
    ],
    [
      'positions, kinds and categories that were corrected',
      (sql) => sql`
        update point
        set
          geom = st_translate(geom, 0.003, 0.002), anchor = st_translate(anchor, 0.003, 0.002),
          category = (select code from category where kind = point.kind order by code desc limit 1)
        where id % 13 = 0`,
    ],
    [
      'communes',
      async (sql) => {
        await sql`delete from point_commune where point_id % 17 = 0`;
        await sql`update point_commune set commune_id = 1 + (commune_id % 120) where point_id % 17 = 1`;
        await sql`
          insert into point_commune (point_id, commune_id, lead)
          select id, 77, false from point where id % 17 = 2 on conflict do nothing`;
      },
    ],
    ['communes derived anew', (sql) => deriveCommunesOfPoints(sql, 'all')],
    [
      'hand-overs and cycles',
      async (sql) => {
        await sql`
          update handover
          set state = 'confirmed', proposed_by = 'proposer', answered_by = 'answerer', answered_on = proposed_on
          where point_id % 3 = 0 and state = 'recorded'`;
        await sql`
          insert into handover (
            point_id, cycle, attempt, commune_id, state, proposed_by, proposed_on, answered_by, answered_on
          )
          select
            handover.point_id, handover.cycle, handover.attempt,
            (
              select min(commune.id) from commune where commune.id <> all (
                select other.commune_id from handover other where other.point_id = handover.point_id
              )
            ),
            'confirmed', 'proposer', handover.proposed_on, 'answerer', handover.proposed_on + 9
          from handover where handover.point_id % 3 = 0 and handover.state = 'confirmed'
          on conflict do nothing`;
        await sql`
          update cycle set handed_over_on = handed_over_on + 9
          where point_id % 3 = 0 and handed_over_on is not null`;
      },
    ],
    [
      'new places',
      async (sql) => {
        await sql`
          insert into point (
            official_name, kind, category, geom, anchor, status, status_since, cycle, commune_uncertain, created_at
          )
          select 'Điểm mới', kind, category, geom, anchor, 'proposed', '2026-11-20', 0, false, now()
          from point where id <= 20`;
        await sql`
          insert into event (point_id, seq, cycle, kind, effective_on, recorded_at, actor_role, status_after)
          select id, 1, 0, 'proposed', '2026-11-20', '2026-11-21T00:00:00Z', 'officer', 'proposed'
          from point where id > ${POINTS}`;
      },
    ],
    [
      'places that were deleted',
      async (sql) => {
        await sql`alter table event disable trigger event_is_immutable`;
        for (const table of ['event', 'point_commune', 'point_alias']) {
          await sql`delete from ${sql(table)} where point_id > ${POINTS + 10}`;
        }
        await sql`delete from point where id > ${POINTS + 10}`;
        await sql`alter table event enable trigger event_is_immutable`;
      },
    ],
  ])('%s', async (_, work) => {
    await keep();
    await change(work);
    await expectSameAsLoaded();
  });

  it('in several transactions, one of which is taken back', async () => {
    await keep();
    for (const id of [1, 2, 3]) {
      await change(
        (sql) => sql`update point set anchor = st_translate(anchor, 0.01, 0) where id = ${id}`,
      );
    }
    await expect(
      change(async (sql) => {
        await sql`update point set anchor = st_translate(anchor, 0.01, 0) where id = 4`;
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');
    await expectSameAsLoaded();
    expect((await copies().restore(1))?.changes).toBe(3);
  });

  it.runIf(inject('databaseTemplate').kind === 'server')(
    'in a transaction that began before the copy and was committed after it',
    async () => {
      let written = () => {};
      let commit = () => {};
      const hasWritten = new Promise<void>((resolve) => (written = resolve));
      const mayCommit = new Promise<void>((resolve) => (commit = resolve));
      const slow = change(async (sql) => {
        await sql`update point set anchor = st_translate(anchor, 0.02, 0) where id % 5 = 0`;
        written();
        await mayCommit;
      });
      await hasWritten;
      // Later numbers of transactions and events are given, and committed, before that one.
      await change(
        (sql) => sql`update point set anchor = st_translate(anchor, 0, 0.01) where id = 6`,
      );
      await keep();
      await change(
        (sql) => sql`update point set anchor = st_translate(anchor, 0, 0.01) where id = 7`,
      );
      commit();
      await slow;
      await expectSameAsLoaded();
      expect((await copies().restore(1))?.changes).toBe(POINTS / 5 + 3);
    },
  );
});

describe('a copy that is not beyond doubt', () => {
  it('is none: there is no file', async () => {
    expect(await copies().restore(1)).toBeNull();
    expect(reasons).toEqual([]);
  });

  it('is not used when the file is damaged, cut off or empty', async () => {
    await keep();
    const file = join(folder, COPY_FILE);
    const whole = await readFile(file);
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 4;
    for (const bytes of [flipped, whole.subarray(0, whole.length >> 1), Buffer.alloc(0)]) {
      reasons = [];
      await writeFile(file, bytes);
      await expectRefused(/damaged|cut off/);
    }
  });

  it('is not used when everything may have changed', async () => {
    await keep();
    await change(logEverythingChanged);
    await expectRefused(/too much/);
  });

  it('is not used when the numbers of categories changed', async () => {
    await keep();
    await change((sql) => sql`update category set name = name || ' '`);
    await expectSameAsLoaded();
    await change((sql) => sql`update category set number = number + 100`);
    await change((sql) => sql`update category set number = number - 100`);
    await expectRefused(/too much/);
  });

  it('is not used by a database that holds its rows, but not its history', async () => {
    await keep();
    // As a dump brings them: the same rows, written by another transaction.
    await change(async (sql) => {
      const rows = await sql`select id, transaction::text, written_at from engine_copy`;
      await sql`delete from engine_copy`;
      for (const row of rows) {
        await sql`
          insert into engine_copy (id, transaction, written_at)
          values (${row['id']}, ${row['transaction']}::text::xid8, ${row['writtenAt']})`;
      }
    });
    await expectRefused(/does not know it/);
  });

  it('is not used by a database that was set back to before it, nor when it is a month old', async () => {
    await keep();
    await change((sql) => sql`update engine_copy set written_at = now() - interval '31 days'`);
    await expectRefused(/does not know it/);
    await change(forgetOldChanges);
    expect(await database.sql`select from engine_copy`).toHaveLength(0);
    reasons = [];
    await expectRefused(/does not know it/);
  });

  it('is not used after a migration, nor by a program that reads points otherwise', async () => {
    await keep();
    await change(
      (sql) => sql`insert into schema_migration (number, name, checksum) values (9999, 'x', 'y')`,
    );
    await expectRefused(/state of the tables/);
    await change((sql) => sql`delete from schema_migration where number = 9999`);
    const file = join(folder, COPY_FILE);
    const opened = openEngineBytes(await readFile(file));
    const label = { ...JSON.parse(opened.label), program: 'one before' };
    const bytes = engineAsBytes(opened.restore(), JSON.stringify(label));
    await writeFile(file, Buffer.concat([...bytes]));
    reasons = [];
    await expectRefused(/another program/);
  });

  it('is not used when points came or went past the log', async () => {
    await keep();
    await change(async (sql) => {
      await sql`alter table point disable trigger user`;
      await sql`
        insert into point (
          official_name, kind, category, geom, anchor, status, status_since, cycle, commune_uncertain, created_at
        )
        select 'Điểm lạ', kind, category, geom, anchor, 'proposed', '2026-11-20', 0, false, now()
        from point where id = 1`;
      await sql`alter table point enable trigger user`;
    });
    await expectRefused(/numbers of points/);
  });
});

describe('keeping a copy', () => {
  const engineOf = (given: ReturnType<typeof copies>) =>
    createPointEngine({ database, clock, run: 'test', copies: given });

  it('is done after a load, in a file that only its owner reads', async () => {
    const kept = copies();
    await engineOf(kept).reload();
    await expect.poll(() => readdir(folder)).toEqual([COPY_FILE]);
    expect((await stat(join(folder, COPY_FILE))).mode & 0o777).toBe(0o600);
    const started = engineOf(copies());
    await started.load();
    expect(reasons).toEqual([]);
    const everything = { role: 'analyst', reach: 'city', accountId: '', communeIds: [] } as const;
    const reloaded = engineOf(copies());
    await reloaded.reload();
    expect(started.count(everything, {})).toEqual(reloaded.count(everything, {}));
  });

  it('is not worth it for few points', async () => {
    const log = pino({ level: 'silent' });
    await engineOf(createEngineCopies({ database, folder, log })).reload();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves the old one where a writing ends half-way', async () => {
    await keep();
    const before = await readFile(join(folder, COPY_FILE));
    const log = pino({ level: 'silent' });
    const failing = createEngineCopies({ database, folder, log, leastPoints: 1 });
    await failing.keep(async () => {
      const loaded = await loadEngine(database);
      const torn = Object.create(loaded.engine, {
        leaves: { value: [...loaded.engine.leaves, null] },
        leafPoints: { value: 8192 },
      });
      return { ...loaded, engine: torn };
    });
    expect(await readdir(folder)).toEqual([COPY_FILE]);
    expect((await readFile(join(folder, COPY_FILE))).equals(before)).toBe(true);
  });
});

describe('an engine that follows the log', () => {
  it('takes over what anybody changed, whatever it was, once', async () => {
    const heard: (readonly number[] | 'all')[] = [];
    const engine = createPointEngine({ database, clock, run: 'test' });
    await engine.load();
    engine.subscribe((changed) => heard.push(changed));
    await engine.catchUp();
    expect(heard).toEqual([]);
    await change((sql) => sql`update point set version = version + 1 where id in (8, 9)`);
    await engine.catchUp();
    await engine.catchUp();
    expect(heard).toEqual([[8, 9]]);
    await change(logEverythingChanged);
    await engine.catchUp();
    expect(heard).toEqual([[8, 9], 'all']);
  });

  it('gives no version of a tile twice, also after everything was read anew', async () => {
    const engine = createPointEngine({ database, clock, run: 'test' });
    const actor = { role: 'analyst', reach: 'city', accountId: '', communeIds: [] } as const;
    const tile = { z: 0, x: 0, y: 0 };
    const seen = new Set<string>();
    await engine.load();
    for (let round = 1; round <= 4; round += 1) {
      seen.add(engine.tileEtag(actor, tile, {}));
      await (round % 2 === 0 ? engine.reload() : engine.refresh([1]));
    }
    expect(seen.size).toBe(4);
  });
});
