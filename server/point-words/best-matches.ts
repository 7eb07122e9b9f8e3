/** A match in one number: the rank (the smaller, the better) over the id, so that equal ranks go by id. */
export type PackedMatch = number;
const ID_LIMIT = 2 ** 31;

/** Weights of the rank: slips before beginnings, before words of the commune, before words that were not asked. */
export const SLIP_RANK = 16 ** 3;
export const BEGINNING_RANK = 16 ** 2;
export const COMMUNE_RANK = 16;
export const MOST_SPARE = 15;

export function packMatch(rank: number, id: number): PackedMatch {
  return rank * ID_LIMIT + id;
}

export function idOf(match: PackedMatch): number {
  return match % ID_LIMIT;
}

/** Number of the asked words that match with a slip only. */
export function slipsOf(match: PackedMatch): number {
  return Math.floor(match / ID_LIMIT / SLIP_RANK);
}

/** Keeps the best of all matches that are offered, each once. */
export class BestMatches {
  readonly #most: number;
  readonly #kept: PackedMatch[] = [];
  /** Only a match below this number would still be kept. */
  limit: PackedMatch = Infinity;

  /** @param most number of matches that are kept, 1 or more */
  constructor(most: number) {
    this.#most = most;
  }

  offer(match: PackedMatch): void {
    if (match >= this.limit) return;
    const kept = this.#kept;
    let [low, high] = [0, kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((kept[middle] ?? 0) < match) low = middle + 1;
      else high = middle;
    }
    if (kept[low] === match) return;
    kept.splice(low, 0, match);
    if (kept.length > this.#most) kept.pop();
    if (kept.length === this.#most) this.limit = kept.at(-1) ?? Infinity;
  }

  /** The kept matches, best first. */
  sorted(): readonly PackedMatch[] {
    return this.#kept;
  }
}
