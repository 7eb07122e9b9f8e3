import { chiSquareUpper } from './distributions.ts';
import { kaplanMeier, type Spell } from './kaplan-meier.ts';

export type GroupedSpell = Spell & { group: string; stratum?: string };

export type LogRank = {
  groups: { group: string; subjects: number; observed: number; expected: number }[];
  chiSquare: number;
  degreesOfFreedom: number;
  p: number;
};

/**
 * Do groups last equally long? χ² = (O−E)ᵀV⁻(O−E), summed over strata before inverting (Mantel 1966), each event
 * time weighted with S(t−)^rho of the pooled curve (Harrington and Fleming 1982; rho = 0 is the log-rank test,
 * 1 Peto–Prentice). Null when fewer than two groups have anybody at risk at an event.
 */
export function logRank(spells: readonly GroupedSpell[], rho = 0): LogRank | null {
  const names = [...new Set(spells.map(({ group }) => group))].toSorted();
  const size = names.length;
  const observed = new Float64Array(size);
  const expected = new Float64Array(size);
  const variance = names.map(() => new Float64Array(size));
  for (const stratum of byStratum(spells)) {
    addStratum(stratum, names, rho, { observed, expected, variance });
  }
  const tested = names.map((_, g) => g).filter((g) => (variance[g]?.[g] ?? 0) > 1e-12);
  if (tested.length < 2) return null;
  // One group's difference follows from the others', so it is left out of the matrix.
  const free = tested.slice(0, -1);
  const difference = free.map((g) => (observed[g] ?? 0) - (expected[g] ?? 0));
  const solved = solve(
    free.map((g) => free.map((h) => variance[g]?.[h] ?? 0)),
    difference,
  );
  const chiSquare = solved.reduce((sum, value, g) => sum + value * (difference[g] ?? 0), 0);
  return {
    groups: names.map((group, g) => ({
      group,
      subjects: spells.filter((spell) => spell.group === group).length,
      observed: observed[g] ?? 0,
      expected: expected[g] ?? 0,
    })),
    chiSquare,
    degreesOfFreedom: free.length,
    p: chiSquareUpper(chiSquare, free.length),
  };
}

function byStratum(spells: readonly GroupedSpell[]): GroupedSpell[][] {
  const strata = new Map<string, GroupedSpell[]>();
  for (const spell of spells) {
    const key = spell.stratum ?? '';
    const own = strata.get(key);
    if (own === undefined) strata.set(key, [spell]);
    else own.push(spell);
  }
  return [...strata.values()];
}

type Sums = { observed: Float64Array; expected: Float64Array; variance: Float64Array[] };

function addStratum(
  spells: readonly GroupedSpell[],
  names: readonly string[],
  rho: number,
  { observed, expected, variance }: Sums,
): void {
  const place = new Map(names.map((name, g) => [name, g]));
  let before = 1;
  for (const { time, atRisk: n, events: d, survival } of kaplanMeier(spells)) {
    const weight = before ** rho;
    before = survival;
    const risk = new Float64Array(names.length);
    const ended = new Float64Array(names.length);
    for (const { group, entry = 0, exit, event } of spells) {
      if (exit < time || entry >= time) continue;
      const g = place.get(group) ?? 0;
      risk[g] = (risk[g] ?? 0) + 1;
      if (event && exit === time) ended[g] = (ended[g] ?? 0) + 1;
    }
    const spread = n > 1 ? (weight ** 2 * d * (n - d)) / (n - 1) : 0;
    for (let g = 0; g < names.length; g += 1) {
      const share = (risk[g] ?? 0) / n;
      observed[g] = (observed[g] ?? 0) + weight * (ended[g] ?? 0);
      expected[g] = (expected[g] ?? 0) + weight * d * share;
      const row = variance[g];
      if (row === undefined) continue;
      for (let h = 0; h < names.length; h += 1) {
        const other = (risk[h] ?? 0) / n;
        row[h] = (row[h] ?? 0) + spread * share * ((g === h ? 1 : 0) - other);
      }
    }
  }
}

/** Gaussian elimination with partial pivoting. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = rows
      .map((row, i) => [Math.abs(row[column] ?? 0), i] as const)
      .slice(column)
      .reduce((best, one) => (one[0] > best[0] ? one : best));
    const [top, chosen] = [rows[column] ?? [], rows[pivot[1]] ?? []];
    rows[column] = chosen;
    rows[pivot[1]] = top;
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const factor = (row[column] ?? 0) / (chosen[column] ?? 1);
      for (let j = column; j <= size; j += 1) row[j] = (row[j] ?? 0) - factor * (chosen[j] ?? 0);
    }
  }
  return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
}
