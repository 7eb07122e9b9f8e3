import { ByLeaf, type Places } from './by-leaf.ts';
import type { AsideFlag, FlagIntervals } from './flag-rows.ts';
import { GrowingColumn } from './growing-column.ts';
import { flagHistory, type LeafHistory } from './leaf.ts';

type FlagHistory = Pick<LeafHistory, 'flags' | 'asideFlags'>;

/** The flag intervals of a load, in any order. */
export class LoadedFlags {
  readonly #points = new GrowingColumn((size) => new Uint32Array(size));
  readonly #bits = new GrowingColumn((size) => new Uint8Array(size));
  readonly #from = new GrowingColumn((size) => new Uint16Array(size));
  readonly #to = new GrowingColumn((size) => new Uint16Array(size));
  readonly #recorded = new GrowingColumn((size) => new Uint16Array(size));
  readonly #superseded: { row: number; day: number }[] = [];

  add(pointRow: number, bit: number, from: number, to: number, recordedDay: number): void {
    this.#points.push(pointRow);
    this.#bits.push(bit);
    this.#from.push(from);
    this.#to.push(to);
    this.#recorded.push(recordedDay);
  }

  /** The interval added next was replaced on that day. */
  supersedeNext(day: number): void {
    this.#superseded.push({ row: this.#points.length, day });
  }

  *byLeaf(places: Places): Generator<void, (leaf: number) => FlagHistory> {
    const replaced = this.#takeReplaced(places);
    const dealt = new ByLeaf(places, this.#points.filled);
    yield;
    const bits = dealt.bytes(this.#bits.filled);
    yield;
    const from = dealt.halves(this.#from.filled);
    yield;
    const to = dealt.halves(this.#to.filled);
    yield;
    const recorded = dealt.halves(this.#recorded.filled);
    yield;
    return (leaf) => {
      const start = dealt.starts[leaf] ?? 0;
      const end = dealt.starts[leaf + 1] ?? 0;
      const intervals: FlagIntervals = {
        slots: dealt.slots.subarray(start, end),
        bits: bits.subarray(start, end),
        from: from.subarray(start, end),
        to: to.subarray(start, end),
        recorded: recorded.subarray(start, end),
      };
      return flagHistory(intervals, replaced.get(leaf) ?? []);
    };
  }

  /** Those that were replaced, by leaf; their rows are left without a flag. */
  #takeReplaced({ leafOfRow, slotOfRow }: Places): Map<number, AsideFlag[]> {
    const result = new Map<number, AsideFlag[]>();
    for (const { row, day } of this.#superseded) {
      const point = this.#points.values[row] ?? 0;
      const leaf = leafOfRow[point] ?? 0;
      const flag = {
        slot: slotOfRow[point] ?? 0,
        bit: this.#bits.values[row] ?? 0,
        from: this.#from.values[row] ?? 0,
        to: this.#to.values[row] ?? 0,
        recorded: this.#recorded.values[row] ?? 0,
        supersededDay: day,
      };
      result.set(leaf, [...(result.get(leaf) ?? []), flag]);
      this.#bits.values[row] = 0;
    }
    return result;
  }
}
