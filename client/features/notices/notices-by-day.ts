import type { Notice } from '#server/contract/notice.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** Notices of one day of the city's calendar. */
export type NoticeDay = { day: IsoDate; items: Notice[] };

/** Groups notices by the day on which they were made, in the order in which they come. */
export function noticesByDay(notices: readonly Notice[]): NoticeDay[] {
  const days: NoticeDay[] = [];
  for (const notice of notices) {
    const day = civilDate(notice.createdAt);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(notice);
    else days.push({ day, items: [notice] });
  }
  return days;
}
