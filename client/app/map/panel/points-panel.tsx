import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { isUnfiltered, NO_FILTER, type Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import type { BoundingBox } from '#server/contract/geo.ts';
import type { PointSummary } from '#server/contract/point.ts';

import type { Condition } from '#client/register/describe-filter.ts';
import { FilterChips } from './filter-chips.tsx';
import { FilterForm, type ChangeFilter } from './filter-form.tsx';
import { FlagLegend, StatusLegend } from './legend-filter.tsx';
import { PointList, type Scope } from './point-list.tsx';
import classes from './points-panel.module.css';

export type PanelTab = 'list' | 'filters';

export type PointsPanelProps = {
  tab: PanelTab;
  onTab: (tab: PanelTab) => void;
  filter: Filter;
  conditions: readonly Condition[];
  onFilter: ChangeFilter;
  scope: Scope | null;
  onLeaveScope: () => void;
  inView: boolean;
  onInView: (inView: boolean) => void;
  view: BoundingBox | null;
  chosenId: number | null;
  onOpen: (point: PointSummary) => void;
  onPointed: (point: PointSummary | null) => void;
  /** Beside the tabs: collapse, or list and map on a phone. */
  corner: ReactNode;
};

/** List and filters, the twin of the map in words. */
export function PointsPanel(props: PointsPanelProps) {
  const { tab, filter, conditions, onFilter, scope } = props;
  return (
    <div className={classes.panel}>
      <PanelTabs {...props} />
      <FilterChips conditions={conditions} onChange={onFilter} />
      <div className={classes.scroll} id="list" tabIndex={-1}>
        {tab === 'filters' ? (
          <FilterForm filter={filter} onChange={onFilter} />
        ) : (
          <>
            {scope === null ? (
              <div className={classes.legend}>
                <StatusLegend filter={filter} onChange={onFilter} brief />
                <FlagLegend filter={filter} onChange={onFilter} brief />
                <InViewSwitch {...props} />
              </div>
            ) : (
              <ScopeHead scope={scope} onLeave={props.onLeaveScope} />
            )}
            {scope === null && <RecurrencesBy filter={filter} />}
            <PointList
              filter={filter}
              scope={scope}
              view={props.inView ? props.view : null}
              chosenId={props.chosenId}
              onOpen={props.onOpen}
              onPointed={props.onPointed}
              empty={<NothingFound {...props} />}
            />
          </>
        )}
      </div>
    </div>
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

function PanelTabs({ tab, onTab, filter, conditions, corner }: PointsPanelProps) {
  const text = useText();
  const format = useFormat();
  const { data } = useQuery(pointCountsQuery(filter));
  return (
    <div className={classes.head}>
      <h1 className="visually-hidden">{text.map.title}</h1>
      <fieldset className={classes.tabs} aria-label={text.map.sheet}>
        <button type="button" aria-pressed={tab === 'list'} onClick={() => onTab('list')}>
          {text.pointsList.list}
          {data !== undefined && (
            <span className={classes.total}>{format.number(data.total, 0)}</span>
          )}
        </button>
        <button type="button" aria-pressed={tab === 'filters'} onClick={() => onTab('filters')}>
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

function InViewSwitch({ inView, onInView }: PointsPanelProps) {
  const text = useText();
  return (
    <Switch
      size="xs"
      label={text.pointsList.inView}
      checked={inView}
      onChange={(event) => onInView(event.currentTarget.checked)}
      className={classes.inView}
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

function NothingFound({
  filter,
  scope,
  onLeaveScope,
  inView,
  onFilter,
  onInView,
}: PointsPanelProps) {
  const text = useText();
  if (scope !== null) {
    return (
      <EmptyState
        title={text.pointsList.emptyTitle}
        action={
          <button type="button" className={classes.way} onClick={onLeaveScope}>
            {text.pointsList.wholeMap}
          </button>
        }
      />
    );
  }
  if (inView) {
    return (
      <EmptyState
        title={text.pointsList.emptyTitle}
        action={
          <button type="button" className={classes.way} onClick={() => onInView(false)}>
            {text.pointsList.wholeMap}
          </button>
        }
      >
        {text.pointsList.emptyView}
      </EmptyState>
    );
  }
  if (isUnfiltered(filter) && filter.asOf === null) {
    return (
      <EmptyState title={text.pointsList.emptyRegisterTitle}>
        {text.pointsList.emptyRegister}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={text.pointsList.emptyTitle}
      action={
        <button type="button" className={classes.way} onClick={() => onFilter(NO_FILTER)}>
          {text.pointsList.clearAll}
        </button>
      }
    >
      {text.pointsList.emptyFiltered}
    </EmptyState>
  );
}
