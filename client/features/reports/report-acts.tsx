import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { fieldErrors } from '#client/api/describe-error.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { ReportVersion, ReportView } from '#server/contract/report.ts';

import { useReportAct, type ReportAct } from './queries.ts';
import classes from './reports.module.css';

const SHORTEST = 3;

/** Draft, send, approve or return: whatever the reader may do next, and why not what they may not. */
export function ReportActs({ report }: { report: ReportView }) {
  const latest = report.versions[0] ?? null;
  if (latest?.state === 'sent') return <Decide report={report} latest={latest} />;
  return report.whyNotDraft === null ? <Draft report={report} latest={latest} /> : null;
}

function Draft({ report, latest }: { report: ReportView; latest: ReportVersion | null }) {
  const { reports: own } = useText();
  const { language } = useLanguage();
  const act = useReportAct();
  const [remark, setRemark] = useState(latest?.remark ?? '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const restates = latest?.state === 'approved';
  const unsent = latest?.state === 'draft';
  // What is sent is what was saved: words that were typed since would be left behind.
  const edited = remark.trim() !== (latest?.remark ?? '');
  const same = restates && latest.hash === report.currentHash;
  if (same) return null;
  const refused = fieldErrors(act.error, language);
  const reasonShort = restates && reason.trim().length < SHORTEST;
  const { kind, year, number } = report.period;
  const run = (given: ReportAct, message: string) =>
    act.mutate(given, { onSuccess: () => notifications.show({ message }) });
  return (
    <div className="screen-only">
      <Section
        title={restates ? own.restate : own.draft}
        lead={restates ? own.restateLead : own.draftLead}
      >
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (reasonShort) return;
            const json = {
              kind,
              year,
              number,
              commune: report.commune?.code ?? null,
              remark: remark.trim() === '' ? null : remark.trim(),
              reason: restates ? reason.trim() : null,
            };
            run({ act: 'draft', json }, own.saved);
          }}
        >
          {restates && (
            <Textarea
              label={own.restateReason}
              withAsterisk
              autosize
              maxLength={500}
              value={reason}
              error={(tried && reasonShort ? own.reasonShort : null) ?? refused['reason']}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
          <Textarea
            label={own.remark}
            description={own.remarkMore}
            autosize
            minRows={3}
            maxLength={4_000}
            value={remark}
            error={refused['remark']}
            onChange={(event) => setRemark(event.currentTarget.value)}
          />
          <ErrorNotice error={act.error} />
          <div className={classes.actions}>
            <Button type="submit" variant={unsent ? 'default' : 'filled'} loading={act.isPending}>
              {own.save}
            </Button>
            {unsent && report.whyNotSend === null && !edited && (
              <Button
                loading={act.isPending}
                onClick={() =>
                  run({ act: 'send', id: latest.id, hash: report.currentHash }, own.sentDone)
                }
              >
                {own.send}
              </Button>
            )}
          </div>
          {unsent && report.whyNotSend === null && edited && (
            <p className={classes.small}>{own.saveFirst}</p>
          )}
          {unsent && report.whyNotSend === 'report.still_running' && (
            <p className={classes.small}>{own.stillRunning}</p>
          )}
        </form>
      </Section>
    </div>
  );
}

function Decide({ report, latest }: { report: ReportView; latest: ReportVersion }) {
  const { reports: own } = useText();
  const { language } = useLanguage();
  const act = useReportAct();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  if (report.whyNotApprove !== null) {
    return (
      <Section title={own.waits}>
        <p>{report.whyNotApprove === 'report.same_person' ? own.samePerson : own.waitsMore}</p>
      </Section>
    );
  }
  const short = reason.trim().length < SHORTEST;
  const run = (given: ReportAct, message: string) =>
    act.mutate(given, { onSuccess: () => notifications.show({ message }) });
  return (
    <div className="screen-only">
      <Section title={own.decide} lead={own.decideLead}>
        <div className={classes.form}>
          <Textarea
            label={own.returnReason}
            description={own.returnReasonMore}
            autosize
            maxLength={500}
            value={reason}
            error={
              (tried && short ? own.reasonShort : null) ??
              fieldErrors(act.error, language)['reason']
            }
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ErrorNotice error={act.error} />
          <div className={classes.actions}>
            <Button
              loading={act.isPending}
              onClick={() =>
                run({ act: 'approve', id: latest.id, hash: latest.hash ?? '' }, own.approvedDone)
              }
            >
              {own.approve}
            </Button>
            <Button
              variant="default"
              loading={act.isPending}
              onClick={() => {
                setTried(true);
                if (!short)
                  run({ act: 'return', id: latest.id, reason: reason.trim() }, own.returnedDone);
              }}
            >
              {own.giveBack}
            </Button>
          </div>
        </div>
      </Section>
    </div>
  );
}
