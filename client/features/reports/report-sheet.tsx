import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';

import { PrintButton } from '#client/forms/print-button.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ReportContent, ReportView } from '#server/contract/report.ts';

import { differencesOf } from './differences.ts';
import { DocumentButton } from './document-button.tsx';
import { usePeriodName } from '#client/i18n/period-name.ts';
import { ReportAnalyses } from './report-analyses.tsx';
import { ReportActs } from './report-acts.tsx';
import { ReportFiguresTable, TargetTable } from './report-tables.tsx';
import { ReportState } from './report-state.tsx';
import classes from './reports.module.css';

/** One version of a report, or the figures as they are now, with what differs from the version before. */
export function ReportSheet({ report }: { report: ReportView }) {
  const text = useText();
  const own = text.reports;
  const format = useFormat();
  const name = usePeriodName();
  const [asked, setAsked] = useState<number | null>(null);
  const { versions, period, commune } = report;
  const latest = versions[0] ?? null;
  const chosen =
    asked === null
      ? (versions.find(({ content }) => content !== null) ?? null)
      : (versions.find(({ version }) => version === asked) ?? null);
  const content = chosen?.content ?? report.current;
  const shown = chosen ?? latest;
  const earlier = versions.find(
    (one) => one.content !== null && one.version < (chosen?.version ?? Number.MAX_SAFE_INTEGER),
  );
  const whose = commune === null ? own.wholeCity : communeName(commune, text);
  const title = `${name(period)}: ${whose}`;
  return (
    <>
      <Late report={report} onCurrent={() => setAsked(0)} />
      <Section
        title={title}
        lead={
          latest === null ? (
            own.notYet
          ) : (
            <ReportState state={latest.state} version={latest.version} />
          )
        }
        aside={
          <div className={`${classes.actions}`}>
            <PrintButton
              kind="report_print"
              view={`report=${latest?.id ?? 0}&version=${chosen?.version ?? 0}`}
            />
            {latest !== null && <DocumentButton report={report} latest={latest} />}
          </div>
        }
      >
        {versions.some((one) => one.content !== null) && (
          <SegmentedControl
            className="screen-only"
            mb={12}
            aria-label={own.versions}
            value={String(chosen?.content === null ? 0 : (chosen?.version ?? 0))}
            data={[
              ...versions
                .filter((one) => one.content !== null)
                .map(({ version }) => ({
                  value: String(version),
                  label: own.version({ number: format.number(version, 0) }),
                }))
                .toReversed(),
              { value: '0', label: own.now },
            ]}
            onChange={(value) => setAsked(Number(value))}
          />
        )}
        <Facts report={report} chosen={chosen} />
        <div className={classes.columns}>
          <ReportFiguresTable
            content={content}
            differences={earlier?.content ? differencesOf(earlier.content, content) : []}
          />
          <TargetTable content={content} />
        </div>
        <Recurred content={content} />
        {chosen?.remark && (
          <p className={classes.remark}>
            <strong>{own.remark}:</strong> {chosen.remark}
          </p>
        )}
      </Section>
      {shown !== null && <ReportAnalyses key={shown.id} version={shown} />}
      <ReportActs report={report} />
    </>
  );
}

function Facts({
  report,
  chosen,
}: {
  report: ReportView;
  chosen: ReportView['versions'][number] | null;
}) {
  const { reports: own } = useText();
  const format = useFormat();
  const { period } = report;
  const on = (name: string | null, at: string | null) =>
    name === null || at === null ? null : { name, time: format.dateTime(at) };
  const sent = on(chosen?.sentBy ?? null, chosen?.sentAt ?? null);
  const decided = on(chosen?.decidedBy ?? null, chosen?.decidedAt ?? null);
  return (
    <div className={classes.facts}>
      <p>
        {own.days({ first: format.date(period.firstOn), last: format.date(period.lastOn) })}{' '}
        {own.asOf({ date: format.date(chosen?.asOf ?? report.asOf) })}
      </p>
      {chosen !== null && (
        <p>
          {own.draftedBy({ name: chosen.draftedBy, time: format.dateTime(chosen.draftedAt) })}
          {sent !== null && ` · ${own.sentBy(sent)}`}
          {decided !== null && chosen.state === 'approved' && ` · ${own.approvedBy(decided)}`}
        </p>
      )}
      {chosen?.reason && (
        <p className={classes.reason}>{own.restated({ reason: chosen.reason })}</p>
      )}
      {chosen?.returnReason && (
        <p className={classes.reason}>{own.returned({ reason: chosen.returnReason })}</p>
      )}
      <p className={classes.small}>{own.origin({ origin: report.periodOrigin })}</p>
    </div>
  );
}

/** Notice of entries after the approval: they change nothing that was approved, but the reader should know. */
function Late({ report, onCurrent }: { report: ReportView; onCurrent: () => void }) {
  const { reports: own } = useText();
  const format = useFormat();
  const approved = report.versions.find(({ state }) => state === 'approved');
  if (approved === undefined || approved.content === null) return null;
  const differences = differencesOf(approved.content, report.current);
  if (differences.length === 0) return null;
  return (
    <Notice title={own.late({ count: format.number(differences.length, 0) })}>
      <p>{own.lateMore}</p>
      <button type="button" className={`${classes.link} screen-only`} onClick={onCurrent}>
        {own.seeNow}
      </button>
    </Notice>
  );
}

function Recurred({ content }: { content: ReportContent }) {
  const { reports: own } = useText();
  const format = useFormat();
  if (content.recurred.length === 0) return null;
  return (
    <p className={classes.remark}>
      <strong>{own.recurred}:</strong>{' '}
      {content.recurred.map(({ code, on }) => `${code} (${format.date(on)})`).join(', ')}
    </p>
  );
}
