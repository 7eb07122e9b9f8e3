import { IdTable } from '#server/engine/point-ids.ts';
import { PackedArray } from '#server/live-engine/packed-array.ts';

import type { ClosureBlock } from './queries.ts';
import { RowTable } from './row-table.ts';

/** Closures of one group that lasted the same number of days, and whether a recurrence ended them. */
export type ClosureCount = { group: string; days: number; event: boolean; count: number };

/** The group that a closure is compared with. */
export function closureGroup({ category, way }: { category: string; way: string }): string {
  return `${category} ${way}`;
}

const [GROUP, ELIMINATED, ENDED, BACK, COMMUNE, HANDED_OVER, DELISTED, NEXT, ID, ENTERED] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
];
export const CLOSURE_COLUMNS = 10;
/** Days stand in sixteen bits beside others. */
const DAY_BITS = 16;
const DAY_MASK = 0xffff;
/** Column of a free row. */
const FREE = -1;
const NONE = -1;

/** First and last day, counted from 1970-01-01. */
export type DayPeriod = { from: number; to: number };

/** Recurrences of one category in one commune, those at places that were handed over by then, and days at risk. */
export type RecurrenceCount = {
  communeId: number;
  stratum: string;
  events: number;
  received: number;
  exposure: number;
};

/** Days to numbers of closures: of those that ended, by their length; of those that last, by the day of elimination. */
type Tally = { ended: Map<number, number>; lasting: Map<number, number> };

const OTHER_WAY = 'other';
type ClosureGroup = { category: string; way: string | null; name: string };
/** A copy of all closures: `CLOSURE_COLUMNS` numbers a row. */
export type ClosureRows = { rows: Int32Array<ArrayBuffer>; groups: ClosureGroup[] };

/** One closure, in days after its elimination. */
export type ClosureSpell = {
  communeId: number;
  category: string;
  way: string | null;
  /** Until when it lasted: to the next cycle, the delisting, or the day asked for. */
  exit: number;
  /** Until when the place would have been watched, had it not come back. */
  until: number;
  /** Day on which the place came under watch; 0 for most. */
  entry: number;
  recurred: boolean;
};

/** Every closure up to a day, of places that a commune leads. */
export function spellsUpTo({ rows, groups }: ClosureRows, day: number): ClosureSpell[] {
  const spells: ClosureSpell[] = [];
  for (let at = 0; at < rows.length; at += CLOSURE_COLUMNS) {
    const column = (number: number) => rows[at + number] ?? 0;
    const group = groups[column(GROUP)];
    const [eliminated, communeId] = [column(ELIMINATED), column(COMMUNE)];
    if (group === undefined || communeId === 0 || eliminated === 0 || eliminated > day) continue;
    const recurred = column(ENDED) > 0 && column(ENDED) <= day;
    const watched = Math.min(column(DELISTED) || day, day);
    const entered = column(ENTERED);
    spells.push({
      communeId,
      category: group.category,
      way: group.way,
      exit: (recurred ? Math.min(column(ENDED), watched) : watched) - eliminated,
      until: (recurred ? day : watched) - eliminated,
      entry: entered === 0 ? 0 : Math.max(entered - eliminated, 0),
      recurred,
    });
  }
  return spells;
}

/** All closures that there were, by point, and how many of each length there are in each group. */
export class Closures {
  readonly #rows = new RowTable(CLOSURE_COLUMNS);
  /** The first row of a point; each row names the next one of the same point. */
  readonly #first = new IdTable(true);
  #free: number[] = [];
  readonly #groups: ClosureGroup[] = [];
  readonly #numberOf = new Map<string, number>();
  /** By name: closures of no known way are compared with those of another way. */
  readonly #tallies = new Map<string, Tally>();

  get bytes(): number {
    return this.#rows.bytes + this.#first.bytes;
  }

