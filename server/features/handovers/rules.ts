import { addDays, dayNumber, type IsoDate } from '#server/contract/time.ts';
import type { AnswerPeriod } from '#server/features/settings/life-cycle-settings.ts';

/**
 * The last day on which an answer is in time: calendar days, or working days (Monday to Friday),
 * counted from the day after the proposal. `dayNumber` 0 was a Thursday.
 */
export function answerDueOn(proposedOn: IsoDate, period: AnswerPeriod): IsoDate {
  if (period.kind === 'calendar') return addDays(proposedOn, period.days);
  let day = proposedOn;
  for (let counted = 0; counted < period.days;) {
    day = addDays(day, 1);
    const weekday = (dayNumber(day) + 4) % 7;
    if (weekday !== 0 && weekday !== 6) counted += 1;
  }
  return day;
}

/** True when, with this part confirmed, every commune of the attempt has said yes. */
export function completesHandover(
  parts: readonly { id: number; state: string }[],
  confirmedId: number,
): boolean {
  return parts.every((part) => part.id === confirmedId || part.state === 'confirmed');
}
