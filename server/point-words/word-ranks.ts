import { BEGINNING_RANK, COMMUNE_RANK, MOST_SPARE, SLIP_RANK } from './best-matches.ts';
import { BEGINNING, EQUAL, NO_MATCH, SLIP } from './vocabulary.ts';

/** An asked word with the grade of every known word. */
export type Asked = {
  grades: Uint8Array;
  /** Communes whose name holds the word. */
  communes: ReadonlySet<number>;
  /** Known words that answer. */
  answers: { number: number; grade: number }[];
  /** Points that hold one of them, at most. */
  points: number;
};

/**
 * Known words of which every match holds at least one: those that answer the rarest of the asked words that no commune
 * has, or, where communes have all of them, those that answer any.
 */
export function sourcesOf(asked: readonly Asked[]): Asked['answers'] {
  const own = asked.filter(({ communes }) => communes.size === 0);
  const [rarest] = own.toSorted((a, b) => a.points - b.points);
  return (rarest === undefined ? asked : [rarest]).flatMap(({ answers }) => answers);
}

/** Finds the points that match with the fewest slips. */
export class FewestSlips {
  slips = Infinity;
  ids: number[] = [];

  offer(rank: number, id: number): void {
    const slips = Math.floor(rank / SLIP_RANK);
    if (slips > this.slips) return;
    if (slips < this.slips) this.ids = [];
    this.slips = slips;
    this.ids.push(id);
  }
}

/** Number of words of a point that were not asked for, up to {@link MOST_SPARE}. */
export function spareOf(held: number, own: number): number {
  return Math.min(MOST_SPARE, Math.max(0, held - own));
}

/** Ranks the words of a point against all asked words; negative if one is unanswered, or if none is of its own words. */
export function rankOf(
  asked: readonly Asked[],
  { words, from, to }: { words: Uint32Array; from: number; to: number },
  communeIds: readonly number[],
): number {
  let [slips, beginnings, communes] = [0, 0, 0];
  for (const { grades, communes: named } of asked) {
    let best = NO_MATCH;
    for (let at = from; at < to; at += 1) {
      const grade = grades[words[at] ?? 0] ?? NO_MATCH;
      if (grade <= best) continue;
      best = grade;
      if (best === EQUAL) break;
    }
    if (best < EQUAL && named.size > 0 && holdsOne(named, communeIds)) communes += 1;
    else if (best === NO_MATCH) return -1;
    else if (best === SLIP) slips += 1;
    else if (best === BEGINNING) beginnings += 1;
  }
  const own = asked.length - communes;
  if (own === 0) return -1;
  const spare = spareOf(to - from, own);
  return slips * SLIP_RANK + beginnings * BEGINNING_RANK + communes * COMMUNE_RANK + spare;
}

function holdsOne(named: ReadonlySet<number>, ids: readonly number[]): boolean {
  for (const id of ids) if (named.has(id)) return true;
  return false;
}
