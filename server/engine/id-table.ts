const PAGE_BITS = 12;
const PAGE_SIZE = 1 << PAGE_BITS;

/**
 * Small numbers by point id, in pages of a typed array that exist where ids do: identities of a
 * database are dense, where a Map would cost forty bytes an entry.
 */
export class IdTable {
  readonly #pages = new Map<number, Uint16Array | Uint32Array>();
  readonly #wide: boolean;
  // Ids mostly come near each other: the page used last is at hand.
  #lastKey = -1;
  #lastPage: Uint16Array | Uint32Array | undefined;

  /** Values up to 65,534, or up to 2^32 - 2 when `wide`. */
  constructor(wide: boolean) {
    this.#wide = wide;
  }

  /** The value kept for an id; -1 when there is none. */
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
