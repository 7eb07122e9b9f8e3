import { Box, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { Job, JobList } from '#server/contract/reminder.ts';

import shared from '#client/ui/shared.module.css';
import classes from './reminders.module.css';

const EVERY_MINUTE = 60_000;

const jobsQuery = apiQuery(['jobs'], api.jobs.$get, {}, { refetchInterval: EVERY_MINUTE });

/** Screen of the jobs of the system, failed ones first. */
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
  return (
    <>
      {!jobs.sends && <Notice>{own.jobsNoMail}</Notice>}
      {jobs.failed > 0 && (
        <Notice title={own.jobsFailed({ count: format.number(jobs.failed, 0) })}>
          {own.jobsFailedMore}
        </Notice>
      )}
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
              <JobRow key={job.id} job={job} />
            ))}
          </DataTable>
        )}
      </Section>
    </>
  );
}

function JobRow({ job }: { job: Job }) {
  const text = useText();
  const own = text.reminders;
  const format = useFormat();
  const name = kindName(job.kind, text);
  const retry = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.jobs[':id'].retry.$post({ param: { id: String(job.id) } }, once)),
    said: own.retried,
    keep: (client, jobs) => void client.setQueryData(jobsQuery.queryKey, jobs),
  });
  return (
    <tr>
      <td>
        {name}
        <div className={`${shared.note} ${shared.wrap}`}>{job.runKey}</div>
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
            loading={retry.pending}
            aria-label={own.retryOf({ job: `${name}, ${job.runKey}` })}
            onClick={retry.press}
          >
            {own.retry}
          </Button>
        )}
        <ErrorNotice error={retry.error} />
      </td>
      <td className={shared.nowrap}>{format.dateTime(job.finishedAt ?? job.dueAt)}</td>
      <td>{format.number(job.attempts, 0)}</td>
      <Box component="td" className={shared.wrap} maw={320}>
        {job.lastError ?? own.noError}
      </Box>
    </tr>
  );
}

/** A newer server may know kinds that this page does not. */
function kindName(kind: string, text: Text): string {
  const names: Record<string, string> = text.reminders.jobKind;
  return names[kind] ?? kind;
}
