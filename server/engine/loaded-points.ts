import type { Places } from './by-leaf.ts';
import { GrowingColumn } from './growing-column.ts';
import { pointColumns, type PointColumns } from './leaf.ts';
import { gridX, gridY, spreadBits } from './mercator.ts';
import { allRows, stableOrder } from './stable-order.ts';

/** Digits of 15 bits: an id takes three of them, a grid position two for each half of its bits. */
const DIGIT_BITS = 15;

/** The points of a load, which end up in Morton order. */
export class LoadedPoints {
  readonly #ids = new GrowingColumn((size) => new Int32Array(size));
  readonly #xs = new GrowingColumn((size) => new Uint32Array(size));
  readonly #ys = new GrowingColumn((size) => new Uint32Array(size));
  readonly #classes = new GrowingColumn((size) => new Uint8Array(size));
  readonly #communeSets = new GrowingColumn((size) => new Uint16Array(size));
  #order: Uint32Array = new Uint32Array(0);

  get length(): number {
    return this.#ids.length;
  }

  add(
    id: number,
    longitude: number,
    latitude: number,
    pointClass: number,
    communeSet: number,
  ): void {
    this.#ids.push(id);
    this.#xs.push(gridX(longitude));
    this.#ys.push(gridY(latitude));
    this.#classes.push(pointClass);
    this.#communeSets.push(communeSet);
  }

  /** Orders by grid position, equal positions by id, digit by digit from the least significant. */
  *inOrder(leafPoints: number): Generator<void, Places> {
    const { length, values: ids } = this.#ids;
    const low = new Uint32Array(length);
    const high = new Uint32Array(length);
    for (let row = 0; row < length; row += 1) {
      const x = this.#xs.values[row] ?? 0;
      const y = this.#ys.values[row] ?? 0;
      low[row] = (spreadBits(y) << 1) | spreadBits(x);
      high[row] = (spreadBits(y >>> DIGIT_BITS) << 1) | spreadBits(x >>> DIGIT_BITS);
    }
    yield;
    let order = allRows(length);
    for (const values of [ids, low, high]) {
      for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
        order = stableOrder(order, { values, shift, bits: DIGIT_BITS });
        yield;
      }
    }
    this.#order = order;
    const leafCount = Math.ceil(length / leafPoints);
    const leafOfRow = new Uint16Array(length);
    const slotOfRow = new Uint16Array(length);
    for (let place = 0; place < length; place += 1) {
      const row = order[place] ?? 0;
      leafOfRow[row] = Math.floor(place / leafPoints);
      slotOfRow[row] = place % leafPoints;
    }
    yield;
    return { leafCount, leafOfRow, slotOfRow };
  }

  ofLeaf(key: number, leafPoints: number): PointColumns {
    const rows = this.#order.subarray(key * leafPoints, (key + 1) * leafPoints);
    const result = pointColumns(rows.length);
    for (let slot = 0; slot < rows.length; slot += 1) {
      const row = rows[slot] ?? 0;
      result.ids[slot] = this.#ids.values[row] ?? 0;
      result.xs[slot] = this.#xs.values[row] ?? 0;
      result.ys[slot] = this.#ys.values[row] ?? 0;
      result.classes[slot] = this.#classes.values[row] ?? 0;
      result.communeSets[slot] = this.#communeSets.values[row] ?? 0;
    }
    return result;
  }
}
