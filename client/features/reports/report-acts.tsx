import { Button, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { REPORTS_KEY } from '#client/api/reports.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { Form } from '#client/forms/form.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { usePeriodName } from '#client/i18n/period-name.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import {
  DraftReportBody,
  ReturnReportBody,
  SealReportBody,
  type ReportVersion,
  type ReportView,
} from '#server/contract/report.ts';

import { reportAnalysesQuery } from './queries.ts';
import shared from '#client/ui/shared.module.css';
import classes from './reports.module.css';

/** Draft, send, approve or return: whatever the reader may do next, and why not what they may not. */
export function ReportActs({ report }: { report: ReportView }) {
  const latest = report.versions[0] ?? null;
  if (latest?.state === 'sent') return <Decide report={report} latest={latest} />;
  return report.whyNotDraft === null ? <Draft report={report} latest={latest} /> : null;
}

function periodOf({ period: { kind, year, number }, commune }: ReportView) {
  return { kind, year, number, commune: commune?.code ?? null };
}

function Draft({ report, latest }: { report: ReportView; latest: ReportVersion | null }) {
  const { reports: own } = useText();
  const restates = latest?.state === 'approved';
  const draft = useWrite({
    draft: `draft of report ${Object.values(periodOf(report)).join(' ')}`,
    initial: { remark: latest?.remark ?? '', reason: '' },
    schema: DraftReportBody,
    body: (values) => ({ ...periodOf(report), ...values, ...(restates ? {} : { reason: null }) }),
    words: { reason: own.reasonShort },
    check: ({ reason }) => ({
      reason: restates && reason.trim() === '' ? own.reasonShort : null,
    }),
    send: (json, once) => call(api.reports.drafts.$post({ json }, once)),
    said: own.saved,
    refresh: [REPORTS_KEY],
  });
  const unsent = latest?.state === 'draft';
  // What is sent is what was saved: words that were typed since would be left behind.
  const edited = draft.values.remark.trim() !== (latest?.remark ?? '');
  if (restates && latest.hash === report.currentHash) return null;
  return (
    <div className="screen-only">
      <Section
        title={restates ? own.restate : own.draft}
        lead={restates ? own.restateLead : own.draftLead}
      >
        <Stack gap="sm" maw={720} renderRoot={(root) => <Form {...root} {...draft.formProps} />}>
          {restates && (
            <Textarea label={own.restateReason} autosize {...draft.field('reason')} withAsterisk />
          )}
          <Textarea
            label={own.remark}
            description={own.remarkMore}
            autosize
            minRows={3}
            {...draft.field('remark')}
          />
          <ErrorNotice error={draft.error} />
          <div className={classes.actions}>
            <Button type="submit" variant={unsent ? 'default' : 'filled'} loading={draft.pending}>
              {own.save}
            </Button>
            {unsent && report.whyNotSend === null && !edited && (
              <SendButton report={report} latest={latest} />
            )}
          </div>
          {unsent && <SendingLater why={report.whyNotSend} edited={edited} />}
        </Stack>
      </Section>
    </div>
  );
}

function SendingLater({ why, edited }: { why: ReportView['whyNotSend']; edited: boolean }) {
  const { reports: own } = useText();
  if (why === null && edited) return <p className={shared.note}>{own.saveFirst}</p>;
  return why === 'report.still_running' && <p className={shared.note}>{own.stillRunning}</p>;
}

function SendButton({ report, latest }: { report: ReportView; latest: ReportVersion }) {
  const { reports: own } = useText();
  const write = useWrite({
    initial: {},
    schema: SealReportBody,
    body: () => ({ hash: report.currentHash }),
    send: (json, once) =>
      call(api.reports[':id'].send.$post({ param: { id: String(latest.id) }, json }, once)),
    said: own.sentDone,
    refresh: [REPORTS_KEY],
  });
  return (
    <>
      <Button loading={write.pending} onClick={write.press}>
        {own.send}
      </Button>
      <ErrorNotice error={write.error} />
    </>
  );
}

