import * as z from 'zod';

import told from '#data/demo/inspection-objects.json' with { type: 'json' };
import type { LonLat } from '#server/contract/geo.ts';
import { InspectionKind, InspectionResult } from '#server/contract/inspection.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { asActor } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import {
  insertImportedObjects,
  listImportedObjects,
} from '#server/features/inspection-objects/import-queries.ts';
import {
  insertInspection,
  insertQuota,
} from '#server/features/inspection-objects/inspection-queries.ts';
import { setObjectState } from '#server/features/inspection-objects/queries.ts';

import type { Cast } from './cast.ts';
import { moved } from './place-geometry.ts';

const Days = z.number().int().min(0);
const Story = z.object({
  documentNumber: z.string(),
  quotas: z.array(z.object({ commune: z.string(), quota: z.number().int() })),
  objects: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      category: z.string(),
      commune: z.string(),
      address: z.string(),
      offsetMetres: z.tuple([z.number(), z.number()]),
      closedDaysAgo: Days.nullable(),
      visits: z.array(
        z.object({
          daysAgo: Days,
          kind: InspectionKind,
          result: InspectionResult,
          obstacle: z.string().nullable().default(null),
        }),
      ),
    }),
  ),
});

type Ground = {
  cast: Cast;
  centres: ReadonlyMap<string, LonLat>;
  communeIds: ReadonlyMap<string, number>;
};

export function communesOfInspections(): string[] {
  return [...new Set(told.objects.map(({ commune }) => commune))];
}

const CLOSED_REASON = 'Ngừng kinh doanh';

/** Enters the invented businesses as a table of them is entered, with visits, closures and quotas. */
export async function tellInspections(deps: Deps, ground: Ground): Promise<void> {
  const story = Story.parse(told);
  const today = deps.clock.today();
  const { planner, coordinator } = ground.cast;
  await asActor(deps.database, planner, async (sql) => {
    await insertImportedObjects(
      sql,
      story.objects.map(({ key, commune, offsetMetres: [east, north], ...rest }) => {
        const [longitude, latitude] = moved(centreOf(ground, commune), east, north);
        return {
          importKey: key,
          name: rest.name,
          category: rest.category,
          address: rest.address,
          longitude,
          latitude,
        };
      }),
      { writtenBy: planner.accountId, writtenAt: noonOf(today) },
    );
    const ids = await listImportedObjects(
      sql,
      story.objects.map(({ key }) => key),
    );
    for (const { key, visits, closedDaysAgo } of story.objects) {
      const id = ids.get(key);
      if (id === undefined) throw new Error(`the story lost its business ${key}`);
      for (const { daysAgo, ...visit } of visits) {
        const on = addDays(today, -daysAgo);
        await insertInspection(sql, id, {
          ...visit,
          inspectedOn: on,
          documentNumber: null,
          documentOn: null,
          note: null,
          recordedBy: planner.accountId,
          recordedAt: noonOf(on),
        });
      }
      if (closedDaysAgo === null) continue;
      const by = { writtenBy: planner.accountId, writtenAt: noonOf(today) };
      const closedOn = addDays(today, -closedDaysAgo);
      await setObjectState(sql, id, { closedOn, reason: CLOSED_REASON }, by);
    }
  });
  await asActor(deps.database, coordinator, async (sql) => {
    const year = Number(today.slice(0, 4));
    for (const { commune, quota } of story.quotas) {
      await insertQuota(sql, {
        communeId: ground.communeIds.get(commune) ?? 0,
        year,
        quota,
        documentNumber: story.documentNumber,
        setBy: coordinator.accountId,
        setAt: noonOf(today),
      });
    }
  });
}

function centreOf({ centres }: Ground, commune: string): LonLat {
  const centre = centres.get(commune);
  if (centre === undefined) throw new Error(`the businesses name an unknown commune: ${commune}`);
  return centre;
}

function noonOf(day: IsoDate): string {
  return `${day}T05:00:00.000Z`;
}
