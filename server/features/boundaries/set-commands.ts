import type { Clock } from '#server/clock.ts';
import type { BoundaryReport } from '#server/contract/boundary.ts';
import type { Commune } from '#server/contract/commune.ts';
import type { ImportedFile } from '#server/contract/imported-file.ts';
import type { Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { deriveCommunesOfPoints } from '#server/features/communes/queries.ts';
import { askAfterNewAreas } from '#server/features/handovers/successor-commands.ts';
import { askSuccessorsForTips } from '#server/features/tips/transfer-commands.ts';

import {
  activateSet,
  copyMissingAreas,
  insertArea,
  insertBoundarySet,
  lockSetInForce,
  saveReport,
} from './queries.ts';
import type { PlacedBoundaries } from './formats/place-boundaries.ts';
import { listAreas, listGaps, listOverlaps, listStrayed } from './report-queries.ts';
import { countPoints, nameOf, sumAreas } from './rules.ts';

export type SetDescription = ImportedFile & {
  validFrom: IsoDate;
  importedBy: string | null;
};

/**
 * Writes a new boundary set, puts it in force, derives the communes of every point again and asks those into
 * which handed-over points came, all in the caller's transaction. With `allowPartial` communes that the file
 * lacks keep their present area; without it they are refused (`boundary.communes_missing`). Two imports at
 * once: the second waits for the first.
 */
export async function writeBoundarySet(
  sql: TransactionSql,
  clock: Clock,
  input: {
    placed: PlacedBoundaries;
    description: SetDescription;
    allowPartial: boolean;
    /** The importing person; null: the command line. */
    actor: Pick<Actor, 'accountId' | 'role'> | null;
  },
): Promise<{ setId: number; report: BoundaryReport }> {
  const { placed, description, allowPartial } = input;
  const previousId = (await lockSetInForce(sql))?.id ?? null;
  const { coordinateSystem } = placed.file;
  const setId = await insertBoundarySet(sql, {
    ...description,
    coordinateSystem,
    importedAt: clock.now(),
    previousId,
  });
  const { written, invalid } = await writeAreas(sql, setId, placed);
  const lacking = placed.expected.filter((commune) => !written.has(commune.id));
  if (written.size === 0) throw new AppError('boundary.nothing_matched');
  if (lacking.length > 0 && !allowPartial) throw communesMissing(lacking);
  const lackingIds = lacking.map((commune) => commune.id);
  const kept =
    lacking.length > 0 && previousId !== null
      ? new Set(await copyMissingAreas(sql, setId, previousId, lackingIds))
      : new Set<number>();
  const areas = await listAreas(sql, setId, previousId);
  const checked = {
    invalid,
    missing: lacking.map((commune) => ({ ...nameOf(commune), kept: kept.has(commune.id) })),
    overlaps: await listOverlaps(sql, setId),
    gaps: await listGaps(sql, setId),
    strayed: await listStrayed(sql, setId),
    areas,
    ...sumAreas(areas),
  };
  await activateSet(sql, setId);
  const derived = await deriveCommunesOfPoints(sql, 'all');
  const points = countPoints(derived, await askAfterNewAreas(sql, clock, input.actor));
  await askSuccessorsForTips(sql, clock);
  const report = { ...placed.report, ...checked, points };
  await saveReport(sql, setId, report);
  return { setId, report };
}

async function writeAreas(sql: TransactionSql, setId: number, placed: PlacedBoundaries) {
  const written = new Set<number>();
  const invalid: BoundaryReport['invalid'] = [];
  for (const { commune, geometry } of placed.areas) {
    const area = await insertArea(sql, setId, commune.id, geometry);
    if (area.written) written.add(commune.id);
    if (area.invalidReason !== null) {
      invalid.push({ ...nameOf(commune), reason: area.invalidReason });
    }
  }
  return { written, invalid };
}

function communesMissing(lacking: readonly Commune[]): AppError {
  const names = lacking.slice(0, 10).map(({ code, name }) => `${code} ${name}`);
  return new AppError('boundary.communes_missing', {
    parameters: { count: lacking.length, names: names.join(', ') },
  });
}
