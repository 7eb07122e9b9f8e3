import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { BoundarySet } from '#server/contract/boundary.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { Database } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import {
  importBoundaries,
  previewBoundaries,
  undoBoundaries,
} from '#server/features/boundaries/commands.ts';
import { listBoundarySets } from '#server/features/boundaries/queries.ts';
import { deriveCommunesOfPoints } from '#server/features/communes/queries.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import {
  boundaryDeps,
  boundaryFile,
  REAL_BOUNDARY_FILES,
} from '#tests/support/files/boundary-file.ts';
import { openAccount } from '#tests/support/accounts/people.ts';
import { openTestDatabase } from '#tests/support/database/test-database.ts';
import { realDataMissing } from '#tests/support/files/real-data.ts';

const ADMIN: Actor = { accountId: 'admin', role: 'admin', reach: 'none', communeIds: [] };

let database: Database;
let reloads = 0;
const deps = () => ({
  ...boundaryDeps,
  database,
  points: {
    reload: () => {
      reloads += 1;
      return Promise.resolve();
    },
  },
});

beforeAll(async () => {
  database = await openTestDatabase();
  await installReferenceData(database, boundaryDeps.clock);
  await openAccount(database, { username: 'admin', role: 'admin' });
});
afterAll(() => database.close());

describe('the approximate areas', () => {
  it('are drawn once, one valid area a commune, each round its centre', async () => {
    await installReferenceData(database, boundaryDeps.clock);
    const [drawn] = await database.sql`
      select count(*) as areas, count(distinct set_id) as sets,
        count(*) filter (where st_covers(boundary.geom, commune.centre)) as with_centre
      from boundary
      join commune on commune.id = boundary.commune_id`;
    expect(drawn).toEqual({ areas: 126, sets: 1, withCentre: 126 });
  });

  it('make every point uncertain', async () => {
    await addPoint(105.8385, 21.0377);
    const derived = await asSystem(database, (sql) => deriveCommunesOfPoints(sql, 'all'));
    expect(derived).toMatchObject({ points: 1, uncertain: 1 });
  });
});

