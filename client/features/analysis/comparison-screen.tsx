import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { MEASURES, type Comparison } from '#server/contract/comparison.ts';
import { can } from '#server/contract/permission.ts';

import classes from './analysis.module.css';
import { AuditView } from './audit-view.tsx';
import { FunnelView } from './funnel-view.tsx';
import { PeriodPresets } from './period-presets.tsx';
import { PopulationForm } from './population-form.tsx';
import { comparisonQuery, type ComparisonChoice } from './queries.ts';
import { RateMapView } from './rate-map-view.tsx';
import { SurvivalView } from './survival-view.tsx';

const route = getRouteApi('/comparison');

type View = 'funnel' | 'map' | 'survival' | 'audit';

/** Communes against chance, places over time, and patrols against reports. */
export default function ComparisonScreen() {
  const { analysis, signals } = useText();
  const { view = 'funnel', measure = 'recurrences', from, to, commune } = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useMe();
  const city = can(role, 'analysis:places');
  const views: View[] = ['funnel', 'map', 'survival', ...(city ? (['audit'] as const) : [])];
  const compares = view === 'funnel' || view === 'map';
  const choice: ComparisonChoice = { measure, from, to };
  const comparison = useQuery({ ...comparisonQuery(choice), enabled: compares });
  const go = (search: Record<string, unknown>) =>
    void navigate({ search: (before) => ({ ...before, ...search }) });
  return (
    <Page title={analysis.title} lead={analysis.lead}>
      <SegmentedControl
        aria-label={analysis.views}
        value={view}
        data={views.map((value) => ({ value, label: analysis.view[value] }))}
        onChange={(value) => go({ view: value, commune: undefined })}
        className={classes.views}
      />
      {compares && (
        <div className={classes.choices}>
          <Select
            label={analysis.measureLabel}
            allowDeselect={false}
            value={measure}
            data={MEASURES.map((value) => ({ value, label: analysis.measure[value] }))}
            onChange={(value) => go({ measure: value, commune: undefined })}
          />
          <DateField
            label={analysis.from}
            value={from ?? comparison.data?.period.from ?? null}
            onChange={(day) => go({ from: day ?? undefined })}
          />
          <DateField
            label={analysis.to}
            value={to ?? comparison.data?.period.to ?? null}
            onChange={(day) => go({ to: day ?? undefined })}
          />
        </div>
      )}
      {compares && (
        <>
          <PeriodPresets
            chosen={{
              from: from ?? comparison.data?.period.from,
              to: to ?? comparison.data?.period.to,
            }}
            onChoose={go}
          />
          <ErrorNotice error={comparison.error} onRetry={() => void comparison.refetch()} />
          {comparison.isPending && <LoadingRows rows={10} />}
          {comparison.data !== undefined && comparison.error === null && (
            <>
              {measure === 'recurrences' && (
                <Section flush>
                  <SensitivityStrip
                    scope={{ commune, ...comparison.data.period }}
                    about={signals.aboutPeriod}
                  />
                </Section>
              )}
              <Compared
                view={view}
                comparison={comparison.data}
                choice={choice}
                commune={commune}
              />
            </>
          )}
          {measure === 'new_points' && can(role, 'settings:manage') && <PopulationForm />}
        </>
      )}
      {view === 'survival' && <SurvivalView />}
      {view === 'audit' && city && <AuditView />}
    </Page>
  );
}

function Compared({
  view,
  comparison,
  choice,
  commune,
}: {
  view: 'funnel' | 'map';
  comparison: Comparison;
  choice: ComparisonChoice;
  commune: string | undefined;
}) {
  const { analysis } = useText();
  if (comparison.refused !== null) {
    return (
      <Section>
        <EmptyState title={analysis.noPopulationTitle}>
          <p>{analysis.noPopulation}</p>
        </EmptyState>
      </Section>
    );
  }
  return view === 'map' ? (
    <RateMapView comparison={comparison} />
  ) : (
    <FunnelView comparison={comparison} choice={choice} chosen={commune} />
  );
}
