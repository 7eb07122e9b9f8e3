/**
 * Time that one subject was under watch: from `entry` (0 unless left-truncated) to `exit`, with or without the
 * event.
 */
export type Spell = { entry?: number; exit: number; event: boolean };

export type SurvivalStep = {
  time: number;
  atRisk: number;
  events: number;
  /** Probability of lasting beyond `time`. */
  survival: number;
  /** Greenwood's standard error. */
  standardError: number;
  /** Pointwise log–log interval; null where the estimate is 1 or 0, where it is not defined. */
  interval: readonly [number, number] | null;
};

/**
 * The product-limit estimate of Kaplan and Meier (1958), with left truncation: a subject is at risk after its
 * entry up to and with its exit. Steps stand at the times of events alone, ascending. The interval is
 * exp(−exp(log(−log S) ± z·σ/(S·log S))), Kalbfleisch and Prentice.
 * @param z quantile of the standard normal distribution, 1.959963984540054 for 95 %
 */
export function kaplanMeier(spells: readonly Spell[], z = 1.959_963_984_540_054): SurvivalStep[] {
  const times = [...new Set(spells.filter(({ event }) => event).map(({ exit }) => exit))].toSorted(
    (a, b) => a - b,
  );
  const exits = spells.map(({ exit }) => exit).toSorted((a, b) => a - b);
  const entries = spells.map(({ entry = 0 }) => entry).toSorted((a, b) => a - b);
  const eventsAt = new Map<number, number>();
  for (const { exit, event } of spells) {
    if (event) eventsAt.set(exit, (eventsAt.get(exit) ?? 0) + 1);
  }
  let survival = 1;
  let greenwood = 0;
  let entered = 0;
  let left = 0;
  return times.map((time) => {
    while ((entries[entered] ?? Number.POSITIVE_INFINITY) < time) entered += 1;
    while ((exits[left] ?? Number.POSITIVE_INFINITY) < time) left += 1;
    const atRisk = entered - left;
    const events = eventsAt.get(time) ?? 0;
    survival *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const standardError = survival === 0 ? 0 : survival * Math.sqrt(greenwood);
    return {
      time,
      atRisk,
      events,
      survival,
      standardError,
      interval: logLogInterval(survival, standardError, z),
    };
  });
}

function logLogInterval(
  survival: number,
  standardError: number,
  z: number,
): readonly [number, number] | null {
  if (survival <= 0 || survival >= 1) return null;
  const centre = Math.log(-Math.log(survival));
  const spread = (z * standardError) / (survival * Math.abs(Math.log(survival)));
  return [Math.exp(-Math.exp(centre + spread)), Math.exp(-Math.exp(centre - spread))];
}

/**
 * A product that differs from ½ by rounding alone is ½ (the square root of a double's precision, as in R's survival).
 */
const ROUNDING = Math.sqrt(Number.EPSILON);

/**
 * Finds the median as R's survival does: the first time at which fewer than half remain. Where exactly half remain for
 * a while, it is the middle of that while, which ends with the watch if no further event comes. Null while more than
 * half remain.
 * @param watchedUntil the end of the last watch
 */
export function medianSurvival(
  steps: readonly SurvivalStep[],
  watchedUntil: number,
): number | null {
  const place = steps.findIndex(({ survival }) => survival <= 0.5 + ROUNDING);
  const step = steps[place];
  if (step === undefined) return null;
  if (step.survival < 0.5 - ROUNDING) return step.time;
  return (step.time + (steps[place + 1]?.time ?? watchedUntil)) / 2;
}

/**
 * Computes the area under the curve up to `horizon`: the mean time without the event within it (RMST). Null where the
 * watch ended earlier with some still free of the event: their further time is not known.
 */
export function restrictedMean(
  steps: readonly SurvivalStep[],
  horizon: number,
  watchedUntil: number,
): number | null {
  const last = steps.at(-1);
  if (watchedUntil < horizon && last?.survival !== 0) return null;
  let area = 0;
  let from = 0;
  let survival = 1;
  for (const step of steps) {
    if (step.time >= horizon) break;
    area += survival * (step.time - from);
    from = step.time;
    survival = step.survival;
  }
  return area + survival * (horizon - from);
}

/** Finds the end of the unbroken watch from 0 on, and the entry of the next spell after it. */
export function watchWithoutGap(spells: readonly Spell[]): {
  until: number;
  resumedAt: number | null;
} {
  let until = 0;
  for (const { entry = 0, exit } of spells.toSorted((a, b) => (a.entry ?? 0) - (b.entry ?? 0))) {
    if (entry > until) return { until, resumedAt: entry };
    until = Math.max(until, exit);
  }
  return { until, resumedAt: null };
}
