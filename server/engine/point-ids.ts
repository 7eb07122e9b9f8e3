/** Ids share a page when they differ in their low 12 bits only: the ids of a database are dense. */
const PAGE_BITS = 12;
const PAGE_SIZE = 1 << PAGE_BITS;
const BITSET_PAGE_BYTES = PAGE_SIZE / 8;
/** Ids taken in between two yields: about a millisecond. */
const ADDED_A_STEP = 32_768;

/**
 * A paged bitset of the ids that a text search found, 512 bytes a page. It is asked once for each of a million
 * points, where a Set would take longer than the whole tile.
 */
export class IdBitset {
  /** Number of the page of each group of ids; 0 is the page of all groups without one, and empty. */
  #pageOf = new Uint32Array(0);
  #pages = new Uint8Array(BITSET_PAGE_BYTES);
  #pageCount = 1;
  #size = 0;
  #sum = 0;
  #mix = 0;

  constructor(ids: Iterable<number>) {
    for (const id of ids) this.#add(id);
  }

  /** Makes the set of very many ids; yields after some ten thousand. */
  static *of(ids: readonly number[]): Generator<void, IdBitset> {
    const set = new IdBitset([]);
    for (let at = 0; at < ids.length; at += 1) {
      set.#add(ids[at] ?? -1);
      if (at % ADDED_A_STEP === ADDED_A_STEP - 1) yield;
    }
    return set;
  }

  get size(): number {
    return this.#size;
  }

  /** Cache key of the set, independent of the order of its ids. */
  get key(): string {
    return `${this.#size}-${this.#sum.toString(36)}-${this.#mix.toString(36)}`;
  }

  has(id: number): boolean {
    return this.bit(id) === 1;
  }

  /** 1 for an id of the set, else 0, without branching (see match.ts). */
  bit(id: number): number {
    const page = this.#pageOf[id >>> PAGE_BITS] ?? 0;
    return ((this.#pages[page * BITSET_PAGE_BYTES + byteOf(id)] ?? 0) >>> (id & 7)) & 1;
  }

  #add(id: number): void {
    if (!Number.isInteger(id) || id < 0 || id > 0x7fffffff || this.has(id)) return;
    const at = this.#pageFor(id) * BITSET_PAGE_BYTES + byteOf(id);
    this.#pages[at] = (this.#pages[at] ?? 0) | (1 << (id & 7));
    this.#size += 1;
    this.#sum = (this.#sum + hashId(id, 0x9e3779b1)) >>> 0;
    this.#mix = (this.#mix ^ hashId(id, 0x85ebca6b)) >>> 0;
  }

  /** The page of an id, begun if there is none. */
  #pageFor(id: number): number {
    const group = id >>> PAGE_BITS;
    if (group >= this.#pageOf.length) {
      const larger = new Uint32Array(Math.max(group + 1, this.#pageOf.length * 2));
      larger.set(this.#pageOf);
      this.#pageOf = larger;
    }
    const known = this.#pageOf[group] ?? 0;
    if (known > 0) return known;
    if ((this.#pageCount + 1) * BITSET_PAGE_BYTES > this.#pages.length) {
      const larger = new Uint8Array(this.#pages.length * 2);
      larger.set(this.#pages);
      this.#pages = larger;
    }
    this.#pageOf[group] = this.#pageCount;
    this.#pageCount += 1;
    return this.#pageCount - 1;
  }
}

function byteOf(id: number): number {
  return (id >>> 3) & (BITSET_PAGE_BYTES - 1);
}

/** Hashes an id: the finaliser of MurmurHash3 with the given multiplier. */
function hashId(id: number, multiplier: number): number {
  let bits = Math.imul(id ^ multiplier, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35 ^ multiplier);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * A paged table from point id to a small number, two or four bytes an id. Only pages that hold an id exist;
 * a Map would cost forty bytes an entry.
 */
export class IdTable {
  readonly #pages = new Map<number, Uint16Array | Uint32Array>();
  readonly #wide: boolean;
  // The page used last, because consecutive look-ups are mostly of neighbouring ids.
  #lastKey = -1;
  #lastPage: Uint16Array | Uint32Array | undefined;

  /** Values up to 65,534, or up to 2^32 - 2 when `wide`. */
  constructor(wide: boolean) {
    this.#wide = wide;
  }

  /** The value of an id; -1 without one. */
  get(id: number): number {
    return (this.#page(id)?.[id & (PAGE_SIZE - 1)] ?? 0) - 1;
  }

  set(id: number, value: number): void {
    let page = this.#page(id);
    if (page === undefined) {
      page = this.#wide ? new Uint32Array(PAGE_SIZE) : new Uint16Array(PAGE_SIZE);
      this.#pages.set(id >>> PAGE_BITS, page);
      this.#lastPage = page;
    }
    page[id & (PAGE_SIZE - 1)] = value + 1;
  }

  delete(id: number): void {
    const page = this.#page(id);
    if (page !== undefined) page[id & (PAGE_SIZE - 1)] = 0;
  }

  get bytes(): number {
    return this.#pages.size * PAGE_SIZE * (this.#wide ? 4 : 2);
  }

  #page(id: number): Uint16Array | Uint32Array | undefined {
    const key = id >>> PAGE_BITS;
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#lastPage = this.#pages.get(key);
    }
    return this.#lastPage;
  }
}
