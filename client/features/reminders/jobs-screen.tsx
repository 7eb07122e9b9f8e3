import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { Job, JobList } from '#server/contract/reminder.ts';

import { jobsQuery, useRetryJob } from './queries.ts';
import classes from './reminders.module.css';

/** What the system does by itself, what of it failed first. */
export default function JobsScreen() {
  const { reminders: own } = useText();
  const jobs = useQuery(jobsQuery);
  return (
    <Page title={own.jobsTitle} lead={own.jobsLead}>
      <ErrorNotice error={jobs.error} onRetry={() => void jobs.refetch()} />
      {jobs.isPending && <LoadingRows rows={8} />}
      {jobs.data !== undefined && <Jobs jobs={jobs.data} />}
    </Page>
  );
}

function Jobs({ jobs }: { jobs: JobList }) {
  const text = useText();
  const own = text.reminders;
  const format = useFormat();
  const retry = useRetryJob();
  return (
    <>
      {!jobs.sends && <Notice>{own.jobsNoMail}</Notice>}
      {jobs.failed > 0 && (
        <Notice title={own.jobsFailed({ count: format.number(jobs.failed, 0) })}>
          {own.jobsFailedMore}
        </Notice>
      )}
      <ErrorNotice error={retry.error} />
      <Section
        flush
        title={own.jobsCounts({
          waiting: format.number(jobs.waiting, 0),
          failed: format.number(jobs.failed, 0),
          total: format.number(jobs.total, 0),
        })}
      >
        {jobs.items.length === 0 ? (
          <EmptyState title={own.emptyTitle}>{own.empty}</EmptyState>
        ) : (
          <DataTable
            label={own.jobsTitle}
            head={[own.job, own.state, own.due, own.attempts, own.error]}
          >
            {jobs.items.map((job) => (
              <JobRow
                key={job.id}
                job={job}
                pending={retry.isPending && retry.variables === job.id}
                onRetry={() =>
                  retry.mutate(job.id, {
                    onSuccess: () => notifications.show({ message: own.retried }),
                  })
                }
              />
            ))}
          </DataTable>
        )}
      </Section>
    </>
  );
}

function JobRow({ job, pending, onRetry }: { job: Job; pending: boolean; onRetry: () => void }) {
  const text = useText();
  const own = text.reminders;
  const format = useFormat();
  const name = kindName(job.kind, text);
  return (
    <tr>
      <td>
        {name}
        <div className={classes.key}>{job.runKey}</div>
      </td>
      <td>
        <span className={classes.state} data-state={job.state}>
          {own.jobState[job.state]}
        </span>
        {job.state === 'failed' && (
          <Button
            size="compact-sm"
            variant="default"
            ml={8}
            loading={pending}
            aria-label={own.retryOf({ job: `${name}, ${job.runKey}` })}
            onClick={onRetry}
          >
            {own.retry}
          </Button>
        )}
      </td>
      <td className={classes.time}>{format.dateTime(job.finishedAt ?? job.dueAt)}</td>
      <td>{format.number(job.attempts, 0)}</td>
      <td className={classes.error}>{job.lastError ?? own.noError}</td>
    </tr>
  );
}

/** A newer server may know kinds that this page does not. */
function kindName(kind: string, text: Text): string {
  const names: Record<string, string> = text.reminders.jobKind;
  return names[kind] ?? kind;
}
