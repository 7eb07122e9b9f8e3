import { setImmediate as nextTurn } from 'node:timers/promises';

import { packState } from '#server/engine/codes.ts';
import type { EngineBuilder } from '#server/engine/engine-builder.ts';
import type { Engine } from '#server/engine/engine.ts';
import { IdTable } from '#server/engine/point-ids.ts';
import { LAST_DAY } from '#server/engine/point-record.ts';

import {
  CHECKED,
  type CommuneBlock,
  type EventBlock,
  type FlagBlock,
  type PlaceBlock,
} from './bulk-queries.ts';
import { SentArray } from './sent-array.ts';

const MOST_MILLISECONDS_A_TURN = 10;
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
  readonly #twisted: ReadonlySet<number>;
  constructor(builder: EngineBuilder, twisted: ReadonlySet<number>) {
    this.#builder = builder;
    this.#twisted = twisted;
  }

  takeCommunes({ lead, packed }: CommuneBlock): void {
    const rows = new SentArray(packed);
    for (let row = 0; row < rows.length; row += 1) {
      const pointId = rows.high(row);
      if (lead) this.#leads.set(pointId, rows.low(row));
      else this.#others.set(pointId, [...(this.#others.get(pointId) ?? []), rows.low(row)]);
    }
  }

  takePlaces(block: PlaceBlock): void {
    const rows = new SentArray(block.packed);
    const longitudes = new SentArray(block.longitudes);
    const latitudes = new SentArray(block.latitudes);
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
    const rows = new SentArray(block.packed);
    const entries = new SentArray(block.recorded);
    const checks = block.status === CHECKED;
    const state = packState(block.status, block.cycle);
    for (let row = 0; row < rows.length; row += 1) {
      const pointId = rows.high(row);
      if (this.#twisted.size > 0 && this.#twisted.has(pointId)) continue;
      const low = rows.low(row);
      const recorded = dayOfInstant(entries.whole(row));
      if (checks) this.#builder.addCheckRow(pointId, low >>> 16, recorded);
      else this.#builder.addEventRow(pointId, low >>> 16, recorded, state, low & 0xffff);
    }
  }

  takeFlags(block: FlagBlock): void {
    const rows = new SentArray(block.packed);
    const entries = new SentArray(block.recorded);
    for (let row = 0; row < rows.length; row += 1) {
      const low = rows.low(row);
      const recorded = dayOfInstant(entries.whole(row));
      this.#builder.addFlagRow(rows.high(row), 1 << block.flag, low >>> 16, low & 0xffff, recorded);
    }
  }

  /** Builds the engine in steps, so that a running server answers other requests in between. */
  async finish(): Promise<Engine> {
    const work = this.#builder.finishInSteps();
    for (let began = performance.now(); ;) {
      const step = work.next();
      if (step.done === true) return step.value;
      if (performance.now() - began < MOST_MILLISECONDS_A_TURN) continue;
      await nextTurn();
      began = performance.now();
    }
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
