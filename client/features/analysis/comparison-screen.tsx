import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useMe } from '#client/api/me.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { RuleChanges } from '#client/ui/rule-changes.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import { MEASURES, type Comparison } from '#server/contract/comparison.ts';
import { CONDUCT_OF_COMPARISON } from '#server/contract/conduct.ts';
import { can } from '#server/contract/permission.ts';

import classes from './analysis.module.css';
import { AuditView } from './audit-view.tsx';
import { FunnelView } from './funnel-view.tsx';
import { PeriodPresets } from './period-presets.tsx';
import { PopulationForm } from './population-form.tsx';
import { comparisonQuery, type ComparisonChoice } from './queries.ts';
import { RateMapView } from './rate-map-view.tsx';
import shared from '#client/ui/shared.module.css';
import { SurvivalView } from './survival-view.tsx';

const route = getRouteApi('/comparison');

type View = 'funnel' | 'map' | 'survival' | 'audit';

/** Communes against chance, places over time, and patrols against reports. */
export default function ComparisonScreen() {
  const { analysis } = useText();
  const { view = 'funnel', measure = 'recurrences', from, to, commune } = route.useSearch();
  const navigate = route.useNavigate();
  const { role } = useMe();
  const city = can(role, 'analysis:places');
  const views: View[] = ['funnel', 'map', 'survival', ...(city ? (['audit'] as const) : [])];
  const go: Go = (search) => void navigate({ search: (before) => ({ ...before, ...search }) });
  return (
    <Page title={analysis.title} lead={analysis.lead}>
      <SegmentedControl
        aria-label={analysis.views}
        value={view}
        data={views.map((value) => ({ value, label: analysis.view[value] }))}
        onChange={(value) => go({ view: value, commune: undefined })}
        className={`screen-only ${classes.views} ${shared.start}`}
        maw="100%"
      />
      {(view === 'funnel' || view === 'map') && (
        <CommunesCompared view={view} choice={{ measure, from, to }} commune={commune} onGo={go} />
      )}
      {view === 'survival' && <SurvivalView />}
      {view === 'audit' && city && <AuditView />}
    </Page>
  );
}

/** Changes a part of the address; `undefined` takes the part out. */
type Go = (search: Record<string, unknown>) => void;

/** Communes against chance by the chosen measure and days, as a funnel or a map. */
function CommunesCompared({
  view,
  choice,
  commune,
  onGo,
}: {
  view: 'funnel' | 'map';
  choice: ComparisonChoice;
  commune: string | undefined;
  onGo: Go;
}) {
  const { signals } = useText();
  const { role } = useMe();
  const { measure } = choice;
  const comparison = useQuery(comparisonQuery(choice));
  return (
    <>
      <ComparisonChoices choice={choice} period={comparison.data?.period} onGo={onGo} />
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
          <ConductLine
            scope={{ figure: CONDUCT_OF_COMPARISON[measure], ...comparison.data.period }}
          />
          <RuleChanges changes={comparison.data.ruleChanges} />
          <Compared view={view} comparison={comparison.data} choice={choice} commune={commune} />
        </>
      )}
      {measure === 'new_points' && can(role, 'settings:manage') && <PopulationForm />}
    </>
  );
}

/** The measure and the days; those of the answer stand in the fields until others are chosen. */
function ComparisonChoices({
  choice,
  period,
  onGo,
}: {
  choice: ComparisonChoice;
  period: Comparison['period'] | undefined;
  onGo: Go;
}) {
  const { analysis } = useText();
  const from = choice.from ?? period?.from;
  const to = choice.to ?? period?.to;
  return (
    <>
      <div className={classes.choices}>
        <Select
          label={analysis.measureLabel}
          allowDeselect={false}
          value={choice.measure}
          data={MEASURES.map((value) => ({ value, label: analysis.measure[value] }))}
          onChange={(value) => onGo({ measure: value, commune: undefined })}
        />
        <DateField
          label={analysis.from}
          value={from ?? null}
          onChange={(day) => onGo({ from: day ?? undefined })}
        />
        <DateField
          label={analysis.to}
          value={to ?? null}
          onChange={(day) => onGo({ to: day ?? undefined })}
        />
      </div>
      <PeriodPresets chosen={{ from, to }} onChoose={onGo} />
    </>
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