  /** Adds closures; those of a point that is known already must have been forgotten. */
  take(block: ClosureBlock): void {
    const closures = new PackedArray(block.closures);
    const ends = new PackedArray(block.ends);
    const releases = new PackedArray(block.releases);
    const group = this.#group(block);
    for (let row = 0; row < closures.length; row += 1) {
      const pointId = closures.high(row);
      const [days, end] = [closures.low(row), ends.high(row)];
      const eliminated = days & DAY_MASK;
      const ended = end >> 1;
      const at = this.#free.pop() ?? this.#rows.length;
      this.#rows.write(at, [
        group,
        eliminated,
        ended,
        end & 1,
        ends.low(row),
        releases.high(row),
        releases.low(row),
        this.#first.get(pointId),
        pointId,
        days >>> DAY_BITS,
      ]);
      this.#first.set(pointId, at);
      this.#count(group, eliminated, ended, 1);
    }
  }

  forget(pointId: number): void {
    let row = this.#first.get(pointId);
    if (row !== NONE) this.#first.delete(pointId);
    while (row !== NONE) {
      const rows = this.#rows;
      this.#count(rows.at(row, GROUP), rows.at(row, ELIMINATED), rows.at(row, ENDED), -1);
      this.#free.push(row);
      rows.set(row, GROUP, FREE);
      row = rows.at(row, NEXT);
    }
  }

  /** Counts the closures up to a day by their length, until a recurrence or until that day. */
  counts(day: number): ClosureCount[] {
    return [...this.#tallies].flatMap(([group, { ended, lasting }]) => {
      const rows: ClosureCount[] = [];
      for (const [days, count] of ended) rows.push({ group, days, event: true, count });
      for (const [eliminated, count] of lasting) {
        if (eliminated <= day) rows.push({ group, days: day - eliminated, event: false, count });
      }
      return rows;
    });
  }

  /**
   * Counts recurrences and days at risk of a period, both days included, by the commune that leads the place today and
   * its category. A place is at risk from its elimination to its next cycle or its delisting.
   */
  recurrences({ from, to }: DayPeriod): RecurrenceCount[] {
    const rows = this.#rows;
    const categories = this.#groups.map(({ category }) => category);
    const strata = new Map<string, RecurrenceCount>();
    for (let row = 0; row < rows.length; row += 1) {
      const [group, communeId] = [rows.at(row, GROUP), rows.at(row, COMMUNE)];
      if (group === FREE || communeId === 0) continue;
      const stratum = categories[group] ?? '';
      const key = `${communeId} ${stratum}`;
      let one = strata.get(key);
      if (one === undefined) {
        one = { communeId, stratum, events: 0, received: 0, exposure: 0 };
        strata.set(key, one);
      }
      one.exposure += this.#daysAtRisk(row, from, to);
      const ended = rows.at(row, ENDED);
      if (rows.at(row, BACK) === 0 || ended < from || ended > to) continue;
      one.events += 1;
      const handedOver = rows.at(row, HANDED_OVER);
      if (handedOver > 0 && handedOver <= ended) one.received += 1;
    }
    return [...strata.values()];
  }

  /** Places that were closed at some time of a period, by the commune that leads, and those of them that are looked for. */
  closedWithin(
    { from, to }: DayPeriod,
    isLookedFor: (pointId: number) => boolean,
  ): { communeId: number; whole: number; part: number }[] {
    const rows = this.#rows;
    const communes = new Map<number, { communeId: number; whole: number; part: number }>();
    const counted = new IdTable(false);
    for (let row = 0; row < rows.length; row += 1) {
      const [communeId, pointId] = [rows.at(row, COMMUNE), rows.at(row, ID)];
      if (rows.at(row, GROUP) === FREE || communeId === 0 || counted.get(pointId) === 0) continue;
      const [eliminated, ended] = [rows.at(row, ELIMINATED), rows.at(row, ENDED) || to];
      const delisted = rows.at(row, DELISTED);
      if (eliminated === 0 || eliminated > to || ended < from) continue;
      if (delisted > 0 && delisted < from) continue;
      counted.set(pointId, 0);
      const one = communes.get(communeId) ?? { communeId, whole: 0, part: 0 };
      communes.set(communeId, one);
      one.whole += 1;
      if (isLookedFor(pointId)) one.part += 1;
    }
    return [...communes.values()];
  }

  #daysAtRisk(row: number, from: number, to: number): number {
    const rows = this.#rows;
    const eliminated = rows.at(row, ELIMINATED);
    if (eliminated === 0) return 0;
    const end = rows.at(row, ENDED) || rows.at(row, DELISTED) || to + 1;
    return Math.max(0, Math.min(end, to + 1) - Math.max(eliminated, from));
  }

  /** Everything that {@link spellsUpTo} needs, to be handed to a thread. */
  copy(): ClosureRows {
    return { rows: this.#rows.copy(), groups: this.#groups.map((group) => ({ ...group })) };
  }

  #group({ category, way }: { category: string; way: string | null }): number {
    const key = `${category} ${way ?? ''}`;
    const known = this.#numberOf.get(key);
    if (known !== undefined) return known;
    this.#numberOf.set(key, this.#groups.length);
    const name = closureGroup({ category, way: way ?? OTHER_WAY });
    if (!this.#tallies.has(name)) this.#tallies.set(name, { ended: new Map(), lasting: new Map() });
    return this.#groups.push({ category, way, name }) - 1;
  }

  #count(group: number, eliminated: number, ended: number, change: 1 | -1): void {
    // A recurrence of which no elimination is known lasted no known time.
    if (eliminated === 0) return;
    const tally = this.#tallies.get(this.#groups[group]?.name ?? '');
    const map = ended === 0 ? tally?.lasting : tally?.ended;
    const key = ended === 0 ? eliminated : ended - eliminated;
    const count = (map?.get(key) ?? 0) + change;
    if (count === 0) map?.delete(key);
    else map?.set(key, count);
  }
}
