import type { ConductCounts, ConductFigure } from '#server/contract/conduct.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { asSystem } from '#server/db/transaction.ts';
import { countConduct } from '#server/features/conduct/queries.ts';

import type { City } from './city.ts';

/** Numbers beside a figure that say how it came about: one that has grown is a mark. */
export type Marks = Readonly<Record<string, number>>;

/** Gives the conduct beside a figure of a commune, or of the city where none is named. */
export type ConductLine = (figure: ConductFigure, commune: string | null) => Promise<Marks>;

/** Reads the conduct of a period, each figure once for all communes: the query is the one behind `/api/conduct`. */
export function conductLines(city: City, from: IsoDate, to: IsoDate): ConductLine {
  const known = new Map<ConductFigure, Promise<ReadonlyMap<string, Marks>>>();
  const span = { from, to, communeIds: null };
  return async (figure, commune) => {
    const asked =
      known.get(figure) ??
      asSystem(city.test.database, (sql) => countConduct(sql, figure, span)).then((rows) =>
        byCommune(rows, city.codes),
      );
    known.set(figure, asked);
    const lines = await asked;
    return commune === null
      ? [...lines.values()].reduce(sumOf, NOTHING)
      : (lines.get(commune) ?? NOTHING);
  };
}

const NOTHING: Marks = { late: 0, own: 0, unseen: 0, ruled: 0, annulled: 0, stated: 0 };

function byCommune(
  rows: readonly (ConductCounts & { communeId: number })[],
  codes: ReadonlyMap<number, string>,
): ReadonlyMap<string, Marks> {
  return new Map(
    rows.map(({ communeId, parts, looks }) => [
      codes.get(communeId) ?? '',
      { ...parts, stated: looks.stated },
    ]),
  );
}

const sumOf = (one: Marks, other: Marks): Marks =>
  Object.fromEntries(
    Object.keys(NOTHING).map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]),
  );

/** Names the marks that have grown. */
export function grown(before: Marks, after: Marks): string[] {
  return Object.keys(after).filter((name) => (after[name] ?? 0) > (before[name] ?? 0));
}
