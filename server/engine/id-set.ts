const PAGE_BITS = 12;
const PAGE_BYTES = (1 << PAGE_BITS) / 8;

/**
 * The ids that a text search found, as bits: asked once for each of a million points, where a Set
 * would take longer than the whole tile.
 */
export class IdSet {
  readonly #pages: (Uint8Array | undefined)[] = [];
  #size = 0;
  #sum = 0;
  #mix = 0;

  constructor(ids: Iterable<number>) {
    for (const id of ids) this.#add(id);
  }

  get size(): number {
    return this.#size;
  }

  /** Tells sets apart in keys of caches, whatever the order the ids came in. */
  get key(): string {
    return `${this.#size}-${this.#sum.toString(36)}-${this.#mix.toString(36)}`;
  }

  has(id: number): boolean {
    const page = this.#pages[id >>> PAGE_BITS];
    return page !== undefined && (((page[byteOf(id)] ?? 0) >>> (id & 7)) & 1) === 1;
  }

  #add(id: number): void {
    if (!Number.isInteger(id) || id < 0 || id > 0x7fffffff || this.has(id)) return;
    const page = (this.#pages[id >>> PAGE_BITS] ??= new Uint8Array(PAGE_BYTES));
    page[byteOf(id)] = (page[byteOf(id)] ?? 0) | (1 << (id & 7));
    this.#size += 1;
    this.#sum = (this.#sum + scatter(id, 0x9e3779b1)) >>> 0;
    this.#mix = (this.#mix ^ scatter(id, 0x85ebca6b)) >>> 0;
  }
}

function byteOf(id: number): number {
  return (id >>> 3) & (PAGE_BYTES - 1);
}

/** The finaliser of MurmurHash3 with another multiplier each time. */
function scatter(id: number, multiplier: number): number {
  let bits = Math.imul(id ^ multiplier, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35 ^ multiplier);
  return (bits ^ (bits >>> 16)) >>> 0;
}
