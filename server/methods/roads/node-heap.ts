/** A binary heap of nodes by a cost that may fall while they wait; each node is in it at most once. */
export class NodeHeap {
  readonly #nodes: Int32Array;
  readonly #places: Int32Array;
  readonly #cost: Float64Array;
  #size = 0;

  /** @param cost of each node, kept by the caller; lowered before {@link push} */
  constructor(cost: Float64Array) {
    this.#cost = cost;
    this.#nodes = new Int32Array(cost.length);
    this.#places = new Int32Array(cost.length).fill(-1);
  }

  get size(): number {
    return this.#size;
  }

  /** Takes a node in, or moves it up after its cost fell. */
  push(node: number): void {
    let place = this.#places[node] ?? -1;
    if (place === -1) {
      place = this.#size;
      this.#size += 1;
    }
    const cost = this.#cost[node] ?? 0;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.#nodes[above] ?? 0;
      if ((this.#cost[other] ?? 0) <= cost) break;
      this.#set(place, other);
      place = above;
    }
    this.#set(place, node);
  }

  /** The cheapest node, taken out; -1 when there is none. */
  pop(): number {
    if (this.#size === 0) return -1;
    const top = this.#nodes[0] ?? 0;
    this.#places[top] = -1;
    this.#size -= 1;
    const last = this.#nodes[this.#size] ?? 0;
    if (this.#size > 0) this.#sink(last);
    return top;
  }

  clear(): void {
    for (let place = 0; place < this.#size; place += 1) this.#places[this.#nodes[place] ?? 0] = -1;
    this.#size = 0;
  }

  #sink(node: number): void {
    const cost = this.#cost[node] ?? 0;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#size) break;
      const right = below + 1;
      if (right < this.#size && this.#costAt(right) < this.#costAt(below)) below = right;
      if (this.#costAt(below) >= cost) break;
      this.#set(place, this.#nodes[below] ?? 0);
      place = below;
    }
    this.#set(place, node);
  }

  #costAt(place: number): number {
    return this.#cost[this.#nodes[place] ?? 0] ?? 0;
  }

  #set(place: number, node: number): void {
    this.#nodes[place] = node;
    this.#places[node] = place;
  }
}
