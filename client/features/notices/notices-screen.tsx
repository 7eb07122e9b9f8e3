import { Box, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NOTHING_TYPED } from '#client/forms/use-kept-form.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { civilDate } from '#server/contract/civil-day.ts';
import { NOTICES } from '#server/contract/features/all.ts';
import { type Notice, ReadNotices } from '#server/contract/notice.ts';
import { beginningOf, type IsoDate, type IsoInstant } from '#server/contract/time.ts';
import shared from '#client/ui/shared.module.css';

import classes from './notices.module.css';
import { noticesQuery, keepLatest } from './queries.ts';

/** The own notices by day; a press opens the thing and marks its notice as read. */
export default function NoticesScreen() {
  const { notices: own } = useText();
  const format = useFormat();
  const listed = useInfiniteQuery(noticesQuery);
  const pages = listed.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const unread = pages[0]?.unread ?? 0;
  return (
    <Page
      title={own.title}
      lead={own.lead}
      width="narrow"
      actions={unread > 0 && items[0] !== undefined && <ReadAll newest={items[0]} />}
    >
      <ErrorNotice error={listed.error} onRetry={() => void listed.refetch()} />
      {listed.isPending && <LoadingRows rows={5} />}
      {listed.isSuccess && items.length === 0 && (
        <EmptyState title={own.emptyTitle}>{own.empty}</EmptyState>
      )}
      {noticesByDay(items).map(({ day, items: ofDay }) => (
        <Section key={day} title={day === today() ? own.today : format.date(day)} flush>
          <Box component="ul" className={classes.list}>
            {ofDay.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </Box>
        </Section>
      ))}
      <MorePages list={listed}>{own.older}</MorePages>
    </Page>
  );
}

/** Marks everything up to the newest notice that is shown as read: what comes meanwhile stays unread. */
function ReadAll({ newest }: { newest: Notice }) {
  const { notices: own } = useText();
  const write = useReadNotices({ upTo: newest.id, only: false });
  return (
    <>
      <Button variant="default" loading={write.pending} onClick={write.press}>
        {own.readAll}
      </Button>
      <ErrorNotice error={write.error} />
    </>
  );
}

/** One notice: a sentence of codes and counts, its time, and a mark while it is unread. */
function NoticeRow({ notice }: { notice: Notice }) {
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
        <Box component="span" className={classes.dot} w={8} h={8} bdrs="sm" aria-hidden="true" />
        <span className={classes.sentence}>
          {notice.readAt === null && <span className="visually-hidden">{own.isUnread}: </span>}
          {sentence}
        </span>
        <time dateTime={notice.createdAt} className={`${shared.aside} ${shared.nowrap}`}>
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

/** The write that marks notices as read; `initial` says which. */
function useReadNotices(initial: ReadNotices) {
  return useWrite({
    draft: NOTHING_TYPED,
    initial,
    schema: ReadNotices,
    body: () => initial,
    send: (json, once) => call(api.me.notices.read.$post({ json }, once)),
    keep: keepLatest,
    refresh: [noticesQuery.queryKey],
  });
}

/** Notices of one day of the city's calendar. */
type NoticeDay = { day: IsoDate; items: Notice[] };

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
