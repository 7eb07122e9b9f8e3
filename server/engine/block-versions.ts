/** Zoom of the blocks whose changes are told apart; about 10 km wide. */
const BLOCK_ZOOM = 12;

/**
 * The version of the latest change under each tile down to the blocks of zoom 12, so that a tile's
 * ETag outlives every change elsewhere. Tiles without an entry have been as they are since the load.
 */
export class BlockVersions {
  readonly #versions = new Map<number, number>();
  #initial: number;

  constructor(initial: number) {
    this.#initial = initial;
  }

  /** Notes a change at a grid position. */
  touch(x: number, y: number, version: number): void {
    for (let z = 0; z <= BLOCK_ZOOM; z += 1) {
      this.#versions.set(keyOf(z, x >>> (30 - z), y >>> (30 - z)), version);
    }
  }

  /** Version of the tile; deeper tiles share that of their block. */
  of(z: number, x: number, y: number): number {
    const below = Math.max(0, z - BLOCK_ZOOM);
    return this.#versions.get(keyOf(z - below, x >>> below, y >>> below)) ?? this.#initial;
  }

  get size(): number {
    return this.#versions.size;
  }
}

function keyOf(z: number, x: number, y: number): number {
  return (z * 2 ** BLOCK_ZOOM + x) * 2 ** BLOCK_ZOOM + y;
}
