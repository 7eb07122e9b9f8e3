import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Notice } from '#server/contract/notice.ts';
import { NOTICES } from '#server/contract/features/all.ts';
import { civilDate } from '#server/contract/civil-day.ts';
import { beginningOf, type IsoInstant } from '#server/contract/time.ts';

import classes from './notices.module.css';
import { useReadNotices } from './use-read-notices.ts';

/** One notice: a sentence of codes and counts, its time, and a mark while it is unread. */
export function NoticeRow({ notice }: { notice: Notice }) {
  const { notices: own } = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const { press } = useReadNotices({ upTo: notice.id, only: true });
  const address = NOTICES[notice.kind].address(notice);
  const open = (event: MouseEvent) => {
    if (notice.readAt === null) press();
    // With a key held the browser opens another tab by itself.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void navigate({ href: address });
  };
  const sentence = own.kind[notice.kind]({
    code: notice.code ?? '',
    date: notice.onDate === null ? '' : format.date(notice.onDate),
    waiting: format.number(notice.waiting ?? 0, 0),
    overdue: format.number(notice.overdue ?? 0, 0),
  });
  return (
    <li>
      <a
        href={address}
        className={classes.notice}
        data-unread={notice.readAt === null}
        onClick={open}
      >
        <span className={classes.dot} aria-hidden="true" />
        <span className={classes.sentence}>
          {notice.readAt === null && <span className="visually-hidden">{own.isUnread}: </span>}
          {sentence}
        </span>
        <time dateTime={notice.createdAt} className={classes.time}>
          {clockTime(notice.createdAt)}
        </time>
      </a>
    </li>
  );
}

/** Time of the city's day, as `08:05`. */
function clockTime(instant: IsoInstant): string {
  const midnight = Date.parse(beginningOf(civilDate(instant)));
  return clockOfMinutes(Math.floor((Date.parse(instant) - midnight) / 60_000));
}
