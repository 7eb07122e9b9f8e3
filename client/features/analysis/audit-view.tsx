import { Box, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { ShareChart } from '#client/charts/share-chart.tsx';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import type { FeedbackAudit } from '#server/contract/place-analysis.ts';

import classes from './analysis.module.css';
import { HowCounted } from './how-counted.tsx';
import { PaperFacts } from './paper-facts.tsx';
import { ANALYSIS_KEY, feedbackAuditQuery } from './queries.ts';
import { RunLine } from './run-line.tsx';

const HUNDRED = 100;

/** Shows by quarter how far the finds of patrols decide where patrols go. */
export function AuditView() {
  const { analysis } = useText();
  const format = useFormat();
  const audit = useQuery(feedbackAuditQuery);
  const percent = useCallback((share: number) => format.percent(share, 0), [format]);
  const shares = (audit.data?.quarters ?? []).toReversed().flatMap((quarter) => {
    const { foundShare, foundInterval } = quarter;
    if (foundShare === null || foundInterval === null) return [];
    const [low, high] = foundInterval;
    return [{ name: quarterName(quarter.period, analysis), share: foundShare, low, high }];
  });
  return (
    <Section
      title={analysis.auditTitle}
      lead={analysis.auditLead}
      aside={
        <Group gap={8}>
          {audit.data !== undefined && <PutAudit audit={audit.data} />}
          <PrintButton kind="feedback_audit_print" view="" />
        </Group>
      }
    >
      <ErrorNotice error={audit.error} onRetry={() => void audit.refetch()} />
      {audit.isPending && <LoadingRows rows={8} />}
      {audit.data !== undefined && (
        <>
          {shares.length > 0 && (
            <ShareChart label={analysis.auditName} shares={shares} percent={percent} />
          )}
          <QuarterTable quarters={audit.data.quarters} />
          <LooksBehind quarters={audit.data.quarters} />
          <Box className={classes.notes} fz="sm" c="dimmed" mt="sm" maw="80ch">
            <StopsLine stops={audit.data.stops} />
          </Box>
          <AuditFacts audit={audit.data} />
          <HowCounted>
            <p>{analysis.auditBasis}</p>
            <RunLine run={audit.data.run} />
          </HowCounted>
        </>
      )}
    </Section>
  );
}

/** Conduct line of the looks that the signs per check rest on. */
function LooksBehind({ quarters }: { quarters: FeedbackAudit['quarters'] }) {
  const [latest, first] = [quarters[0]?.period, quarters.at(-1)?.period];
  if (latest === undefined || first === undefined) return null;
  return <ConductLine scope={{ figure: 'signals', from: first.from, to: latest.to }} />;
}

/** Quarters one under the other, the latest first: signals of both origins, and signs per check. */
function QuarterTable({ quarters }: { quarters: FeedbackAudit['quarters'] }) {
  const { analysis } = useText();
  const columns = analysis.auditColumns;
  return (
    <DataTable
      label={analysis.auditTitle}
      head={[
        columns.quarter,
        columns.reported,
        columns.found,
        columns.share,
        columns.confirmed,
        columns.perChecks,
      ]}
    >
      {quarters.map((quarter) => (
        <QuarterRow key={quarter.period.from} quarter={quarter} />
      ))}
    </DataTable>
  );
}

function QuarterRow({ quarter }: { quarter: FeedbackAudit['quarters'][number] }) {
  const { analysis } = useText();
  const format = useFormat();
  const percent = (share: number) => format.percent(share, 0);
  return (
    <tr>
      <td style={{ whiteSpace: 'nowrap' }}>{quarterName(quarter.period, analysis)}</td>
      <td className={classes.number}>{format.number(quarter.reported)}</td>
      <td className={classes.number}>{format.number(quarter.found)}</td>
      <td className={classes.number}>{shareOf(quarter, percent, analysis.none)}</td>
      <td className={classes.number}>
        {format.number(quarter.confirmedReported)} / {format.number(quarter.confirmedFound)}
      </td>
      <td className={classes.number}>
        {quarter.checks === 0
          ? analysis.none
          : `${format.number((HUNDRED * quarter.signs) / quarter.checks)} (${format.number(quarter.signs)}/${format.number(quarter.checks)})`}
      </td>
    </tr>
  );
}

/** Signs at stops drawn at random beside those at chosen stops. */
function StopsLine({ stops }: { stops: FeedbackAudit['stops'] }) {
  const { analysis } = useText();
  const format = useFormat();
  const percent = (share: number) => format.percent(share, 0);
  return (
    <p>
      {stops === null
        ? analysis.noStops
        : analysis.stops({
            random: ratio(stops.random, percent),
            chosen: ratio(stops.chosen, percent),
          })}
    </p>
  );
}

/** Name of the quarter of a year that a period begins in. */
function quarterName({ from }: { from: string }, analysis: Text['analysis']): string {
  const [year = '', month = '1'] = from.split('-');
  return analysis.quarter({ quarter: String(Math.ceil(Number(month) / 3)), year });
}

function PutAudit({ audit: { quarters } }: { audit: FeedbackAudit }) {
  const [latest] = quarters;
  const earliest = quarters.at(-1);
  if (latest === undefined || earliest === undefined) return null;
  return (
    <PutIntoReport
      analysis={{ kind: 'patrol_audit' }}
      subject="patrol_audit"
      n={quarters.reduce((sum, { reported, found }) => sum + reported + found, 0)}
      from={earliest.period.from}
      to={latest.period.to}
      shownBy={ANALYSIS_KEY}
    />
  );
}

/** Signals and checks of all quarters shown. */
function AuditFacts({ audit: { quarters, run } }: { audit: FeedbackAudit }) {
  const { analysis } = useText();
  const format = useFormat();
  const [latest] = quarters;
  const earliest = quarters.at(-1);
  if (latest === undefined || earliest === undefined) return null;
  const sum = (of: (quarter: FeedbackAudit['quarters'][number]) => number) =>
    format.number(quarters.reduce((total, quarter) => total + of(quarter), 0));
  return (
    <PaperFacts
      n={analysis.nSignals({
        signals: sum(({ reported, found }) => reported + found),
        checks: sum(({ checks }) => checks),
      })}
      from={earliest.period.from}
      to={latest.period.to}
      run={run}
    />
  );
}

type StopTally = NonNullable<FeedbackAudit['stops']>['random'];

function ratio({ checks, signs, interval }: StopTally, percent: (share: number) => string): string {
  const bounds = interval === null ? '' : ` (${interval.map(percent).join('–')})`;
  return `${signs}/${checks}${bounds}`;
}

function shareOf(
  { foundShare, foundInterval }: FeedbackAudit['quarters'][number],
  percent: (share: number) => string,
  none: string,
): string {
  if (foundShare === null || foundInterval === null) return none;
  return `${percent(foundShare)} (${foundInterval.map(percent).join('–')})`;
}
