import { Box, Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconEyeOff,
  IconTrendingUp,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ConductLine } from '#client/register/conduct-line.tsx';
import {
  CONDUCT_OF_MEASURE,
  type IndicatorView,
  type PlanView,
  type Progress,
} from '#server/contract/plan.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { ProgressFacts } from './progress-facts.tsx';
import classes from './plans.module.css';

const SIGNS: Record<Progress['state'], Icon> = {
  met: IconCircleCheck,
  on_pace: IconTrendingUp,
  not_seen: IconEyeOff,
  behind: IconAlertTriangle,
  missed: IconCircleX,
  none_arisen: IconCircleMinus,
  no_data: IconCircleDashed,
  no_target: IconCircleMinus,
};

/** One indicator as the plan words it, how it stands as sign, word and bar, and its papers behind a press. */
export function IndicatorCard({
  indicator,
  scope,
  span,
  onResult,
  onAllot,
  onEdit,
  onAmend,
}: {
  indicator: IndicatorView;
  scope: PlanView['scope'];
  /** Days that the figures are of. */
  span: { from: IsoDate; to: IsoDate };
  onResult: (() => void) | null;
  onAllot: (() => void) | null;
  onEdit: (() => void) | null;
  onAmend: (() => void) | null;
}) {
  const text = useText();
  const own = text.plans;
  const { progress, partOf, wording, measure } = indicator;
  const Sign = SIGNS[progress.state];
  const figure = measure === null ? null : CONDUCT_OF_MEASURE[measure];
  return (
    <li className={classes.indicator} data-part={partOf !== null}>
      <div className={classes.head}>
        <Box component="p" flex="1 1 320px" fw={600}>
          {wording}
        </Box>
        <p className={classes.state} data-state={progress.state}>
          <Sign size={18} stroke={1.8} aria-hidden="true" />
          {own.state[progress.state]}
        </p>
      </div>
      <ProgressFacts indicator={indicator} plain={scope === 'communes'} />
      {figure !== null && <ConductLine scope={{ figure, ...span }} />}
      <OwnResults results={indicator.results} />
      <Papers indicator={indicator} scope={scope} />
      {[onResult, onAllot, onEdit, onAmend].some((act) => act !== null) && (
        <div className={`${classes.actions} screen-only`}>
          {onResult !== null && (
            <Act label={own.enterResult} wording={wording} onPress={onResult} />
          )}
          {onAllot !== null && <Act label={own.allot} wording={wording} onPress={onAllot} />}
          {onEdit !== null && <Act label={own.edit} wording={wording} onPress={onEdit} />}
          {onAmend !== null && <Act label={own.amend} wording={wording} onPress={onAmend} />}
        </div>
      )}
    </li>
  );
}

/** How many of the results were entered by the communes that they are of; a press shows exactly those. */
function OwnResults({ results }: Pick<IndicatorView, 'results'>) {
  const { conduct: own } = useText();
  const format = useFormat();
  const stated = results.filter((result) => result.own);
  if (stated.length === 0) return null;
  return (
    <details className={classes.papers}>
      <summary>
        {own.results({ count: format.number(results.length, 0) })} ·{' '}
        {own.part.unseen({ count: format.number(stated.length, 0) })}
      </summary>
      <Results results={stated} />
    </details>
  );
}

function Act({ label, wording, onPress }: { label: string; wording: string; onPress: () => void }) {
  return (
    <Button
      variant="default"
      size="compact-md"
      aria-label={`${label}: ${wording}`}
      onClick={onPress}
    >
      {label}
    </Button>
  );
}

/** Sources of the figures: denominators with their day, the list, the allotment, each result's document. */
function Papers({ indicator, scope }: { indicator: IndicatorView; scope: PlanView['scope'] }) {
  const { plans: own } = useText();
  const format = useFormat();
  const { allotment, denominators, firstTarget, target, results, points } = indicator;
  return (
    <details className={classes.papers}>
      <summary>{own.papers}</summary>
      <dl>
        <Paper name={own.leadAgency}>{indicator.leadAgency}</Paper>
        <Paper name={own.source}>
          {indicator.measure === null ? own.entered : own.measure[indicator.measure]}
        </Paper>
        {indicator.note !== null && <Paper name={own.note}>{indicator.note}</Paper>}
        {firstTarget !== null && firstTarget !== target && (
          <Paper name={own.firstTarget}>
            {indicator.shape === 'amount'
              ? format.number(firstTarget)
              : format.percent(firstTarget, 0)}
          </Paper>
        )}
        {denominators.length > 0 && (
          <Paper name={own.denominators}>
            <Denominators denominators={denominators} />
          </Paper>
        )}
        {points.length > 0 && (
          <Paper name={own.listed}>
            <ListedPoints points={points} />
          </Paper>
        )}
        {allotment !== null && (
          <Paper name={own.allotted}>
            <AllottedShares allotment={allotment} withSum={scope === 'city'} />
          </Paper>
        )}
        {results.length > 0 && (
          <Paper name={own.results}>
            <Results results={results} />
          </Paper>
        )}
      </dl>
    </details>
  );
}

function Paper({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Denominators({ denominators }: Pick<IndicatorView, 'denominators'>) {
  const { plans: own } = useText();
  const format = useFormat();
  return denominators.map((one) => (
    <p key={one.validFrom}>
      {own.denominator({
        amount: format.number(one.amount, 0),
        unit: one.unit,
        date: format.date(one.validFrom),
        source: one.source,
      })}
    </p>
  ));
}

function ListedPoints({ points }: Pick<IndicatorView, 'points'>) {
  const { plans: own, register } = useText();
  return points.map((point) => (
    <p key={point.id}>
      {point.code} {point.name}: {own.aim[point.aim]}, {register.status[point.status]}
    </p>
  ));
}

/** Shares of the communes, with their sum where the reader sees all of them. */
function AllottedShares({
  allotment,
  withSum,
}: {
  allotment: NonNullable<IndicatorView['allotment']>;
  withSum: boolean;
}) {
  const text = useText();
  const own = text.plans;
  const format = useFormat();
  const { reason, shares } = allotment;
  return (
    <>
      {withSum && (
        <p>
          {own.allottedSum({
            total: format.number(allotment.total),
            target: format.number(allotment.target),
            count: format.number(shares.length, 0),
          })}
        </p>
      )}
      {reason !== null && <p>{own.because({ reason })}</p>}
      {shares.map((share) => (
        <p key={share.commune.code}>
          {communeName(share.commune, text)}: {format.number(share.amount)}
        </p>
      ))}
    </>
  );
}

function Results({ results }: Pick<IndicatorView, 'results'>) {
  const text = useText();
  const { plans: own, lateEntries } = text;
  const format = useFormat();
  return results.map((result) => (
    <p key={result.id}>
      {own.result({
        first: format.date(result.firstOn),
        last: format.date(result.lastOn),
        who: result.commune === null ? own.wholeCity : communeName(result.commune, text),
        amount: format.number(result.amount),
        document: result.documentNumber,
      })}
      {result.own && ` · ${lateEntries.lookStated}`}
      {result.reason !== null && ` (${own.because({ reason: result.reason })})`}
    </p>
  ));
}
