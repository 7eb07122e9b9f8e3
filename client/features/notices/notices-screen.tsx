import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { MorePages } from '#client/ui/more-pages.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { Notice } from '#server/contract/notice.ts';

import { NoticeRow } from './notice-row.tsx';
import { noticesByDay } from './notices-by-day.ts';
import classes from './notices.module.css';
import { noticesQuery } from './queries.ts';
import { useReadNotices } from './use-read-notices.ts';

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
          <ul className={classes.list}>
            {ofDay.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </ul>
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