function Decide({ report, latest }: { report: ReportView; latest: ReportVersion }) {
  const { reports: own } = useText();
  const param = { id: String(latest.id) };
  const returning = useWrite({
    draft: `return of report ${latest.id}`,
    initial: { reason: '' },
    schema: ReturnReportBody,
    words: { reason: own.reasonShort },
    send: (json, once) => call(api.reports[':id'].return.$post({ param, json }, once)),
    said: own.returnedDone,
    refresh: [REPORTS_KEY],
  });
  if (report.whyNotApprove !== null) {
    return (
      <Section title={own.waits}>
        <p>{report.whyNotApprove === 'report.same_person' ? own.samePerson : own.waitsMore}</p>
      </Section>
    );
  }
  return (
    <div className="screen-only">
      <Section title={own.decide} lead={own.decideLead}>
        <Stack
          gap="sm"
          maw={720}
          renderRoot={(root) => <Form {...root} {...returning.formProps} />}
        >
          <Textarea
            label={own.returnReason}
            description={own.returnReasonMore}
            autosize
            {...returning.field('reason')}
            withAsterisk={false}
          />
          <ErrorNotice error={returning.error} />
          <div className={classes.actions}>
            <ApproveButton report={report} latest={latest} />
            <Button type="submit" variant="default" loading={returning.pending}>
              {own.giveBack}
            </Button>
          </div>
        </Stack>
      </Section>
    </div>
  );
}

/** Approves a report: shows first what will never change again, and asks. */
function ApproveButton({ report, latest }: { report: ReportView; latest: ReportVersion }) {
  const text = useText();
  const { reports: own, sealedAnalyses: sealed } = text;
  const format = useFormat();
  const name = usePeriodName();
  const [asking, setAsking] = useState(false);
  const write = useWrite({
    initial: {},
    schema: SealReportBody,
    body: () => ({ hash: latest.hash ?? '' }),
    send: (json, once) =>
      call(api.reports[':id'].approve.$post({ param: { id: String(latest.id) }, json }, once)),
    said: own.approvedDone,
    refresh: [REPORTS_KEY],
    onDone: () => setAsking(false),
  });
  const analyses = useQuery(reportAnalysesQuery(latest.id)).data?.items ?? [];
  const titles = analyses.map(({ content }) => sealed.subject[content.subject]).join('; ');
  const { commune, period } = report;
  const whose = commune === null ? own.wholeCity : communeName(commune, text);
  const figures = Object.keys(latest.content?.figures ?? {}).length;
  const lines = [
    { label: own.frozenReport, value: `${name(period)}: ${whose}` },
    {
      label: own.versions,
      value: own.version({ number: format.number(latest.version, 0) }),
    },
    { label: own.frozenAsOf, value: latest.asOf === null ? '' : format.date(latest.asOf) },
    {
      label: own.frozenContent,
      value: own.frozenCounts({
        figures: format.number(figures, 0),
        recurred: format.number(latest.content?.recurred.length ?? 0, 0),
        targets: format.number(latest.content?.targets.length ?? 0, 0),
      }),
    },
    { label: sealed.frozen, value: titles === '' ? sealed.frozenNone : titles },
    { label: own.frozenSentBy, value: latest.sentBy ?? '' },
    { label: own.frozenHash, value: (latest.hash ?? '').slice(0, 16) },
  ];
  return (
    <>
      <Button onClick={() => setAsking(true)}>{own.approve}</Button>
      <ConfirmRecord
        opened={asking}
        title={own.decide}
        lines={lines}
        confirm={own.approveNow}
        pending={write.pending}
        notice={<ErrorNotice error={write.error} />}
        onConfirm={write.press}
        onClose={() => setAsking(false)}
      >
        <p>{own.frozenLead}</p>
      </ConfirmRecord>
    </>
  );
}
