import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { AttributionLedger } from '#server/contract/attribution.ts';

import { attributionQuery } from './queries.ts';
import { RecurrenceThread } from './recurrence-thread.tsx';

const route = getRouteApi('/attribution');

/** Names who answers for each recurrence of a point, and why; one thread each, also on paper. */
export default function AttributionScreen() {
  const { attribution: own } = useText();
  const { point } = route.useSearch();
  return point === undefined ? (
    <Page title={own.title} lead={own.lead}>
      <Section>
        <EmptyState title={own.whichTitle}>{own.which}</EmptyState>
      </Section>
    </Page>
  ) : (
    <Ledger pointId={point} />
  );
}

function Ledger({ pointId }: { pointId: number }) {
  const { attribution: own } = useText();
  const { data, error, isPending, refetch } = useQuery(attributionQuery(pointId));
  return (
    <Page
      title={own.title}
      lead={own.lead}
      actions={
        <>
          <Button
            className="screen-only"
            variant="default"
            renderRoot={(props) => <Link to="/" search={{ id: pointId }} {...props} />}
          >
            {own.toRecord}
          </Button>
          {data !== undefined && data.items.length > 0 && (
            <>
              <PutIntoReport
                analysis={{ kind: 'attribution', point: pointId }}
                subject="attribution"
                n={data.items.length}
                to={data.today}
                shownBy={attributionQuery(pointId).queryKey}
              />
              <PrintButton kind="attribution_print" view={`point=${pointId}`} points={1} />
            </>
          )}
        </>
      }
    >
      <ErrorNotice error={error} onRetry={() => void refetch()} />
      {isPending && <LoadingRows rows={10} />}
      {data !== undefined && <Threads ledger={data} />}
    </Page>
  );
}

function Threads({ ledger }: { ledger: AttributionLedger }) {
  const { attribution: own } = useText();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const { code, name, category } = ledger.point;
  const categoryName = categories.find((one) => one.code === category)?.name ?? category;
  return (
    <>
      <p>
        <strong>{own.place({ code, name, category: categoryName })}</strong>
      </p>
      {ledger.items.length === 0 && (
        <Section>
          <EmptyState title={own.noneTitle}>{own.none}</EmptyState>
        </Section>
      )}
      {ledger.items.map((item) => (
        <RecurrenceThread key={item.cycle} item={item} />
      ))}
    </>
  );
}
