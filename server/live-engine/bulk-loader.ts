import { packState } from '#server/engine/codes.ts';
import type { EngineBuilder } from '#server/engine/engine-builder.ts';
import type { EventBlock as Columns } from '#server/engine/loaded-events.ts';
import { IdTable } from '#server/engine/point-ids.ts';
import { LAST_DAY } from '#server/engine/point-record.ts';

import {
  CHECKED,
  type CommuneBlock,
  type EventBlock,
  type FlagBlock,
  type PlaceBlock,
} from './bulk-queries.ts';

const VALUE_BYTES = 8;
const HIGH_BITS = 2 ** 32;

/**
 * Reads values of eight bytes that the database has put one behind the other (see bulk-queries.ts). They are
 * read where they lie: a copy of each block would wake the collector of garbage again and again.
 */
export class SentNumbers {
  readonly length: number;
  readonly #view: DataView;

  /**
   * @param length the number of values that there must be
   * @throws {TypeError} when there are fewer or more: a value was null, or the bytes are cut off
   */
  constructor(bytes: Uint8Array, length = bytes.byteLength / VALUE_BYTES) {
    if (bytes.byteLength !== length * VALUE_BYTES || !Number.isInteger(length)) {
      throw new TypeError('a column of a load has another number of values');
    }
    this.length = length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Upper 32 bits, unsigned. */
  high(index: number): number {
    return this.#view.getUint32(index * VALUE_BYTES);
  }

  /** Lower 32 bits, unsigned. */
  low(index: number): number {
    return this.#view.getUint32(index * VALUE_BYTES + 4);
  }

  /** All 64 bits as a number with its sign (exact up to 2^53 on both sides of zero). */
  whole(index: number): number {
    return this.#view.getInt32(index * VALUE_BYTES) * HIGH_BITS + this.low(index);
  }

  double(index: number): number {
    return this.#view.getFloat64(index * VALUE_BYTES);
  }
}

const DAY_SECONDS = 86_400;
/** Offset of the city's time from UTC, unchanged since 1975. */
const CITY_SECONDS = 7 * 3_600;
/** Seconds from 1970-01-01 to 2000-01-01, from which a timestamptz counts its microseconds. */
const SECONDS_BEFORE_2000 = 946_684_800;

/** Feeds the blocks of a bulk load to the engine builder: communes before points, points before flags and events. */
export class BulkLoader {
  readonly #builder: EngineBuilder;
  readonly #leads = new IdTable(true);
  readonly #others = new Map<number, number[]>();
  /** Points whose events are read one by one (see listPointsWithTwistedHistory). */
  #twisted: ReadonlySet<number> = new Set();

  constructor(builder: EngineBuilder) {
    this.#builder = builder;
  }

  /** Leaves out the events of these points; said before the first block of events. */
  leaveOut(twisted: readonly number[]): void {
    this.#twisted = new Set(twisted);
  }

  takeCommunes({ lead, packed }: CommuneBlock): void {
    const rows = new SentNumbers(packed);
    for (let row = 0; row < rows.length; row += 1) {
      const pointId = rows.high(row);
      if (lead) this.#leads.set(pointId, rows.low(row));
      else this.#others.set(pointId, [...(this.#others.get(pointId) ?? []), rows.low(row)]);
    }
  }

  takePlaces(block: PlaceBlock): void {
    const rows = new SentNumbers(block.packed);
    const longitudes = new SentNumbers(block.longitudes, rows.length);
    const latitudes = new SentNumbers(block.latitudes, rows.length);
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

  takeEvents(block: EventBlock): void {
    const rows = new SentNumbers(block.packed);
    const entries = new SentNumbers(block.recorded, rows.length);
    const checks = block.status === CHECKED;
    const columns = eventBlock(rows.length, checks ? 0 : packState(block.status, block.cycle));
    const twisted = this.#twisted.size > 0 ? this.#twisted : null;
    let count = 0;
    for (let row = 0; row < rows.length; row += 1) {
      const pointId = rows.high(row);
      if (twisted?.has(pointId) === true) continue;
      const low = rows.low(row);
      columns.points[count] = pointId;
      columns.days[count] = low >>> 16;
      columns.recorded[count] = dayOfInstant(entries.whole(row));
      columns.seqs[count] = low & 0xffff;
      count += 1;
    }
    if (checks)
      this.#builder.addChecks({ ...firstRows(columns, count), seqs: new Uint16Array(count) });
    else this.#builder.addEvents(firstRows(columns, count));
  }

  takeFlags(block: FlagBlock): void {
    const rows = new SentNumbers(block.packed);
    const entries = new SentNumbers(block.recorded, rows.length);
    const { length } = rows;
    const points = new Uint32Array(length);
    const from = new Uint16Array(length);
    const to = new Uint16Array(length);
    const recorded = new Uint16Array(length);
    for (let row = 0; row < length; row += 1) {
      const low = rows.low(row);
      points[row] = rows.high(row);
      from[row] = low >>> 16;
      to[row] = low & 0xffff;
      recorded[row] = dayOfInstant(entries.whole(row));
    }
    const bits = new Uint8Array(length).fill(1 << block.flag);
    this.#builder.addFlags({ points, bits, from, to, recorded });
  }

  #communesOf(pointId: number): number[] {
    const lead = this.#leads.get(pointId);
    const others = this.#others.get(pointId);
    const rest = others === undefined ? [] : others.toSorted((a, b) => a - b);
    return lead < 0 ? rest : [lead, ...rest];
  }
}

/** Day in the city of a timestamptz, which counts microseconds from 2000-01-01. */
function dayOfInstant(microseconds: number): number {
  const seconds = microseconds / 1e6 + SECONDS_BEFORE_2000 + CITY_SECONDS;
  return Math.max(0, Math.min(LAST_DAY, Math.floor(seconds / DAY_SECONDS)));
}

function eventBlock(length: number, state: number): Columns {
  return {
    points: new Uint32Array(length),
    days: new Uint16Array(length),
    recorded: new Uint16Array(length),
    states: new Uint8Array(length).fill(state),
    seqs: new Uint16Array(length),
  };
}

function firstRows(columns: Columns, count: number): Columns {
  if (count === columns.points.length) return columns;
  return {
    points: columns.points.subarray(0, count),
    days: columns.days.subarray(0, count),
    recorded: columns.recorded.subarray(0, count),
    states: columns.states.subarray(0, count),
    seqs: columns.seqs.subarray(0, count),
  };
}
