import type { CSSProperties } from 'react';

import type { Format } from '#client/i18n/format.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { IndicatorView } from '#server/contract/plan.ts';

import shared from '#client/ui/shared.module.css';
import classes from './plans.module.css';

/** Reached, asked, pace, what is needed a month, forecast and probability; the bar repeats the words. */
export function ProgressFacts({
  indicator,
  plain,
}: {
  indicator: IndicatorView;
  /** Without forecast and probability: for a commune, which reads what is needed. */
  plain: boolean;
}) {
  const { plans: own, overview, tips } = useText();
  const format = useFormat();
  const { progress, shape, unit, comparator } = indicator;
  const { amount, outOf, target } = progress;
  const asked =
    target === null
      ? own.noTarget
      : shape === 'amount'
        ? own.asked({ amount: format.number(target), comparator: own.comparator[comparator], unit })
        : own.asked({
            amount: format.percent(target, 0),
            comparator: own.comparator[comparator],
            unit: '',
          });
  return (
    <>
      <p className={classes.figures}>
        {amount !== null && (
          <strong>
            {outOf === null
              ? `${format.number(amount)} ${unit}`
              : `${format.number(amount)}/${format.number(outOf)} ${unit}`}
            {progress.share !== null && ` (${format.percent(progress.share)})`}
          </strong>
        )}{' '}
        <span>{asked}</span>
      </p>
      <Bar indicator={indicator} />
      <p className={shared.muted}>
        {furtherOf(indicator, plain, { own, format, stated: overview.stated, ownOf: tips.ownOf })}
      </p>
    </>
  );
}

/** Pace, what is needed a month and, where not `plain`, the forecast, in one line. */
function furtherOf(
  { progress, unit }: IndicatorView,
  plain: boolean,
  {
    own,
    format,
    stated,
    ownOf,
  }: { own: Text['plans']; format: Format; stated: string; ownOf: Text['tips']['ownOf'] },
): string {
  const { forecast } = progress;
  const probability = forecast?.probability ?? progress.probability;
  return [
    progress.awaiting === 0 ? null : own.awaiting({ amount: format.number(progress.awaiting, 0) }),
    progress.own === 0 ? null : ownOf({ amount: format.number(progress.own, 0) }),
    progress.onlyStated || progress.stated > 0 ? stated : null,
    progress.expectedByNow === null
      ? null
      : own.even({ amount: format.number(progress.expectedByNow, 0) }),
    progress.neededAMonth === null || progress.neededAMonth === 0
      ? null
      : own.needed({ amount: format.number(Math.ceil(progress.neededAMonth), 0), unit }),
    plain || forecast === null
      ? null
      : own.forecast({
          low: format.number(forecast.low, 0),
          high: format.number(forecast.high, 0),
        }),
    plain || probability === null || probability === undefined
      ? null
      : own.chance({ share: format.percent(probability, 0) }),
    plain || progress.whyNoForecast === null || progress.state === 'no_data'
      ? null
      : own.whyNoForecast[progress.whyNoForecast],
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function Bar({ indicator }: { indicator: IndicatorView }) {
  const { amount, outOf, target, expectedByNow } = indicator.progress;
  const whole = indicator.shape === 'amount' ? target : outOf;
  if (amount === null || whole === null || whole === 0) return null;
  const part = (value: number) => `${Math.min(100, (value / whole) * 100)}%`;
  const style: CSSProperties & Record<'--done' | '--even', string> = {
    '--done': part(amount),
    '--even': part(expectedByNow ?? 0),
  };
  return (
    <div
      className={classes.bar}
      style={style}
      data-even={expectedByNow !== null}
      aria-hidden="true"
    />
  );
}
