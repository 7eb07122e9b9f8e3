const FIRST_SIZE = 1 << 10;

/**
 * Ways that nobody asked for by their tags, kept in plain arrays until it is known which of them a relation needs:
 * relations stand last in a file, and the borders and shores that they are made of often have no tags.
 */
export class UntaggedWays {
  #ids = new Float64Array(FIRST_SIZE);
  /** End of the nodes of each way, as an index into `#nodes`. */
  #ends = new Float64Array(FIRST_SIZE);
  #nodes = new Float64Array(FIRST_SIZE);
  #ways = 0;
  #used = 0;

  add(id: number, nodes: readonly number[]): void {
    if (this.#ways >= this.#ids.length) {
      this.#ids = larger(this.#ids, 2 * this.#ways);
      this.#ends = larger(this.#ends, 2 * this.#ways);
    }
    if (this.#used + nodes.length > this.#nodes.length) {
      this.#nodes = larger(this.#nodes, 2 * (this.#used + nodes.length));
    }
    this.#nodes.set(nodes, this.#used);
    this.#used += nodes.length;
    this.#ids[this.#ways] = id;
    this.#ends[this.#ways] = this.#used;
    this.#ways += 1;
  }

  /** Finds those ways whose ids are asked for. */
  pick(wanted: ReadonlySet<number>): Map<number, readonly number[]> {
    const found = new Map<number, readonly number[]>();
    for (let way = 0; way < this.#ways; way += 1) {
      const id = this.#ids[way] ?? 0;
      if (!wanted.has(id)) continue;
      const begin = way === 0 ? 0 : (this.#ends[way - 1] ?? 0);
      found.set(id, Array.from(this.#nodes.subarray(begin, this.#ends[way])));
    }
    return found;
  }
}

function larger(old: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(size);
  grown.set(old);
  return grown;
}
