const MOST_SETS = 0x10000;

/**
 * A dictionary of the commune sets that occur among the points. Most points lie in one commune, some on a
 * border: the number of a set takes two bytes a point, and a filter is evaluated once per set.
 */
export class CommuneSets {
  readonly #numbers = new Map<string, number>();
  /** Numbers of the sets of one commune, by its id: nearly all points of a load have such a set. */
  readonly #numbersOfOne = new Map<number, number>();
  readonly #sets: (readonly number[])[] = [];

  get size(): number {
    return this.#sets.length;
  }

  /** All sets, by number. */
  all(): readonly (readonly number[])[] {
    return [...this.#sets];
  }

  at(number: number): readonly number[] {
    return this.#sets[number] ?? [];
  }

  /** @throws {RangeError} beyond 65,536 different sets. */
  numberOf(communeIds: readonly number[]): number {
    const [only = 0] = communeIds;
    const one = communeIds.length === 1;
    const known = one ? this.#numbersOfOne.get(only) : this.#numbers.get(communeIds.join(' '));
    if (known !== undefined) return known;
    const number = this.#sets.length;
    if (number >= MOST_SETS) throw new RangeError('too many different sets of communes');
    if (one) this.#numbersOfOne.set(only, number);
    else this.#numbers.set(communeIds.join(' '), number);
    this.#sets.push([...communeIds]);
    return number;
  }

  /** One byte per set: 1 when the set has a commune of every group, else 0. */
  touching(groups: readonly ReadonlySet<number>[]): Uint8Array {
    const result = new Uint8Array(this.#sets.length).fill(1);
    for (const group of groups) {
      for (const [number, set] of this.#sets.entries()) {
        if (!set.some((communeId) => group.has(communeId))) result[number] = 0;
      }
    }
    return result;
  }
}
