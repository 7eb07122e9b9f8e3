/**
 * Sums of the log-rank test over event times and strata: observed and expected events of each group, and the covariance
 * V of the groups. V has −w_gh off its diagonal, w_gh = Σ weight²·d·(n − d)/(n − 1)·(n_g/n)·(n_h/n), and rows that sum
 * to 0: it is the Laplacian of a graph that joins groups which were at risk together.
 */
export class LogRankSums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly #size: number;
  readonly #joined: Float64Array;

  constructor(size: number) {
    this.#size = size;
    this.observed = new Float64Array(size);
    this.expected = new Float64Array(size);
    this.#joined = new Float64Array(size * size);
  }

  addEvent(group: number, weight = 1): void {
    this.observed[group] = (this.observed[group] ?? 0) + weight;
  }

  /** Adds one event time: its number of events, and those at risk in each group. */
  addExpected(events: number, risk: Float64Array, weight = 1): void {
    const size = this.#size;
    let n = 0;
    for (let g = 0; g < size; g += 1) n += risk[g] ?? 0;
    if (n === 0) return;
    const spread = n > 1 ? (weight ** 2 * events * (n - events)) / (n - 1) : 0;
    for (let g = 0; g < size; g += 1) {
      const share = (risk[g] ?? 0) / n;
      this.expected[g] = (this.expected[g] ?? 0) + weight * events * share;
      for (let h = 0; h < g; h += 1) {
        const joined = spread * share * ((risk[h] ?? 0) / n);
        this.#joined[g * size + h] = (this.#joined[g * size + h] ?? 0) + joined;
      }
    }
  }

  reset(): void {
    this.observed.fill(0);
    this.expected.fill(0);
    this.#joined.fill(0);
  }

  /**
   * Computes χ² with a generalised inverse, and the rank of V. Within each set of connected groups the differences sum
   * to 0, so one group of the set is left out and the rest has full rank. A set of one group adds nothing.
   */
  test(): { chiSquare: number; rank: number; sets: number[][] } {
    const sets = this.#sets().filter((set) => set.length > 1);
    let [chiSquare, rank] = [0, 0];
    for (const set of sets) {
      chiSquare += this.#chiSquareOf(set);
      rank += set.length - 1;
    }
    return { chiSquare, rank, sets };
  }

  #between(g: number, h: number): number {
    return this.#joined[Math.max(g, h) * this.#size + Math.min(g, h)] ?? 0;
  }

  #sets(): number[][] {
    const sets: number[][] = [];
    const seen = new Set<number>();
    for (let start = 0; start < this.#size; start += 1) {
      if (seen.has(start)) continue;
      seen.add(start);
      const set = [start];
      for (const g of set) {
        for (let h = 0; h < this.#size; h += 1) {
          if (seen.has(h) || this.#between(g, h) === 0) continue;
          seen.add(h);
          set.push(h);
        }
      }
      sets.push(set.toSorted((a, b) => a - b));
    }
    return sets;
  }

  /**
   * Eliminates without pivots. In a Laplacian less one row and column no digits cancel, as long as each diagonal
   * element is kept as the sum of the links from its group to the others.
   */
  #chiSquareOf(set: readonly number[]): number {
    const size = set.length;
    const joined = set.map((g) => set.map((h) => (g === h ? 0 : this.#between(g, h))));
    const difference = set.map((g) => (this.observed[g] ?? 0) - (this.expected[g] ?? 0));
    let chiSquare = 0;
    // Groups are removed one by one; groups that a removed one linked are linked directly. The last one stays.
    for (let out = 0; out < size - 1; out += 1) {
      const row = joined[out] ?? [];
      let diagonal = 0;
      for (let h = out + 1; h < size; h += 1) diagonal += row[h] ?? 0;
      const own = difference[out] ?? 0;
      chiSquare += (own * own) / diagonal;
      for (let g = out + 1; g < size; g += 1) {
        const share = (row[g] ?? 0) / diagonal;
        difference[g] = (difference[g] ?? 0) + share * own;
        const target = joined[g] ?? [];
        for (let h = out + 1; h < size; h += 1) {
          if (h !== g) target[h] = (target[h] ?? 0) + share * (row[h] ?? 0);
        }
      }
    }
    return chiSquare;
  }
}
