import { falseDiscovery } from './false-discovery.ts';
import { nearPairs, type DatedPlace } from './near-pairs.ts';
import { monteCarloP, seededGenerator, shuffle } from './shuffle.ts';

/** Upper edges, ascending. A first distance of 0 is the same place. Every band holds its upper edge. */
type KnoxBands = { metres: readonly number[]; days: readonly number[] };

type KnoxCell = {
  metres: number;
  days: number;
  observed: number;
  /** Pairs that chance would bring: N_s·N_t / [n(n−1)/2]. */
  expected: number;
  /** Observed over the mean of the permutations; null where that is 0. */
  ratio: number | null;
  p: number;
  /** p adjusted over all cells of the table (Benjamini and Hochberg). */
  adjustedP: number;
};

export type Knox = { events: number; pairs: number; cells: KnoxCell[]; links: KnoxLink[] };

/** Two events of the nearest band in space and time, by their places in the input. */
type KnoxLink = { first: number; second: number; metres: number; days: number };

const MOST_LINKS = 2_000;

/**
 * Tests for near repeats: events that follow each other nearby and soon more often than by chance (Knox 1964; bands of Johnson et
 * al. 2007). Dates are permuted over the places. Cells run through the days within each distance.
 */
export function knox(
  events: readonly DatedPlace[],
  bands: KnoxBands,
  { replicates, seed }: { replicates: number; seed: number },
  report: (share: number) => void = () => {},
): Knox {
  const near = nearPairs(events, bands.metres.at(-1) ?? 0);
  const days = Int32Array.from(events, ({ day }) => day);
  const row = Int32Array.from(near.metres, (metres) => bandOf(bands.metres, metres));
  const columns = columnOfGap(bands.days);
  const width = bands.days.length;
  const size = width * bands.metres.length;
  const tally = () => tallyPairs(near, days, row, { columns, width, size });
  const observed = tally();
  const links = linksOf(near, days, row, bands);
  const inSpace = countBy(row, bands.metres.length);
  const inTime = pairsInTime(days, bands.days);
  const all = (events.length * (events.length - 1)) / 2;
  const reached = new Int32Array(size);
  const sums = new Float64Array(size);
  const generator = seededGenerator(seed);
  for (let b = 0; b < replicates; b += 1) {
    if (b % 20 === 0) report(b / replicates);
    shuffle(generator, days);
    for (const [cell, count] of tally().entries()) {
      sums[cell] = (sums[cell] ?? 0) + count;
      if (count >= (observed[cell] ?? 0)) reached[cell] = (reached[cell] ?? 0) + 1;
    }
  }
  const p = Array.from(reached, (count) => monteCarloP(count, replicates));
  const adjusted = falseDiscovery(p);
  return {
    events: events.length,
    pairs: all,
    links,
    cells: p.map((own, cell) => {
      const [r, c] = [Math.floor(cell / width), cell % width];
      const mean = (sums[cell] ?? 0) / Math.max(1, replicates);
      return {
        metres: bands.metres[r] ?? 0,
        days: bands.days[c] ?? 0,
        observed: observed[cell] ?? 0,
        expected: all === 0 ? 0 : ((inSpace[r] ?? 0) * (inTime[c] ?? 0)) / all,
        ratio: mean > 0 ? (observed[cell] ?? 0) / mean : null,
        p: own,
        adjustedP: adjusted[cell] ?? 1,
      };
    }),
  };
}

/** Counts the pairs of each cell of the table, with the present order of the days. */
function tallyPairs(
  near: ReturnType<typeof nearPairs>,
  days: Int32Array,
  row: Int32Array,
  { columns, width, size }: { columns: Int32Array; width: number; size: number },
): Int32Array {
  const counts = new Int32Array(size);
  for (let pair = 0; pair < row.length; pair += 1) {
    const gap = Math.abs((days[near.first[pair] ?? 0] ?? 0) - (days[near.second[pair] ?? 0] ?? 0));
    if (gap >= columns.length) continue;
    const cell = (row[pair] ?? 0) * width + (columns[gap] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
}

/** The band whose upper edge is the first not below the value. */
function bandOf(edges: readonly number[], value: number): number {
  const band = edges.findIndex((edge) => value <= edge);
  return band === -1 ? edges.length : band;
}

/** Table from a gap in days to the column of the result: it is read a billion times. */
function columnOfGap(edges: readonly number[]): Int32Array {
  return Int32Array.from({ length: Math.floor(edges.at(-1) ?? -1) + 1 }, (_, gap) =>
    bandOf(edges, gap),
  );
}

function countBy(rows: Int32Array, size: number): number[] {
  const counts = Array.from<number>({ length: size }).fill(0);
  for (const row of rows) counts[row] = (counts[row] ?? 0) + 1;
  return counts;
}

/** Number of pairs of each time band, at any distance. */
function pairsInTime(days: Int32Array, edges: readonly number[]): number[] {
  const sorted = days.toSorted();
  const within = (edge: number) => {
    let start = 0;
    let pairs = 0;
    for (let i = 0; i < sorted.length; i += 1) {
      while ((sorted[i] ?? 0) - (sorted[start] ?? 0) > edge) start += 1;
      pairs += i - start;
    }
    return pairs;
  };
  return edges.map((edge, i) => within(edge) - (i === 0 ? 0 : within(edges[i - 1] ?? 0)));
}

/** The pairs of the nearest bands, the first two distances (the same place, and next to it) and the first gap. */
function linksOf(
  near: ReturnType<typeof nearPairs>,
  days: Int32Array,
  row: Int32Array,
  bands: KnoxBands,
): KnoxLink[] {
  const links: KnoxLink[] = [];
  const nearest = bands.metres[0] === 0 ? 1 : 0;
  for (let pair = 0; pair < row.length && links.length < MOST_LINKS; pair += 1) {
    const first = near.first[pair] ?? 0;
    const second = near.second[pair] ?? 0;
    const gap = Math.abs((days[first] ?? 0) - (days[second] ?? 0));
    if ((row[pair] ?? 0) > nearest || gap > (bands.days[0] ?? 0)) continue;
    links.push({ first, second, metres: near.metres[pair] ?? 0, days: gap });
  }
  return links;
}
