import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { REPORTS_KEY } from '#client/api/reports.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ConfirmRecord } from '#client/ui/record-preview.tsx';
import { SealReportBody, type ReportVersion, type ReportView } from '#server/contract/report.ts';

import { reportAnalysesQuery } from './queries.ts';
import { usePeriodName } from '#client/i18n/period-name.ts';

/** Approves a report: shows first what will never change again, and asks. */
export function ApproveButton({ report, latest }: { report: ReportView; latest: ReportVersion }) {
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
