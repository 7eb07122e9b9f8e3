import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import type { ReportVersion } from '#server/contract/report.ts';

import { AnalysisActs } from './analysis-acts.tsx';
import { reportAnalysesQuery } from './queries.ts';
import classes from './report-analyses.module.css';
import { SealedSheet } from './sealed-sheet.tsx';

/** The analyses of one version of a report, in its order; a draft says where they come from. */
export function ReportAnalyses({ version }: { version: ReportVersion }) {
  const { sealedAnalyses: own } = useText();
  const { data, error, isPending, refetch } = useQuery(reportAnalysesQuery(version.id));
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingRows rows={3} />;
  const { items, whyNotChange } = data;
  if (items.length === 0) return whyNotChange === null ? <NoneYet /> : null;
  const ids = items.map(({ id }) => id);
  return (
    <Section title={own.title} lead={own.titleMore}>
      <ol className={classes.list}>
        {items.map((item, at) => (
          <li key={item.id} className={classes.item}>
            <SealedSheet item={item} number={at + 1} />
            {whyNotChange === null && (
              <AnalysisActs reportId={version.id} item={item} ids={ids} at={at} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function NoneYet() {
  const { sealedAnalyses: own } = useText();
  return (
    <div className="screen-only">
      <Section title={own.title}>
        <EmptyState
          title={own.none}
          action={
            <Button variant="default" renderRoot={(props) => <Link to="/comparison" {...props} />}>
              {own.toComparison}
            </Button>
          }
        >
          {own.noneMore}
        </EmptyState>
      </Section>
    </div>
  );
}
