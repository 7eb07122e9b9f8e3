import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { reportsQuery } from '#client/api/reports.ts';
import { useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import { addDays } from '#server/contract/time.ts';
import { periodOf } from '#server/contract/reporting-period.ts';

import { PeriodChoice } from './period-choice.tsx';
import { PeriodRules } from './period-rules.tsx';
import { reportQuery, type AskedPeriod } from './queries.ts';
import { ReportListSection } from './report-list.tsx';
import { ReportSheet } from './report-sheet.tsx';

const route = getRouteApi('/reports');

/** A period of a commune or the city: as it stands, as it was reported, and what may be done with it. */
export default function ReportsScreen() {
  const { reports: own } = useText();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { communes } = useMe();
  const list = useQuery(reportsQuery);
  const asked = list.data === undefined ? null : askedOf();

  /** Period in the address; without one the last month that is over. */
  function askedOf(): AskedPeriod {
    const rules = list.data?.rules ?? [];
    const today = list.data?.today ?? '';
    const running = periodOf(rules, 'month', today);
    const { year, number } = periodOf(rules, 'month', addDays(running.firstOn, -1));
    return {
      kind: search.period ?? 'month',
      year: search.year ?? year,
      number: search.number ?? (search.period === undefined ? number : 1),
      commune:
        communes.length === 0
          ? (search.commune ?? null)
          : (search.commune ?? communes[0]?.code ?? null),
    };
  }
  const go = (next: AskedPeriod) =>
    void navigate({
      search: {
        period: next.kind,
        year: next.year,
        number: next.number,
        commune: next.commune ?? undefined,
      },
    });
  return (
    <Page title={own.title} lead={own.lead}>
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {asked !== null && list.data !== undefined && (
        <>
          <PeriodChoice asked={asked} today={list.data.today} onChoose={go} />
          <Asked key={JSON.stringify(asked)} asked={asked} />
          <ReportListSection list={list.data} onOpen={go} />
          <PeriodRules rules={list.data.rules} />
        </>
      )}
      {list.isPending && <LoadingRows rows={8} />}
    </Page>
  );
}

function Asked({ asked }: { asked: AskedPeriod }) {
  const { data, error, refetch, isPending } = useQuery(reportQuery(asked));
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingRows rows={8} />;
  return <ReportSheet report={data} />;
}
