import type { CheckResult } from '#server/contract/point.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { WatchRule } from '#server/settings/life-cycle-settings.ts';

export type Look = {
  checkedOn: IsoDate;
  result: CheckResult;
  /** Last day for another attempt, where it could not be done; null in old rows. */
  retryOn: IsoDate | null;
};

/** The days `fromOn <= day < toOn` on which one look is open that is due on `dueOn`. */
export type DueSpan = { dueOn: IsoDate; fromOn: IsoDate; toOn: IsoDate | null };

/**
 * The looks that a closure asks for, one after the other. A look meets every scheduled day that lies
 * before it or not more than the lead after it. One that could not be done meets none: it sets the day
 * of the next attempt, and only a real look leads back to the schedule.
 */
export function dueSpans(
  { closedOn, endedOn }: { closedOn: IsoDate; endedOn: IsoDate | null },
  checks: readonly Look[],
  rule: WatchRule,
): DueSpan[] {
  const scheduled = rule.scheduleDays.map((days) => ({
    dueOn: addDays(closedOn, days),
    opensOn: addDays(closedOn, days - rule.dueLeadDays),
  }));
  const spans: DueSpan[] = [];
  let place = 0;
  let retryOn: IsoDate | null = null;
  let fromOn = closedOn;
  const endSpan = (toOn: IsoDate | null): void => {
    const next = scheduled[place];
    if (retryOn !== null) spans.push({ dueOn: retryOn, fromOn, toOn });
    else if (next !== undefined) {
      const opensOn = next.opensOn > fromOn ? next.opensOn : fromOn;
      spans.push({ dueOn: next.dueOn, fromOn: opensOn, toOn });
    }
  };
  for (const look of looksWithin(closedOn, endedOn, checks)) {
    endSpan(look.checkedOn);
    fromOn = look.checkedOn;
    if (look.result === 'could_not_check') {
      retryOn = look.retryOn ?? retryOn;
      continue;
    }
    retryOn = null;
    while ((scheduled[place]?.opensOn ?? '9999') <= look.checkedOn) place += 1;
  }
  endSpan(endedOn);
  return spans;
}

/** In their order; on one day what was seen counts after what could not be seen. */
function looksWithin(closedOn: IsoDate, endedOn: IsoDate | null, checks: readonly Look[]): Look[] {
  return checks
    .filter(({ checkedOn }) => checkedOn >= closedOn && (endedOn === null || checkedOn < endedOn))
    .toSorted((a, b) =>
      a.checkedOn === b.checkedOn ? rank(a) - rank(b) : a.checkedOn < b.checkedOn ? -1 : 1,
    );
}

function rank(look: Look): number {
  return look.result === 'could_not_check' ? 0 : 1;
}
