import { IdTable } from '#server/engine/point-ids.ts';
import { PackedArray } from '#server/live-engine/packed-array.ts';

import { closureGroup } from './closures.ts';
import type { PlaceBlock } from './queries.ts';
import { RowTable } from './row-table.ts';

/** One closed place and what speaks for a look; days count from 1970-01-01. */
export type ClosedPlace = {
  pointId: number;
  category: string;
  /** Way of its elimination; `other` where the paper does not tell. */
  way: string;
  /** Closures that it is compared with. */
  group: string;
  business: boolean;
  eliminatedDay: number;
  lastSeenDay: number | null;
  /** Day of the next check. */
  dueDay: number | null;
  suspected: boolean;
  recurrences: number;
};

/** Places of one commune that owe a check. */
export type OwedChecks = {
  communeId: number;
  count: number;
  overdue: number;
  nextDueDay: number | null;
};

const [ID, COMMUNE, GROUP, ELIMINATED, SEEN, DUE, OWED, CYCLE] = [0, 1, 2, 3, 4, 5, 6, 7];
const COLUMNS = 8;
const NO_DAY_YET = 1;
const LAST_DAY = 65_535;

type Group = { category: string; way: string; business: boolean; name: string };
const NO_GROUP: Group = { category: '', way: '', business: false, name: '' };

/** The closed places of the register in rows of 32 bytes, in no order. */
export class Places {
  readonly #rows = new RowTable(COLUMNS);
  readonly #rowOf = new IdTable(true);
  readonly #groups: Group[] = [];
  readonly #numberOf = new Map<string, number>();

  get length(): number {
    return this.#rows.length;
  }

  get bytes(): number {
    return this.#rows.bytes + this.#rowOf.bytes;
  }

  take(block: PlaceBlock): void {
    const group = this.#group(block);
    const [places, looks] = [new PackedArray(block.places), new PackedArray(block.looks)];
    const [checks, cycles] = [new PackedArray(block.checks), new PackedArray(block.cycles)];
    for (let at = 0; at < places.length; at += 1) {
      const id = places.high(at);
      const known = this.#rowOf.get(id);
      const row = known < 0 ? this.#rows.length : known;
      this.#rowOf.set(id, row);
      this.#rows.write(row, [
        id,
        places.low(at),
        group,
        looks.high(at),
        looks.low(at),
        checks.high(at),
        checks.low(at),
        cycles.low(at),
      ]);
    }
  }

  forget(pointId: number): void {
    const row = this.#rowOf.get(pointId);
    if (row < 0) return;
    const rows = this.#rows;
    const last = rows.length - 1;
    if (row !== last) {
      const moved = Array.from({ length: COLUMNS }, (_, column) => rows.at(last, column));
      rows.write(row, moved);
      this.#rowOf.set(rows.at(row, ID), row);
    }
    rows.dropLast();
    this.#rowOf.delete(pointId);
  }

  /** The places that are due soonest, those without a day last, of equals the smaller ids; given in no order. */
  soonestDue(most: number, isAsked: ((pointId: number) => boolean) | null): ClosedPlace[] {
    const rows = this.#rows;
    const days = new Int32Array(LAST_DAY + 1);
    const asked: number[] = [];
    for (let row = 0; row < rows.length; row += 1) {
      if (isAsked !== null && !isAsked(rows.at(row, ID))) continue;
      asked.push(row);
      const day = this.#dueDay(row);
      days[day] = (days[day] ?? 0) + 1;
    }
    if (asked.length <= most) return asked.map((row) => this.#placeAt(row));
    let [last, taken] = [0, days[0] ?? 0];
    while (taken < most) {
      last += 1;
      taken += days[last] ?? 0;
    }
    const before = asked.filter((row) => this.#dueDay(row) < last);
    const onLast = asked
      .filter((row) => this.#dueDay(row) === last)
      .toSorted((a, b) => rows.at(a, ID) - rows.at(b, ID));
    const chosen = [...before, ...onLast.slice(0, most - before.length)];
    return chosen.map((row) => this.#placeAt(row));
  }

  /** Counts the places that owe a check, by the commune that leads; overdue are those of a day before `day`. */
  owedChecks(day: number): OwedChecks[] {
    const rows = this.#rows;
    const owed = new Map<number, OwedChecks>();
    for (let row = 0; row < rows.length; row += 1) {
      const due = rows.at(row, OWED);
      const communeId = rows.at(row, COMMUNE);
      if (due === 0 || communeId === 0) continue;
      const one = owed.get(communeId) ?? { communeId, count: 0, overdue: 0, nextDueDay: null };
      owed.set(communeId, one);
      one.count += 1;
      if (due <= NO_DAY_YET) continue;
      if (due < day) one.overdue += 1;
      one.nextDueDay = one.nextDueDay === null ? due : Math.min(one.nextDueDay, due);
    }
    return [...owed.values()];
  }

  #placeAt(row: number): ClosedPlace {
    const rows = this.#rows;
    const group = this.#groups[rows.at(row, GROUP)] ?? NO_GROUP;
    const cycle = rows.at(row, CYCLE);
    return {
      pointId: rows.at(row, ID),
      category: group.category,
      way: group.way,
      group: group.name,
      business: group.business,
      eliminatedDay: rows.at(row, ELIMINATED),
      lastSeenDay: rows.at(row, SEEN) || null,
      dueDay: rows.at(row, DUE) || null,
      suspected: (cycle & 1) === 1,
      recurrences: (cycle >> 1) - 1,
    };
  }

  /** For sorting: a place without a day comes last. */
  #dueDay(row: number): number {
    return Math.min(LAST_DAY, this.#rows.at(row, DUE) || LAST_DAY);
  }

  #group({ category, way, business }: PlaceBlock): number {
    const name = closureGroup({ category, way });
    const key = `${name} ${business}`;
    const known = this.#numberOf.get(key);
    if (known !== undefined) return known;
    this.#numberOf.set(key, this.#groups.length);
    return this.#groups.push({ category, way, business, name }) - 1;
  }
}
