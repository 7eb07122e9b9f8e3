import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { engineAsBytes, openEngineBytes } from '#server/engine/engine-bytes.ts';
import { forgetOldChanges, logEverythingChanged } from '#server/live-engine/change-queries.ts';
import { createPointEngine } from '#server/live-engine/create-point-engine.ts';
import { COPY_FILE, createEngineCopies } from '#server/live-engine/engine-copies.ts';
import { loadEngine } from '#server/live-engine/engine-load.ts';
import {
  clock,
  expectRefused,
  expectSameAsLoaded,
  openCopiedCity,
  type CopiedCity,
} from '#tests/support/database/copied-city.ts';

let city: CopiedCity;
beforeAll(async () => {
  city = await openCopiedCity();
});
afterAll(() => city.database.close());
beforeEach(() => city.begin());
afterEach(() => city.end());

describe('a copy that is not beyond doubt', () => {
  it('is none: there is no file', async () => {
    expect(await city.copies().restore(1)).toBeNull();
    expect(city.reasons()).toEqual([]);
  });

  it('is not used when the file is damaged, cut off or empty', async () => {
    await city.keep();
    const file = join(city.folder, COPY_FILE);
    const whole = await readFile(file);
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 4;
    for (const bytes of [flipped, whole.subarray(0, whole.length >> 1), Buffer.alloc(0)]) {
      await writeFile(file, bytes);
      await expectRefused(city, /damaged|cut off/);
    }
  });

  it('is not used when everything may have changed', async () => {
    await city.keep();
    await city.change(logEverythingChanged);
    await expectRefused(city, /too much/);
  });

  it('is not used when the numbers of categories changed', async () => {
    await city.keep();
    await city.change((sql) => sql`update category set name = name || ' '`);
    await expectSameAsLoaded(city);
    await city.change((sql) => sql`update category set number = number + 100`);
    await city.change((sql) => sql`update category set number = number - 100`);
    await expectRefused(city, /too much/);
  });

  it('is not used by a database that holds its rows, but not its history', async () => {
    await city.keep();
    // As a dump brings them: the same rows, written by another transaction.
    await city.change(async (sql) => {
      const rows = await sql`select id, transaction::text, written_at from engine_copy`;
      await sql`delete from engine_copy`;
      for (const row of rows) {
        await sql`
          insert into engine_copy (id, transaction, written_at)
          values (${row['id']}, ${row['transaction']}::text::xid8, ${row['writtenAt']})`;
      }
    });
    await expectRefused(city, /does not know it/);
  });

  it('is not used by a database that was set back to before it, nor when it is a month old', async () => {
    await city.keep();
    await city.change((sql) => sql`update engine_copy set written_at = now() - interval '31 days'`);
    await expectRefused(city, /does not know it/);
    await city.change(forgetOldChanges);
    expect(await city.database.sql`select from engine_copy`).toHaveLength(0);

    await expectRefused(city, /does not know it/);
  });

  it('is not used after a migration, nor by a program that reads points otherwise', async () => {
    await city.keep();
    await city.change(
      (sql) => sql`insert into schema_migration (number, name, checksum) values (9999, 'x', 'y')`,
    );
    await expectRefused(city, /state of the tables/);
    await city.change((sql) => sql`delete from schema_migration where number = 9999`);
    const file = join(city.folder, COPY_FILE);
    const opened = openEngineBytes(await readFile(file));
    const label = { ...JSON.parse(opened.label), program: 'one before' };
    const bytes = engineAsBytes(opened.restore(), JSON.stringify(label));
    await writeFile(file, Buffer.concat([...bytes]));

    await expectRefused(city, /another program/);
  });

  it('is not used when points came or went past the log', async () => {
    await city.keep();
    await city.change(async (sql) => {
      await sql`alter table point disable trigger user`;
      await sql`
        insert into point (
          official_name, kind, category, geom, anchor, status, status_since, cycle, commune_uncertain, created_at
        )
        select 'Điểm lạ', kind, category, geom, anchor, 'proposed', '2026-11-20', 0, false, now()
        from point where id = 1`;
      await sql`alter table point enable trigger user`;
    });
    await expectRefused(city, /numbers of points/);
  });
});

