import { Button, Select } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { communesQuery } from '#client/api/communes.ts';
import { useMe } from '#client/api/me.ts';
import { REPORTS_KEY, reportsQuery } from '#client/api/reports.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { usePeriodName } from '#client/i18n/period-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { RecordPreview, type RecordLine } from '#client/ui/record-preview.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import type { Commune } from '#server/contract/commune.ts';
import { can } from '#server/contract/permission.ts';
import { PutAnalysisBody, type AskedAnalysis } from '#server/contract/report-analysis.ts';
import type { SealedSubject } from '#server/contract/report-analysis-words.ts';
import type { ReportList } from '#server/contract/report.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { DialogFrame } from './dialog-frame.tsx';
import { reportChoices, type ReportChoice } from './report-choices.ts';
import { NOTHING_TYPED } from './use-kept-form.ts';
import { useWrite } from './use-write.ts';
import { WriteDialog } from './write-dialog.tsx';

/** An analysis as its page shows it. */
type Shown = {
  /** The question; the server works it out anew. */
  analysis: AskedAnalysis;
  subject: SealedSubject;
  /** The n on the page: the server refuses where it is another one by now. */
  n: number;
  from?: IsoDate;
  to: IsoDate;
  /** Keys of the queries that show the analysis: asked anew where the data have changed. */
  shownBy: readonly unknown[];
};

/** Puts the analysis on the page into an open report, sealed; nothing for who drafts no reports. */
export function PutIntoReport(shown: Shown) {
  const { sealedAnalyses: own } = useText();
  const { role } = useMe();
  const [opened, setOpened] = useState(false);
  if (!can(role, 'reports:draft')) return null;
  return (
    <>
      <Button
        className="screen-only"
        variant="default"
        leftSection={<IconFilePlus size={18} stroke={1.6} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {own.put}
      </Button>
      {opened && <PutDialog {...shown} onClose={() => setOpened(false)} />}
    </>
  );
}

function PutDialog({ onClose, ...shown }: Shown & { onClose: () => void }) {
  const { sealedAnalyses: own } = useText();
  const { communes: mine } = useMe();
  const list = useQuery(reportsQuery);
  const communes = useQuery(communesQuery);
  if (list.data === undefined || communes.data === undefined) {
    return (
      <DialogFrame title={own.put} size={560} onClose={onClose}>
        <ErrorNotice error={list.error ?? communes.error} onRetry={() => void list.refetch()} />
        {list.error === null && communes.error === null && <LoadingRows rows={4} />}
      </DialogFrame>
    );
  }
  const answered = communes.data.items.filter(({ code }) => mine.some((one) => one.code === code));
  const owners = mine.length === 0 ? [null] : answered;
  return <Chosen list={list.data} owners={owners} {...shown} onClose={onClose} />;
}

function Chosen({
  list,
  owners,
  onClose,
  ...shown
}: Shown & { list: ReportList; owners: readonly (Commune | null)[]; onClose: () => void }) {
  const { common, sealedAnalyses: own } = useText();
  const lines = useLines(shown);
  const nameOf = useChoiceName();
  const { analysis, n, to, shownBy } = shown;
  const choices = reportChoices(list, owners, to);
  const write = useWrite({
    draft: NOTHING_TYPED,
    initial: { report: '0' },
    schema: PutAnalysisBody,
    body({ report }) {
      const choice = choices[Number(report)];
      return {
        ...(choice && {
          kind: choice.period.kind,
          year: choice.period.year,
          number: choice.period.number,
        }),
        commune: choice?.commune?.code ?? null,
        analysis,
        seen: n,
      };
    },
    send: (json, once) => call(api.reports.analyses.$post({ json }, once)),
    said: own.putDone,
    refresh: [REPORTS_KEY, shownBy],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={own.put}
      lead={own.putLead}
      confirm={own.put}
      blocked={choices.length > 0 ? null : common.stillMissing({ what: own.report })}
      onClose={onClose}
    >
      <Select
        label={own.report}
        description={own.reportMore}
        allowDeselect={false}
        data-autofocus
        value={write.values.report}
        data={choices.map((choice, at) => ({ value: String(at), label: nameOf(choice) }))}
        onChange={(at) => write.form.setFieldValue('report', at ?? '0')}
      />
      <RecordPreview lines={lines} />
    </WriteDialog>
  );
}

/** Summary of the analysis to be sealed: its name, its days, its n, and the day of the sealing. */
function useLines({ subject, n, from, to }: Shown): RecordLine[] {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const days =
    from === undefined
      ? own.upTo({ to: format.date(to) })
      : own.span({ from: format.date(from), to: format.date(to) });
  return [
    { label: own.analysis, value: own.subject[subject] },
    { label: own.days, value: days },
    { label: own.n, value: format.number(n, 0) },
    { label: own.sealedAt, value: format.date(today()) },
  ];
}

/** `Tháng 10/2026: Phường Hoàn Kiếm (bản nháp)`. */
function useChoiceName() {
  const text = useText();
  const own = text.sealedAnalyses;
  const periodName = usePeriodName();
  return ({ period, commune, state }: ReportChoice): string => {
    const whose = commune === null ? text.reports.wholeCity : communeName(commune, text);
    const how = state === null ? own.begins : text.reports.state[state];
    return `${periodName(period)}: ${whose} (${how.toLocaleLowerCase('vi')})`;
  };
}
