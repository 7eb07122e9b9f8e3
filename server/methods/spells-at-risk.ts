import type { Spell } from './kaplan-meier.ts';

type Moment = Required<Spell> & { group: number };

/**
 * Counts those at risk in each group, from one event time to the next. Each spell enters once and leaves once, so that a
 * walk over all times costs about as much as sorting the spells.
 */
export class SpellsAtRisk {
  readonly #entries: readonly Moment[];
  readonly #exits: readonly Moment[];
  readonly #risk: Float64Array;
  readonly #events: Float64Array;
  #entered = 0;
  #left = 0;
  #time = 0;

  /** @param names of the groups, in the order of the counts */
  constructor(spells: readonly (Spell & { group: string })[], names: readonly string[]) {
    const place = new Map(names.map((name, g) => [name, g]));
    const moments = spells
      // A spell that ends before it begins is never at risk.
      .filter(({ entry = 0, exit }) => exit > entry)
      .map(({ group, entry = 0, exit, event }) => ({
        group: place.get(group) ?? 0,
        entry,
        exit,
        event,
      }));
    this.#entries = moments.toSorted((a, b) => a.entry - b.entry);
    this.#exits = moments.toSorted((a, b) => a.exit - b.exit);
    this.#risk = new Float64Array(names.length);
    this.#events = new Float64Array(names.length);
  }

  /**
   * Gives the number at risk in each group at `time`: entered before it, not left before it. Times ascend from call to
   * call, and the array is the same each time.
   */
  moveTo(time: number): Float64Array {
    this.#time = time;
    for (let next = this.#entries[this.#entered]; next !== undefined && next.entry < time;) {
      this.#count(next.group, 1);
      next = this.#entries[(this.#entered += 1)];
    }
    for (let next = this.#exits[this.#left]; next !== undefined && next.exit < time;) {
      this.#count(next.group, -1);
      next = this.#exits[(this.#left += 1)];
    }
    return this.#risk;
  }

  /** Gives the number of events in each group at the time moved to. */
  eventsNow(): Float64Array {
    this.#events.fill(0);
    for (let at = this.#left; at < this.#exits.length; at += 1) {
      const spell = this.#exits[at];
      if (spell === undefined || spell.exit > this.#time) break;
      if (spell.event) this.#events[spell.group] = (this.#events[spell.group] ?? 0) + 1;
    }
    return this.#events;
  }

  #count(group: number, by: number): void {
    this.#risk[group] = (this.#risk[group] ?? 0) + by;
  }
}
