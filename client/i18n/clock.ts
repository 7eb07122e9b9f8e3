import type { IsoInstant } from '#server/contract/time.ts';

const KEY = 'dia-ban-clock';
/** Below this the device's clock is as good as the answer's, whose header counts whole seconds. */
const WORTH_CORRECTING = 60_000;
/** Somebody may have set the clock since: what was learned longer ago is forgotten. */
const KEPT_MILLISECONDS = 36 * 3_600_000;

type Learned = { skew: number; at: number };

let learned: Learned | null = null;
let read = false;

/** Milliseconds by which this device's clock is behind the server's; null while no answer has told. */
export function clockSkew(): number | null {
  if (!read) {
    read = true;
    learned = stored();
  }
  if (learned === null) return null;
  const age = Date.now() - learned.at;
  return age >= 0 && age <= KEPT_MILLISECONDS ? learned.skew : null;
}

/** Takes over the server's time from the `Date` header of an answer that has just come. */
export function learnServerTime(dateHeader: string | null): void {
  const at = Date.now();
  const server = Date.parse(dateHeader ?? '');
  if (Number.isNaN(server)) return;
  const skew = Math.abs(server - at) < WORTH_CORRECTING ? 0 : server - at;
  const before = clockSkew();
  const changed = before === null || Math.abs(before - skew) >= WORTH_CORRECTING;
  learned = { skew: changed ? skew : before, at };
  read = true;
  store()?.setItem(KEY, JSON.stringify(learned));
}

/** The present moment: by the server's clock where it is known, else by the device's. */
export function now(): IsoInstant {
  return new Date(nowMilliseconds()).toISOString();
}

export function nowMilliseconds(): number {
  return Date.now() + (clockSkew() ?? 0);
}

/** Difference of the device's clock in milliseconds when it is large enough to tell people; else null. */
export function clockOff(): number | null {
  const skew = clockSkew();
  return skew === null || Math.abs(skew) < 5 * WORTH_CORRECTING ? null : skew;
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
