import type { ConductCounts, ConductFigure } from '#server/contract/conduct.ts';

/** Numbers beside a figure that say how it came about: one that has grown is a mark. */
export type Marks = Readonly<Record<string, number>>;

/** Gives the conduct beside a figure of a commune, or of the city where none is named. */
export type ConductLine = (figure: ConductFigure, commune: string | null) => Promise<Marks>;

export const NOTHING: Marks = { late: 0, own: 0, unseen: 0, ruled: 0, annulled: 0, stated: 0 };

export function byCommune(
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

export const sumOfAll = (lines: ReadonlyMap<string, Marks>): Marks =>
  [...lines.values()].reduce(sumOf, NOTHING);

const sumOf = (one: Marks, other: Marks): Marks =>
  Object.fromEntries(
    Object.keys(NOTHING).map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]),
  );

/** Names the marks that have grown. */
export function grown(before: Marks, after: Marks): string[] {
  return Object.keys(after).filter((name) => (after[name] ?? 0) > (before[name] ?? 0));
}
