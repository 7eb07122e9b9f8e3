import { chiSquareUpper } from './distributions.ts';
import { kaplanMeier, type Spell } from './kaplan-meier.ts';
import { LogRankSums } from './log-rank-sums.ts';
import { SpellsAtRisk } from './spells-at-risk.ts';

export type GroupedSpell = Spell & { group: string; stratum?: string };

export type LogRank = {
  groups: { group: string; subjects: number; observed: number; expected: number }[];
  /** The groups that the test compares, directly or through others, in sets and in the order of their names. */
  compared: string[][];
  chiSquare: number;
  degreesOfFreedom: number;
  p: number;
};

/**
 * Tests whether groups last equally long. χ² = (O−E)ᵀV⁻(O−E), summed over strata before inverting (Mantel 1966), each
 * event time weighted with S(t−)^rho of the pooled curve (Harrington and Fleming 1982; rho = 0 is the log-rank test, 1
 * Peto–Prentice). V⁻ is a generalised inverse and the degrees of freedom are the rank of V: groups that are never at
 * risk together, in no stratum and not through others either, are not compared. Null when no two groups are.
 */
export function logRank(spells: readonly GroupedSpell[], rho = 0): LogRank | null {
  const names = groupNames(spells);
  const sums = new LogRankSums(names.length);
  for (const stratum of byStratum(spells)) addStratum(stratum, names, rho, sums);
  const { chiSquare, rank, sets } = sums.test();
  if (rank === 0) return null;
  return {
    groups: names.map((group, g) => ({
      group,
      subjects: spells.filter((spell) => spell.group === group).length,
      observed: sums.observed[g] ?? 0,
      expected: sums.expected[g] ?? 0,
    })),
    compared: sets.map((set) => set.map((g) => names[g] ?? '')),
    chiSquare,
    degreesOfFreedom: rank,
    p: chiSquareUpper(chiSquare, rank),
  };
}

export function groupNames(spells: readonly GroupedSpell[]): string[] {
  return [...new Set(spells.map(({ group }) => group))].toSorted();
}

export function byStratum<S extends GroupedSpell>(spells: readonly S[]): S[][] {
  const strata = new Map<string, S[]>();
  for (const spell of spells) {
    const key = spell.stratum ?? '';
    const own = strata.get(key);
    if (own === undefined) strata.set(key, [spell]);
    else own.push(spell);
  }
  return [...strata.values()];
}

function addStratum(
  spells: readonly GroupedSpell[],
  names: readonly string[],
  rho: number,
  sums: LogRankSums,
): void {
  const atRisk = new SpellsAtRisk(spells, names);
  let before = 1;
  for (const { time, events, survival } of kaplanMeier(spells)) {
    const weight = before ** rho;
    before = survival;
    sums.addExpected(events, atRisk.moveTo(time), weight);
    for (const [g, own] of atRisk.eventsNow().entries()) {
      if (own > 0) sums.addEvent(g, weight * own);
    }
  }
}
