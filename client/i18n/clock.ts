import type { IsoInstant } from '#server/contract/time.ts';

const KEY = 'dia-ban-clock';
/** Below this the device's clock is as good as the answer's, whose header counts whole seconds. */
const WORTH_CORRECTING = 60_000;
/** Somebody may have set the clock since: what was learned longer ago is forgotten. */
const KEPT_MILLISECONDS = 36 * 3_600_000;
/** An answer that was longer on its way tells nothing. */
const LONGEST_WAY = 300_000;

type Learned = { skew: number; at: number };

/** Knowledge of the server's time: `skew` is in milliseconds by which this device's clock is behind, null while unknown. */
export type Clock = {
  skew: number | null;
  /** True where an answer to this page has told it, and nobody has set the clock since. */
  isSure: boolean;
};

let learned: Learned | null = null;
let read = false;
/** The device's clock without the time that has passed since the page began, at the last answer; null before it. */
let zero: number | null = null;

/** Gives what this device knows of the server's time. */
export function clock(): Clock {
  if (!read) {
    read = true;
    learned = stored();
  }
  const age = learned === null ? -1 : Date.now() - learned.at;
  if (learned === null || age < 0 || age > KEPT_MILLISECONDS) return { skew: null, isSure: false };
  // A device that has slept may have stopped counting: then it is not sure either.
  const isSure = zero !== null && Math.abs(zeroNow() - zero) < WORTH_CORRECTING;
  return { skew: learned.skew, isSure };
}

const zeroNow = () => Date.now() - performance.now();

/**
 * Takes over the server's time from the `Date` header of an answer that has just come.
 * @param way milliseconds since the request: by so much the time in it may be old
 */
export function learnServerTime(dateHeader: string | null, way = 0): void {
  const at = Date.now();
  const server = Date.parse(dateHeader ?? '');
  if (Number.isNaN(server) || way > LONGEST_WAY) return;
  const off = server - at;
  const skew = off > -WORTH_CORRECTING - way && off < WORTH_CORRECTING ? 0 : off;
  const before = clock().skew;
  const changed = before === null || Math.abs(before - skew) >= WORTH_CORRECTING + way;
  learned = { skew: changed ? skew : before, at };
  zero = zeroNow();
  store()?.setItem(KEY, JSON.stringify(learned));
}

/** The present moment: by the server's clock where it is known, else by the device's. */
export function now(): IsoInstant {
  return new Date(nowMilliseconds()).toISOString();
}

export function nowMilliseconds(): number {
  return Date.now() + (clock().skew ?? 0);
}

/** Tells people that the device's clock is wrong: surely, or as it was at the last answer; null where it is not. */
export function wrongClock(): 'surely' | 'lately' | null {
  const { skew, isSure } = clock();
  if (skew === null || Math.abs(skew) < 5 * WORTH_CORRECTING) return null;
  return isSure ? 'surely' : 'lately';
}

function stored(): Learned | null {
  const found: unknown = JSON.parse(store()?.getItem(KEY) ?? 'null');
  if (typeof found !== 'object' || found === null) return null;
  const { skew, at } = found as Partial<Learned>;
  return typeof skew === 'number' && typeof at === 'number' ? { skew, at } : null;
}

/** A worker and a unit test have none. */
function store(): Storage | null {
  return typeof localStorage === 'undefined' ? null : localStorage;
}
