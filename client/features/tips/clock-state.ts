import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { TipSummary } from '#server/contract/tip.ts';
import type { Timeliness } from '#server/contract/tip-clock.ts';

/** The four tones of a clock; the word gives the details. */
export type ClockTone = 'late' | 'soon' | 'good' | 'quiet';

const TONES: Record<Timeliness, ClockTone> = {
  overdue: 'late',
  closed_late: 'late',
  due_soon: 'soon',
  awaiting_paper: 'soon',
  running: 'good',
  closed_on_time: 'good',
  suspended: 'quiet',
  not_started: 'quiet',
};

export function clockTone(timeliness: Timeliness): ClockTone {
  return TONES[timeliness];
}

type Clocked = Pick<
  TipSummary,
  'timeliness' | 'remainingDays' | 'countsWorkingDays' | 'dueOn' | 'handledOn'
>;

/** Words for the time left, or overdue, in the days that the rule counts. */
export function clockWords(tip: Clocked, { text, format }: { text: Text; format: Format }): string {
  const own = text.tips;
  if (tip.handledOn !== null) return own.closedOn({ date: format.date(tip.handledOn) });
  if (tip.timeliness === 'suspended') return own.clockStopped;
  const left = tip.remainingDays;
  if (left === null) return own.waitsForAcceptance;
  const count = Math.abs(left);
  const days = tip.countsWorkingDays
    ? own.workingDays({ days: format.number(count, 0) })
    : format.days(count);
  if (left < 0) return own.overdueBy({ days });
  return left === 0 ? own.lastDay : own.remaining({ days });
}
