import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { daysBetween } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { WAITS_FOR_OTHERS, type WorkItem } from '#server/contract/worklist.ts';

export type DueState = 'overdue' | 'today' | 'soon' | 'later' | 'undated' | 'others';

/** Days before its day from which a thing is shown as pressing. */
const SOON_DAYS = 3;

type Due = Pick<WorkItem, 'kind' | 'dueOn' | 'since'>;

/** Urgency of a piece of work; work of others is never urgent here, unless it is late. */
export function dueState(item: Due, today: IsoDate): DueState {
  const left = item.dueOn === null ? null : daysBetween(today, item.dueOn);
  if (left !== null && left < 0) return 'overdue';
  if (WAITS_FOR_OTHERS.includes(item.kind)) return 'others';
  if (left === null) return 'undated';
  if (left === 0) return 'today';
  return left <= SOON_DAYS ? 'soon' : 'later';
}

/** The same in words, with the number of days: never by colour alone. */
export function dueWords(
  item: Due,
  today: IsoDate,
  { text, format }: { text: Text; format: Format },
): string {
  const own = text.worklist;
  if (item.dueOn === null) {
    const waited = daysBetween(item.since, today);
    return waited <= 0 ? own.waitingToday : own.waitingFor({ days: format.days(waited) });
  }
  const left = daysBetween(today, item.dueOn);
  if (left < 0) {
    const by = own.overdueBy({ days: format.days(-left) });
    return `${by}, ${own.dueOn({ date: format.date(item.dueOn) })}`;
  }
  if (left === 0) return own.dueToday;
  if (left === 1) return own.dueTomorrow;
  return own.dueIn({ days: format.days(left), date: format.date(item.dueOn) });
}
