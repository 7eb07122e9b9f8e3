import type { EngineBuilder } from '#server/engine/engine-builder.ts';
import type { Engine } from '#server/engine/engine.ts';
import { GrowingColumn } from '#server/engine/growing-column.ts';
import { IdTable } from '#server/engine/id-table.ts';
import { LAST_DAY, OPEN_END } from '#server/engine/point-record.ts';
import { allRows, stableOrder } from '#server/engine/stable-order.ts';

import type { CommuneBlock, FlagBlock, MoveBlock, PlaceBlock } from './bulk-queries.ts';
import { PackedArray } from './packed-array.ts';

const DAY_SECONDS = 86_400;
/** The city has been seven hours ahead of UTC since 1975, long before anything was entered. */
const CITY_SECONDS = 7 * 3_600;
/** Of a timestamptz, which counts microseconds from 2000-01-01. */
const SECONDS_BEFORE_2000 = 946_684_800;
const SEQUENCES = 1 << 16;

/** Puts the blocks of a load together: communes before places, places before flags, moves at any time. */
export class BulkLoader {
  readonly #builder: EngineBuilder;
  readonly #leads = new IdTable(true);
  readonly #others = new Map<number, number[]>();
  /** Points whose moves are read in another way. */
  readonly #twisted: ReadonlySet<number>;
  readonly #moves = {
    points: new GrowingColumn((size) => new Int32Array(size)),
    sequences: new GrowingColumn((size) => new Uint16Array(size)),
    days: new GrowingColumn((size) => new Uint16Array(size)),
    recorded: new GrowingColumn((size) => new Uint16Array(size)),
    statuses: new GrowingColumn((size) => new Uint8Array(size)),
    cycles: new GrowingColumn((size) => new Uint8Array(size)),
  };

  constructor(builder: EngineBuilder, twisted: ReadonlySet<number>) {
    this.#builder = builder;
    this.#twisted = twisted;
  }

  takeCommunes({ lead, packed }: CommuneBlock): void {
    const rows = new PackedArray(packed);
    for (let row = 0; row < rows.length; row += 1) {
      const pointId = rows.high(row);
      if (lead) this.#leads.set(pointId, rows.low(row));
      else this.#others.set(pointId, [...(this.#others.get(pointId) ?? []), rows.low(row)]);
    }
  }

  takePlaces(block: PlaceBlock): void {
    const rows = new PackedArray(block.packed);
    const longitudes = new PackedArray(block.longitudes);
    const latitudes = new PackedArray(block.latitudes);
    for (let row = 0; row < rows.length; row += 1) {
      const id = rows.high(row);
      const low = rows.low(row);
      this.#builder.addPoint({
        id,
        longitude: longitudes.double(row),
        latitude: latitudes.double(row),
        category: low >>> 1,
        kind: (low & 1) === 1 ? 1 : 0,
        communeIds: this.#communesOf(id),
      });
    }
  }

  takeMoves(block: MoveBlock): void {
    const { points, sequences, days, recorded, statuses, cycles } = this.#moves;
    const rows = new PackedArray(block.packed);
    const entries = new PackedArray(block.recorded);
    for (let row = 0; row < rows.length; row += 1) {
      const pointId = rows.high(row);
      if (this.#twisted.size > 0 && this.#twisted.has(pointId)) continue;
      const low = rows.low(row);
      const entry = entries.whole(row);
      points.push(pointId);
      days.push(low >>> 16);
      sequences.push(low & 0xffff);
      recorded.push(dayOfSecond(Math.floor(entry / 256)));
      statuses.push(block.status);
      cycles.push(entries.low(row) & 0xff);
    }
  }

  takeFlags(block: FlagBlock): void {
    const rows = new PackedArray(block.packed);
    const entries = new PackedArray(block.recorded);
    for (let row = 0; row < rows.length; row += 1) {
      const low = rows.low(row);
      const to = low & 0xffff;
      this.#builder.addFlag(rows.high(row), {
        flag: block.flag,
        fromDay: low >>> 16,
        toDay: to === OPEN_END ? null : to,
        recordedDay: dayOfSecond(entries.whole(row) / 1e6 + SECONDS_BEFORE_2000),
      });
    }
  }

  /** The blocks of a table come in any order, and so do its rows; the builder takes them as entered. */
  finish(): Engine {
    const { points, sequences, days, recorded, statuses, cycles } = this.#moves;
    const sequenceOf = (row: number) => sequences.values[row] ?? 0;
    for (const row of stableOrder(allRows(points.length), SEQUENCES, sequenceOf).rows) {
      this.#builder.addEvent(points.values[row] ?? 0, {
        effectiveDay: days.values[row] ?? 0,
        recordedDay: recorded.values[row] ?? 0,
        status: statuses.values[row] ?? 0,
        cycle: cycles.values[row] ?? 0,
      });
    }
    return this.#builder.finish();
  }

  #communesOf(pointId: number): number[] {
    const lead = this.#leads.get(pointId);
    const others = this.#others.get(pointId);
    const rest = others === undefined ? [] : others.toSorted((a, b) => a - b);
    return lead < 0 ? rest : [lead, ...rest];
  }
}

function dayOfSecond(second: number): number {
  const day = Math.floor((second + CITY_SECONDS) / DAY_SECONDS);
  return Math.max(0, Math.min(LAST_DAY, day));
}