describe('keeping a copy', () => {
  const engineOf = (given: ReturnType<CopiedCity['copies']>) =>
    createPointEngine({ database: city.database, clock, run: 'test', copies: given });

  it('is done after a load, in a file that only its owner reads', async () => {
    const kept = city.copies();
    await engineOf(kept).reload();
    await expect.poll(() => readdir(city.folder)).toEqual([COPY_FILE]);
    expect((await stat(join(city.folder, COPY_FILE))).mode & 0o777).toBe(0o600);
    const started = engineOf(city.copies());
    await started.load();
    expect(city.reasons()).toEqual([]);
    const everything = { role: 'analyst', reach: 'city', accountId: '', communeIds: [] } as const;
    const reloaded = createPointEngine({ database: city.database, clock, run: 'test' });
    await reloaded.reload();
    expect(started.count(everything, {})).toEqual(reloaded.count(everything, {}));
  });

  it('is not worth it for few points', async () => {
    const log = pino({ level: 'silent' });
    await engineOf(
      createEngineCopies({ database: city.database, folder: city.folder, log }),
    ).reload();
    expect(await readdir(city.folder)).toEqual([]);
  });

  it('leaves the old one where a writing ends half-way', async () => {
    await city.keep();
    const before = await readFile(join(city.folder, COPY_FILE));
    const log = pino({ level: 'silent' });
    const failing = createEngineCopies({
      database: city.database,
      folder: city.folder,
      log,
      leastPoints: 1,
    });
    await failing.keep(async () => {
      const loaded = await loadEngine(city.database);
      const torn = Object.create(loaded.engine, {
        leaves: { value: [...loaded.engine.leaves, null] },
        leafPoints: { value: 8192 },
      });
      return { ...loaded, engine: torn };
    });
    expect(await readdir(city.folder)).toEqual([COPY_FILE]);
    expect((await readFile(join(city.folder, COPY_FILE))).equals(before)).toBe(true);
  });
});

describe('an engine that follows the log', () => {
  it('takes over what anybody changed, whatever it was, once', async () => {
    const heard: (readonly number[] | 'all')[] = [];
    const engine = createPointEngine({ database: city.database, clock, run: 'test' });
    await engine.load();
    engine.subscribe((changed) => heard.push(changed));
    await engine.catchUp();
    expect(heard).toEqual([]);
    await city.change((sql) => sql`update point set version = version + 1 where id in (8, 9)`);
    await engine.catchUp();
    await engine.catchUp();
    expect(heard).toEqual([[8, 9]]);
    await city.change(logEverythingChanged);
    await engine.catchUp();
    expect(heard).toEqual([[8, 9], 'all']);
  });

  it('reads once what it wrote itself, and again what others changed after that', async () => {
    const heard: (readonly number[] | 'all')[] = [];
    const engine = createPointEngine({ database: city.database, clock, run: 'test' });
    const raise = (...ids: number[]) =>
      city.change((sql) => sql`update point set version = version + 1 where id = any (${ids})`);
    await engine.load();
    engine.subscribe((changed) => heard.push(changed));
    await raise(8, 9);
    await engine.refresh([8]);
    await engine.catchUp();
    expect(heard).toEqual([[8], [9]]);
    await raise(8);
    await engine.refresh([8]);
    await raise(8);
    await engine.catchUp();
    await engine.catchUp();
    expect(heard).toEqual([[8], [9], [8], [8]]);
  });

  it.runIf(inject('databaseTemplate').kind === 'server')(
    'reads again what was being changed while it read',
    async () => {
      const heard: (readonly number[] | 'all')[] = [];
      const engine = createPointEngine({ database: city.database, clock, run: 'test' });
      await engine.load();
      engine.subscribe((changed) => heard.push(changed));
      await city.database.sql.begin(async (sql) => {
        await sql`update point set version = version + 1 where id = 8`;
        await engine.refresh([8]);
      });
      await engine.catchUp();
      expect(heard).toEqual([[8], [8]]);
    },
  );

  it('gives no version of a tile twice, also after everything was read anew', async () => {
    const engine = createPointEngine({ database: city.database, clock, run: 'test' });
    const actor = { role: 'analyst', reach: 'city', accountId: '', communeIds: [] } as const;
    const tile = { z: 0, x: 0, y: 0 };
    const seen = new Set<string>();
    await engine.load();
    for (let round = 1; round <= 4; round += 1) {
      seen.add(engine.tileEtag(actor, tile, {}) ?? 'none');
      await (round % 2 === 0 ? engine.reload() : engine.refresh([1]));
    }
    expect(seen.size).toBe(4);
  });
});
