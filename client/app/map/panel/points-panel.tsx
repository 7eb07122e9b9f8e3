import { Group, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChartBar, IconX } from '@tabler/icons-react';
import { lazy, Suspense, type ReactNode } from 'react';

import type { Condition } from '#client/register/describe-filter.ts';
import { isUnfiltered, NO_FILTER, type Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import type { View } from '#client/app/map/use-view.ts';
import type { Workspace } from '#client/app/map/use-workspace.ts';
import { SelectionBar } from '#client/app/map/select/selection-bar.tsx';
import { ExportPoints } from '#client/features/point-exports/export-points.tsx';
import shared from '#client/ui/shared.module.css';
import { ScreenTitle } from '#client/ui/screen-title.tsx';

import { FilterForm, type ChangeFilter } from './filter-form.tsx';
import { FlagLegend, StatusLegend } from './legend-filter.tsx';
import { PointList, type Scope } from './point-list.tsx';
import classes from './points-panel.module.css';
import { QuickFilters } from './quick-filters.tsx';

const ChartsPanel = lazy(async () => ({
  default: (await import('./charts-panel.tsx')).ChartsPanel,
}));

type PanelProps = { workspace: Workspace };

/** List and filters, the twin of the map in words. `corner` stands beside the tabs. */
export function PointsPanel({ workspace, corner }: PanelProps & { corner: ReactNode }) {
  const { listFilter, conditions, view, chosen, region } = workspace;
  const { search } = view;
  const { scope } = chosen;
  const onFilter: ChangeFilter = (change, quietly) => {
    chosen.leaveScope();
    view.setFilter(change, quietly);
  };
  return (
    <Stack gap={0} flex={1} mih={0}>
      <PanelTabs workspace={workspace} corner={corner} />
      <FilterChips conditions={conditions} onChange={onFilter} />
      {view.search.show !== 'table' && <SelectionBar workspace={workspace} />}
      <div className={classes.scroll} id="list" tabIndex={-1}>
        {search.panel === 'filters' ? (
          <FilterForm filter={listFilter} region={region} onChange={onFilter} />
        ) : search.panel === 'charts' ? (
          <Suspense fallback={<LoadingRows rows={6} />}>
            <ChartsPanel workspace={workspace} onFilter={onFilter} />
          </Suspense>
        ) : (
          <>
            {scope === null ? (
              <>
                <Stack className={shared.ruledBelow} gap={4} p="xs">
                  <StatusLegend filter={listFilter} region={region} onChange={onFilter} brief />
                  <FlagLegend filter={listFilter} region={region} onChange={onFilter} brief />
                  {workspace.compare.differences === null && (
                    <QuickFilters
                      filter={listFilter}
                      onChange={onFilter}
                      onOwnDates={() => view.setSearch({ panel: 'filters' })}
                    />
                  )}
                  <Group gap="4px 8px" justify="space-between">
                    <InViewSwitch view={view} />
                    <ExportPoints filter={listFilter} region={region} />
                  </Group>
                </Stack>
                <RecurrencesBy filter={listFilter} />
              </>
            ) : (
              <ScopeHead scope={scope} onLeave={chosen.leaveScope} />
            )}
            <PointList
              filter={listFilter}
              scope={scope}
              region={region}
              chosenId={chosen.id}
              onOpen={chosen.open}
              onPointed={chosen.setPointedRow}
              empty={<NothingFound workspace={workspace} />}
            />
          </>
        )}
      </div>
    </Stack>
  );
}

/** Beside the list to which the counters of recurrences lead: how much the number owes to the measures. */
function RecurrencesBy({ filter }: { filter: Filter }) {
  const { signals } = useText();
  const shown = filter.status.includes('recurring') || filter.flag.includes('suspected');
  if (!shown || filter.asOf !== null) return null;
  const [commune, ...others] = filter.commune;
  return (
    <SensitivityStrip
      scope={{ standing: true, commune: others.length === 0 ? commune : undefined }}
      about={commune !== undefined && others.length === 0 ? signals.aboutCommune : signals.aboutAll}
    />
  );
}

function PanelTabs({ workspace, corner }: PanelProps & { corner: ReactNode }) {
  const { listFilter, conditions, view, layout, region } = workspace;
  const text = useText();
  const format = useFormat();
  const { data } = useQuery(pointCountsQuery(listFilter, region));
  const filters = view.search.panel === 'filters';
  const asTable = view.search.show === 'table';
  const charts = view.search.panel === 'charts';
  const turnTo = (panel: 'filters' | 'charts' | undefined) => {
    view.setSearch({ panel });
    layout.raiseSheet();
  };
  return (
    <div className={classes.head}>
      <ScreenTitle unseen>{text.map.title}</ScreenTitle>
      <fieldset className={classes.tabs} aria-label={text.map.sheet}>
        <button type="button" aria-pressed={!filters && !charts} onClick={() => turnTo(undefined)}>
          {text.pointsList.list}
          {data !== undefined && (
            <span className={classes.total}>{format.number(data.total, 0)}</span>
          )}
        </button>
        <button
          type="button"
          aria-pressed={asTable}
          {...hinted('table')}
          onClick={() => view.setSearch({ show: asTable ? undefined : 'table' })}
        >
          {text.table.show}
        </button>
        <button
          type="button"
          aria-pressed={charts}
          aria-label={text.charts.title}
          title={text.charts.title}
          onClick={() => turnTo('charts')}
        >
          <IconChartBar size={18} stroke={1.6} aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-pressed={filters}
          onClick={() => turnTo('filters')}
          {...hinted('filters')}
        >
          {text.pointsList.filters}
          {conditions.length > 0 && (
            <span className={classes.total}>{format.number(conditions.length, 0)}</span>
          )}
        </button>
      </fieldset>
      <output className="visually-hidden">
        {data === undefined ? '' : text.pointsList.found({ count: format.number(data.total, 0) })}
      </output>
      {corner}
    </div>
  );
}

function InViewSwitch({ view: { search, setSearch } }: { view: View }) {
  const text = useText();
  return (
    <Switch
      size="xs"
      label={text.pointsList.inView}
      checked={search.in_view === true}
      onChange={(event) => setSearch({ in_view: event.currentTarget.checked ? true : undefined })}
      pt={6}
      pb={2}
      px={6}
    />
  );
}

function ScopeHead({ scope, onLeave }: { scope: Scope; onLeave: () => void }) {
  const text = useText();
  const format = useFormat();
  const count = format.number(scope.count, 0);
  return (
    <div className={classes.scope}>
      <strong>
        {scope.spot ? text.pointsList.scopedSpot({ count }) : text.pointsList.scoped({ count })}
      </strong>
      <button type="button" onClick={onLeave}>
        <IconX size={14} stroke={1.8} aria-hidden="true" />
        {text.pointsList.leaveScope}
      </button>
    </div>
  );
}

/** An empty list says why it is empty, and offers the way out. */
function NothingFound({ workspace: { view, chosen, listFilter } }: PanelProps) {
  const { pointsList: text } = useText();
  const way = (label: string, go: () => void) => (
    <button type="button" className={classes.way} onClick={go}>
      {label}
    </button>
  );
  if (chosen.scope !== null) {
    return <EmptyState title={text.emptyTitle} action={way(text.wholeMap, chosen.leaveScope)} />;
  }
  if (view.search.in_view === true) {
    const leave = () => view.setSearch({ in_view: undefined });
    return (
      <EmptyState title={text.emptyTitle} action={way(text.wholeMap, leave)}>
        {text.emptyView}
      </EmptyState>
    );
  }
  if (isUnfiltered(listFilter) && listFilter.asOf === null) {
    return <EmptyState title={text.emptyRegisterTitle}>{text.emptyRegister}</EmptyState>;
  }
  return (
    <EmptyState
      title={text.emptyTitle}
      action={way(text.clearAll, () => view.setFilter(NO_FILTER))}
    >
      {text.emptyFiltered}
    </EmptyState>
  );
}

/** Active filters, each removable by itself, and all together. */
function FilterChips({
  conditions,
  onChange,
}: {
  conditions: readonly Condition[];
  onChange: View['setFilter'];
}) {
  const text = useText();
  if (conditions.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={text.pointsList.active}>
      {conditions.map((condition) => (
        <li key={condition.key}>
          <button
            type="button"
            className={classes.chip}
            aria-label={text.pointsList.remove({ what: condition.words })}
            onClick={() => onChange(condition.without)}
          >
            {condition.words}
            <IconX size={14} stroke={1.8} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={classes.all} onClick={() => onChange(NO_FILTER)}>
          {text.pointsList.clearAll}
        </button>
      </li>
    </ul>
  );
}
