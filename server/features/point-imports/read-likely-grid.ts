import type { Commune } from '#server/contract/commune.ts';
import type { LikelyGrid, Vn2000Grid } from '#server/contract/point-import.ts';
import { foldText } from '#server/contract/text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { listCommunes } from '#server/features/communes/queries.ts';
import { GRIDS } from '#server/contract/vn2000-grids.ts';

import { listCommuneIdsAt } from './queries.ts';
import type { GridSample } from './formats/sample-grids.ts';

/**
 * Finds the grid of a table in metres by the communes that its rows name: the grid that puts most of them into that
 * commune, by code or by present or former name. Among equally good ones it takes the first in the usual order. Null
 * when no row is in metres and names a commune, or no grid puts half of them right.
 */
export async function findLikelyGrid(
  sql: TransactionSql,
  samples: readonly GridSample[],
  today: IsoDate,
): Promise<LikelyGrid | null> {
  if (samples.length === 0) return null;
  const candidates = samples.flatMap((sample) =>
    sample.places.map((place) => ({ ...place, sample })),
  );
  const communes = new Map((await listCommunes(sql, today)).map((one) => [one.id, one]));
  const positions = candidates.map(({ position }) => position);
  const ids = await listCommuneIdsAt(sql, positions);
  const agreeing = new Map<Vn2000Grid, number>();
  for (const [place, { grid, sample }] of candidates.entries()) {
    const commune = communes.get(ids[place] ?? 0);
    if (commune !== undefined && isNamed(commune, sample)) {
      agreeing.set(grid, (agreeing.get(grid) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...agreeing.values());
  const [grid, ...rivals] = GRIDS.filter((one) => agreeing.get(one) === most);
  if (grid === undefined || most * 2 < samples.length) return null;
  return { grid, rivals, agreeing: most, named: samples.length };
}

/** Compares by the code where it is a present one; otherwise looks for the names within the text of the cell. */
function isNamed({ code, name, formerNames }: Commune, sample: GridSample): boolean {
  const { communeCode, communeName } = sample;
  if (communeCode !== null && /^\d{1,5}$/.test(communeCode)) {
    return communeCode.padStart(5, '0') === code;
  }
  const text = ` ${wordsOf(communeName ?? '')} `;
  return [name, ...formerNames].some((one) => text.includes(` ${wordsOf(one)} `));
}

function wordsOf(text: string): string {
  return foldText(text)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
