import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { openEngineBytes } from '#server/engine/engine-bytes.ts';
import { COPY_FILE } from '#server/live-engine/engine-copies.ts';
import { createObjectStore } from '#server/object-store/object-store.ts';
import {
  type CopiedCity,
  expectRefused,
  expectSameAsLoaded,
  openCopiedCity,
} from '#tests/support/database/copied-city.ts';
import { type Fault, type S3Server, startS3 } from '#tests/support/object-store/s3-server.ts';

const IMPATIENT = { silenceMilliseconds: 2_000, waitMilliseconds: 2 };

let city: CopiedCity;
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3();
  city = await openCopiedCity();
});
afterAll(async () => {
  await city.database.close();
  await s3.stop();
});
beforeEach(async () => {
  s3.failWith(() => null);
  s3.objects.clear();
  city.useStore(createObjectStore(s3.settings, IMPATIENT));
  await city.begin();
  await city.change((sql) => sql`delete from engine_copy`);
});
afterEach(() => city.end());

const file = () => join(city.folder, COPY_FILE);
const keys = () => [...s3.objects.keys()];
const idIn = (bytes: Uint8Array) => (JSON.parse(openEngineBytes(bytes).label) as { id: string }).id;
const idOfFile = async () => idIn(await readFile(file()));
const reads = () => s3.asked.filter(({ method, key }) => method === 'GET' && key !== '').length;
const rename = (name: string) =>
  city.change((sql) => sql`update point set official_name = ${name} where id = 7`);

/** As on another machine: nothing lies in the folder. */
const onNewMachine = () => rm(file(), { force: true });

describe('the copy in the object store', () => {
  it('lets a new machine start as one that reads everything, and lies in its folder then', async () => {
    await city.keep();
    const id = await idOfFile();
    await onNewMachine();
    await rename('Quán mới');
    await expectSameAsLoaded(city);
    await expect.poll(() => readdir(city.folder)).toEqual([COPY_FILE]);
    expect(await idOfFile()).toBe(id);
  });

  it('is not read where the folder has the newest', async () => {
    await city.keep();
    s3.asked.length = 0;
    await expectSameAsLoaded(city);
    expect(s3.asked).toEqual([]);
  });

  it('is read where the folder has an older one', async () => {
    await city.keep();
    const older = await readFile(file());
    await city.keep();
    const newer = await idOfFile();
    await writeFile(file(), older);
    await expectSameAsLoaded(city);
    await expect.poll(idOfFile).toBe(newer);
  });

  it('is one of two that are kept, the latest', async () => {
    const ids: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      await city.keep();
      ids.push(await idOfFile());
    }
    expect(keys()).toHaveLength(2);
    for (const id of ids.slice(-2)) expect(keys().join()).toContain(id);
  });

  it('is not looked at by another program or with other tables', async () => {
    await city.keep();
    await onNewMachine();
    s3.asked.length = 0;
    await city.change(
      (sql) => sql`insert into schema_migration (number, name, checksum) values (9999, 'x', 'y')`,
    );
    expect(await city.copies().restore(1)).toBeNull();
    await city.change((sql) => sql`delete from schema_migration where number = 9999`);
    expect(reads()).toBe(0);
  });

  it('is not looked at by a database that does not know it', async () => {
    await city.keep();
    await onNewMachine();
    s3.asked.length = 0;
    await city.change((sql) => sql`delete from engine_copy`);
    expect(await city.copies().restore(1)).toBeNull();
    expect(s3.asked).toEqual([]);
  });

  it('goes to the next older one where it is damaged', async () => {
    await city.keep();
    const older = await idOfFile();
    await city.keep();
    const newest = s3.objects.get(keys().at(-1) ?? '');
    if (newest !== undefined) newest.content = Buffer.from('other bytes');
    await onNewMachine();
    const restored = await city.copies().restore(1);
    expect(restored?.engine.size).toBeGreaterThan(0);
    expect(city.reasons()).toEqual([expect.stringMatching(/other bytes/)]);
    await expect.poll(idOfFile).toBe(older);
  });

  it.each<[Fault, RegExp]>([
    ['503', /503/],
    ['cut', /breaks off|terminated|aborted|closed/],
    ['wrong', /other bytes/],
  ])('is done without where the store fails by %s', async (fault, reason) => {
    await city.keep();
    await onNewMachine();
    s3.failWith(({ key }) => (key.endsWith('.copy') ? fault : null));
    await expectRefused(city, reason);
  });

  it('is not written while the store is away; that in the folder is', async () => {
    s3.failWith(() => '503');
    await expect(city.keep()).rejects.toThrow(/no copy of the points was kept/);
    expect(await readdir(city.folder)).toEqual([COPY_FILE]);
    await expectSameAsLoaded(city);
  });
});
