import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useState } from 'react';

import { PrintButton } from '#client/forms/print-button.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import { RuleChanges } from '#client/ui/rule-changes.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { saveFile } from '#client/ui/save-file.ts';
import {
  DOCUMENT_FORMATS,
  type ReportContent,
  ReportDocumentBody,
  type ReportVersion,
  type ReportView,
} from '#server/contract/report.ts';
import { usePeriodName } from '#client/i18n/period-name.ts';
import shared from '#client/ui/shared.module.css';

import { differencesOf } from './differences.ts';
import { fetchDocument } from './queries.ts';
import { ReportAnalyses } from './report-analyses.tsx';
import { ReportActs } from './report-acts.tsx';
import { ReportFiguresTable, TargetTable } from './report-tables.tsx';
import { ReportState } from './report-state.tsx';
import classes from './reports.module.css';

/** One version of a report, or the figures as they are now, with what differs from the version before. */
export function ReportSheet({ report }: { report: ReportView }) {
  const text = useText();
  const own = text.reports;
  const name = usePeriodName();
  const { period, commune } = report;
  const { latest, chosen, earlier, ask } = useChosenVersion(report);
  const content = chosen?.content ?? report.current;
  const shown = chosen ?? latest;
  const whose = commune === null ? own.wholeCity : communeName(commune, text);
  const title = `${name(period)}: ${whose}`;
  return (
    <>
      <Late report={report} onCurrent={() => ask(0)} />
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
        <VersionChoice report={report} chosen={chosen} onChoose={ask} />
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

type Version = ReportView['versions'][number];

/** The version asked for, else the latest one with figures; version 0 are the figures as they are now. */
function useChosenVersion({ versions }: ReportView) {
  const [asked, ask] = useState<number | null>(null);
  const latest = versions[0] ?? null;
  const chosen =
    asked === null
      ? (versions.find(({ content }) => content !== null) ?? null)
      : (versions.find(({ version }) => version === asked) ?? null);
  const earlier = versions.find(
    (one) => one.content !== null && one.version < (chosen?.version ?? Number.MAX_SAFE_INTEGER),
  );
  return { latest, chosen, earlier, ask };
}

/** Choice among the versions that have figures, and the figures as they are now. */
function VersionChoice({
  report: { versions },
  chosen,
  onChoose,
}: {
  report: ReportView;
  chosen: Version | null;
  onChoose: (version: number) => void;
}) {
  const { reports: own } = useText();
  const format = useFormat();
  const filled = versions.filter((one) => one.content !== null);
  if (filled.length === 0) return null;
  return (
    <SegmentedControl
      className="screen-only"
      mb={12}
      aria-label={own.versions}
      value={String(chosen?.content === null ? 0 : (chosen?.version ?? 0))}
      data={[
        ...filled
          .map(({ version }) => ({
            value: String(version),
            label: own.version({ number: format.number(version, 0) }),
          }))
          .toReversed(),
        { value: '0', label: own.now },
      ]}
      onChange={(value) => onChoose(Number(value))}
    />
  );
}

function Facts({ report, chosen }: { report: ReportView; chosen: Version | null }) {
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
      <p className={shared.note}>{own.origin({ origin: report.periodOrigin })}</p>
      <ConductLine
        scope={{
          figure: 'register',
          from: period.firstOn,
          to: chosen?.asOf ?? report.asOf,
          commune: report.commune?.code,
        }}
      />
      <RuleChanges changes={report.ruleChanges} />
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

type Given = { report: ReportView; latest: ReportVersion };

/** Takes a report out as a file: for what it is goes into the log and onto every page first. */
function DocumentButton(given: Given) {
  const { reports: own } = useText();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        className="screen-only"
        variant="default"
        leftSection={<IconFileDownload size={18} stroke={1.6} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {own.download}
      </Button>
      {opened && <DocumentDialog {...given} onClose={() => setOpened(false)} />}
    </>
  );
}

function DocumentDialog({ report, latest, onClose }: Given & { onClose: () => void }) {
  const { map, reports: own } = useText();
  const publishable =
    report.commune === null && report.period.kind === 'year' && latest.state === 'approved';
  const write = useWrite({
    draft: `document of report ${latest.id}`,
    initial: { format: 'docx', open: false, purpose: '' },
    schema: ReportDocumentBody,
    body: ({ open, ...values }) => ({
      ...values,
      audience: publishable && open ? 'public' : 'internal',
    }),
    words: { purpose: map.exportPurposeMissing },
    send: (json, once) => fetchDocument(latest.id, json, once),
    said: own.downloaded,
    onDone({ blob, name }) {
      saveFile(blob, name);
      onClose();
    },
  });
  const { form } = write;
  return (
    <WriteDialog write={write} title={own.download} confirm={own.download} onClose={onClose}>
      <SegmentedControl
        fullWidth
        aria-label={own.format}
        data={DOCUMENT_FORMATS.map((one) => ({ value: one, label: own.formats[one] }))}
        value={write.values.format}
        onChange={(format) => form.setFieldValue('format', format)}
      />
      {publishable && (
        <Switch
          label={own.forPublic}
          description={own.forPublicMore}
          {...form.getInputProps('open', { type: 'checkbox' })}
        />
      )}
      <TextInput
        label={map.exportPurpose}
        description={own.purposeMore}
        data-autofocus
        {...write.field('purpose')}
      />
    </WriteDialog>
  );
}
