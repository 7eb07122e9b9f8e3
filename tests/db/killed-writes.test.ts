import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, inject, it } from 'vitest';

import { type Database, openDatabase } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import type { InspectionObjectDetail } from '#server/contract/inspection-object.ts';
import { objects } from '#tests/support/routes/prepared-businesses.ts';
import { startScript } from '#tests/support/processes/child-process.ts';
import {
  administer,
  copyDataFolder,
  databaseUrl,
} from '#tests/support/database/database-template.ts';
import {
  KilledWriter,
  lifeOfPoints,
  type Line,
  newTally,
  resultsOnRoute,
  tipsTakenIn,
  visitsOf,
} from '#tests/support/faults/killed-writes.ts';
import { addManyPoints } from '#tests/support/database/many-points.ts';
import { IN_HOAN_KIEM, people } from '#tests/support/points/register-acts.ts';
import {
  addTeam,
  arrange,
  draftRoute,
  edited,
  okJson,
  publish,
} from '#tests/support/routes/route-acts.ts';
import { top } from '#tests/support/routes/prepared-routes.ts';
import { proveSessionsHere } from '#tests/support/accounts/test-accounts.ts';
import { createTestApp } from '#tests/support/test-app.ts';

const template = inject('databaseTemplate');
/** Number of kills. More than a handful take minutes: `npm run outages` makes a hundred. */
const KILLS = Number(process.env['DIABAN_KILLS'] ?? (template.kind === 'embedded' ? 3 : 5));
const SEED = Number(process.env['DIABAN_KILL_SEED'] ?? randomInt(2 ** 31));
/** A server is killed after at most this many answers, and at most this many milliseconds after the last of them. */
const MOST_ANSWERS = 14;
const LONGEST_MILLISECONDS = 60;

type Place = {
  folder: string;
  url: string | null;
  open(): Promise<Database>;
  remove(): Promise<void>;
};

/** Makes a migrated database that outlives the processes on it. */
async function makePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'diaban-killed-writes-'));
  const name = `diaban_test_${randomUUID().replaceAll('-', '')}`;
  const url = template.kind === 'server' ? databaseUrl(template.url, name) : null;
  if (template.kind === 'embedded') copyDataFolder(template.folder, folder);
  else await administer(template.url, `create database ${name} template ${template.template}`);
  return {
    folder,
    url,
    open: () => openDatabase({ databaseUrl: url, dataDirectory: folder, maxConnections: 4 }),
    async remove() {
      if (template.kind === 'server') {
        await administer(template.url, `drop database if exists ${name} with (force)`);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Fills the database, and gives the people's cookies and the work that they will do at the same time. */
async function prepare(place: Place): Promise<{ cookies: Record<string, string>; lines: Line[] }> {
  const test = await createTestApp({ database: await place.open() });
  const by = { ...(await people(test)), inspector: await test.as('inspector') };
  await addManyPoints(test.database, 40);
  const team = await addTeam(by.planner, 'Tổ Một', [by.inspector]);
  const business: InspectionObjectDetail = await okJson(
    by.planner.post('/api/inspection-objects', {
      name: 'Karaoke Bến Nước',
      category: 'KAR',
      address: 'Phố Thử',
      position: IN_HOAN_KIEM,
    }),
  );
  const draft = await draftRoute(by.planner, [team], { onDate: '2026-11-24' });
  const added = await edited(by.planner, draft, objects(business.id), top(30));
  const shiftId = added.shifts[0]?.id ?? 0;
  const arranged = await arrange(by.planner, added, [added.stops.map(({ id }) => id)]);
  const { id } = await publish(by.planner, arranged, { randomShareReason: 'Chỉ thử nghiệm' });
  const cookies = Object.entries(by).map(([who, { cookie }]) => [who, cookie ?? ''] as const);
  await proveSessionsHere(test.database);
  await test.close();
  const lives = [1, 2, 3, 4].map((number) => lifeOfPoints(number));
  return {
    cookies: Object.fromEntries(cookies),
    lines: [
      ...lives,
      resultsOnRoute({ id, shiftId }, added.stops),
      visitsOf(business.id),
      tipsTakenIn(),
    ],
  };
}

/** Lists the traces of the writes that the register holds. */
async function tracesIn(database: Database): Promise<string[]> {
  const rows = await asSystem(
    database,
    (sql) => sql<{ trace: string }[]>`
      select event.kind || ' ' || point.official_name as trace
      from event
      join point on point.id = event.point_id
      where point.official_name like 'Quán bị ngắt %'
      union all
      select case when stop.unplanned_key is null then 'result ' || stop.id else 'unplanned ' || stop.label end
      from stop_result
      join stop on stop.id = stop_result.stop_id
      union all
      select 'visited ' || note from inspection where note like 'Lần kiểm tra %'
      union all
      select 'told ' || place_name from tip where place_name like 'Chỗ được báo %'`,
  );
  return rows.map(({ trace }) => trace).toSorted();
}

it(
  `writes everything once and knows what became of it when the server is killed ${KILLS} times (DIABAN_KILL_SEED=${SEED})`,
  async () => {
    const place = await makePlace();
    const tally = newTally();
    const { cookies, lines } = await prepare(place);
    const writers = lines.map((line) => new KilledWriter(line, cookies, tally));
    const random = xoroshiro128plus(SEED);
    const start = () => startScript('serve-until-killed', place.folder, place.url ?? '');
    let next = start();
    let working: Promise<unknown> = Promise.resolve();
    for (let kill = 1; kill <= KILLS + 1; kill += 1) {
      const server = next;
      server.say('go');
      const address = `http://127.0.0.1:${await server.nextLine()}`;
      const last = kill > KILLS;
      // Loads while this server is still running.
      if (!last) next = start();
      let alive = !last;
      let awaited = uniformInt(random, 1, MOST_ANSWERS);
      const enough = new Promise<void>((reached) => {
        const count = () => {
          awaited -= 1;
          if (awaited === 0) reached();
        };
        working = Promise.all(writers.map((writer) => writer.work(address, () => alive, count)));
      });
      if (last) await working;
      else {
        await enough;
        await wait(uniformInt(random, 0, LONGEST_MILLISECONDS));
        alive = false;
      }
      await server.killNine();
      await working;
      if (kill % 10 === 0) console.log(`${kill} kills, ${tally.sent} writes sent`);
    }
    console.log(
      `${KILLS} kills: ${tally.sent} writes sent, ${tally.acknowledged} acknowledged at once, ` +
        `${tally.replayed} replayed, ${tally.done} done when they were sent again: ` +
        [...tally.again].map(([kind, count]) => `${kind} ${count}`).join(', '),
    );
    expect(tally.refused).toEqual([]);
    expect(tally.acknowledged + tally.replayed + tally.done).toBe(tally.sent);
    const database = await place.open();
    expect(await tracesIn(database)).toEqual(tally.traces.toSorted());
    expect(await asSystem(database, (sql) => verifyAudit(sql, null))).toMatchObject({ ok: true });
    await database.close();
    await place.remove();
    expect(tally.replayed + tally.done).toBeGreaterThan(0);
  },
  120_000 + KILLS * 30_000,
);