describe.skipIf(realDataMissing)('an import of the real boundaries', () => {
  let imported: BoundarySet;

  it('leaves nothing behind when it is a preview or a dry run', async () => {
    const before = await stateOfBoundaries();
    const preview = await previewBoundaries(deps(), await boundaryFile('geojson'));
    expect(preview.report.matched.total).toBe(126);
    expect(preview.report.points).toMatchObject({ total: 1, uncertain: 0 });
    expect(preview.areas['features']).toHaveLength(126);
    const dry = await importBoundaries(
      deps(),
      ADMIN,
      await boundaryFile('geojson', { dryRun: true }),
    );
    expect(dry.set.report?.matched.total).toBe(126);
    expect(await stateOfBoundaries()).toEqual(before);
    expect(reloads).toBe(0);
  });

  it('matches all 126, and finds the one overlap and the two holes that the file is known to have', async () => {
    const started = performance.now();
    imported = (await importBoundaries(deps(), null, await boundaryFile('geojson'))).set;
    const took = Math.round(performance.now() - started);
    const { report } = imported;
    console.log(
      `imported in ${took} ms; ${report?.totalAreaKm2.toFixed(1)} km²; overlaps`,
      report?.overlaps.map(({ between, areaM2 }) => [
        ...between.map(({ name }) => name),
        Math.round(areaM2),
      ]),
      'gaps',
      report?.gaps.map(({ at, areaM2 }) => [...at, Math.round(areaM2)]),
    );
    expect(report).toMatchObject({
      expected: 126,
      matched: { total: 126 },
      missing: [],
      unmatched: [],
      invalid: [],
      strayed: [],
    });
    expect(report?.overlaps).toHaveLength(1);
    expect(report?.overlaps[0]?.between.map(({ name }) => name)).toEqual(['Thanh Liệt', 'Hà Đông']);
    expect(report?.overlaps[0]?.areaM2).toBeCloseTo(14_060, -2);
    expect(report?.gaps.map(({ areaM2 }) => Math.round(areaM2))).toEqual([16_203, 3_373]);
    expect(report?.totalAreaKm2).toBeGreaterThan(3_350);
    expect(report?.totalAreaKm2).toBeLessThan(3_362);
    expect(reloads).toBe(1);
  });

  it('keeps where it came from, and what the areas were before', async () => {
    expect(imported).toMatchObject({
      active: true,
      kind: 'imported',
      source: '© OpenStreetMap contributors',
      licence: 'ODbL 1.0',
      validFrom: '2025-07-01',
      fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const sonTay = imported.report?.areas.find(({ code }) => code === '09574');
    expect(sonTay?.previousAreaKm2).toBeGreaterThan(0);
    expect(sonTay?.previousAreaKm2).not.toBeCloseTo(sonTay?.areaKm2 ?? 0, 1);
    const [entry] = await database.sql`
      select detail from audit_entry
      where action = 'boundary.import' and subject_id = ${String(imported.id)}`;
    expect(entry).toEqual({
      detail: {
        fileHash: imported.fileHash,
        validFrom: '2025-07-01',
        matched: 126,
        pointsWithOtherLead: imported.report?.points.leadChanged,
      },
    });
    const sets = await asSystem(database, (sql) => listBoundarySets(sql));
    expect(sets.map(({ active }) => active)).toEqual([true, false]);
  });

  it('shows how good the approximate areas had been', async () => {
    const [fraction] = await database.sql<{ right: number; iou: number }[]>`
      select
        sum(st_area(st_intersection(real.geom, drawn.geom)::geography))
          / sum(st_area(real.geom::geography)) as right,
        avg(
          st_area(st_intersection(real.geom, drawn.geom)::geography)
            / st_area(st_union(real.geom, drawn.geom)::geography)
        ) as iou
      from boundary real
      join boundary drawn on drawn.commune_id = real.commune_id
      join boundary_set one on one.id = real.set_id and one.active
      join boundary_set other on other.id = drawn.set_id and other.kind = 'approximate'`;
    console.log('share of the city in the right approximate area', fraction);
    expect(fraction?.right).toBeGreaterThan(0.77);
  });

  it.each(REAL_BOUNDARY_FILES.slice(1))(
    'lands within 1 m of the GeoJSON when it comes as %s',
    async (name) => {
      const { set } = await importBoundaries(deps(), null, await boundaryFile(name));
      expect(set.report).toMatchObject({ matched: { total: 126 }, missing: [], strayed: [] });
      const [apart] = await database.sql<{ communes: number; metres: number }[]>`
        select count(*) as communes,
          max(
            st_hausdorffdistance(st_transform(one.geom, 5897), st_transform(other.geom, 5897))
          ) as metres
        from boundary one
        join boundary other on other.commune_id = one.commune_id and other.set_id = ${set.id}
        where one.set_id = ${imported.id}`;
      console.log(name, set.coordinateSystem, 'at most', apart?.metres, 'm apart');
      expect(apart?.communes).toBe(126);
      expect(apart?.metres).toBeLessThan(1);
      expect(set.report?.overlaps).toHaveLength(1);
      await undoBoundaries(deps(), ADMIN);
    },
  );
});

describe.skipIf(realDataMissing)('points and boundaries', () => {
  it('change together: when the points’ communes cannot be derived, the old boundaries stay', async () => {
    const before = await stateOfBoundaries();
    await database.sql`
      update setting set key = 'boundary.elsewhere' where key = 'boundary.uncertainty'`;
    await expect(importBoundaries(deps(), null, await boundaryFile('geojson'))).rejects.toThrow(
      'query returned no rows',
    );
    await database.sql`
      update setting set key = 'boundary.uncertainty' where key = 'boundary.elsewhere'`;
    expect(await stateOfBoundaries()).toEqual(before);
  });

  it('go back together, down to the approximate areas and no further', async () => {
    const sets = await asSystem(database, (sql) => listBoundarySets(sql));
    expect(sets.find(({ active }) => active)?.previousId).toBe(1);
    const set = await undoBoundaries(deps(), ADMIN);
    expect(set).toMatchObject({ id: 1, kind: 'approximate', active: true, report: null });
    const [point] = await database.sql`select commune_uncertain from point`;
    expect(point).toEqual({ communeUncertain: true });
    await expect(undoBoundaries(deps(), ADMIN)).rejects.toMatchObject({
      code: 'boundary.nothing_to_undo',
    });
  });

  it('are named in the log, with the person and without the file’s words', async () => {
    const lines = await database.sql`
      select account_id, role, action, detail
      from audit_entry
      where action = 'boundary.undo'
      order by seq desc
      limit 1`;
    expect(lines[0]).toMatchObject({
      accountId: 'admin',
      role: 'admin',
      detail: { backTo: 1, pointsWithOtherLead: expect.any(Number) },
    });
  });
});

async function stateOfBoundaries() {
  const [sets] = await database.sql`
    select count(*) as sets, max(id) filter (where active) as active from boundary_set`;
  const [pieces] = await database.sql`
    select count(*) as areas, (select count(*) from boundary_part) as parts from boundary`;
  const points = await database.sql`
    select point.id, point.commune_uncertain, point_commune.commune_id, point_commune.lead
    from point
    left join point_commune on point_commune.point_id = point.id
    order by 1, 3`;
  return { sets, pieces, points: [...points] };
}

async function addPoint(longitude: number, latitude: number): Promise<void> {
  await database.sql`
    insert into point (
      official_name, kind, category, geom, anchor, status, status_since, cycle,
      commune_uncertain, created_at
    )
    select 'Điểm', 'business', 'KS', place, place, 'active', '2026-01-01', 1, false, now()
    from (select st_setsrid(st_point(${longitude}, ${latitude}), 4326) as place) given`;
}
