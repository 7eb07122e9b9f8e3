import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { Overview } from '#server/contract/overview.ts';

import classes from './overview.module.css';

/** Targets of the running plan that are behind or missed, with how likely they still are. */
export function OffPace({ overview }: { overview: Overview }) {
  const text = useText();
  const own = text.overview;
  const format = useFormat();
  const { plan, offPace } = overview;
  if (plan === null) {
    return (
      <Section title={own.targets}>
        <p>{own.noPlan}</p>
      </Section>
    );
  }
  return (
    <Section
      title={own.targets}
      lead={[
        own.targetsLead({ number: plan.number, well: format.number(overview.onPace, 0) }),
        ...(overview.notSeen > 0
          ? [own.notSeen({ count: format.number(overview.notSeen, 0) })]
          : []),
      ].join(' ')}
      aside={
        <Link to="/plans" search={{ plan: plan.id }} className={`${classes.way} screen-only`}>
          {own.toPlan}
        </Link>
      }
    >
      <StatedTargets overview={overview} />
      {offPace.length === 0 && <EmptyLine title={own.allOnPace} next="offPace" />}
      <ul className={classes.list}>
        {offPace.map(({ code, wording, unit, shape, progress }) => {
          const probability = progress.forecast?.probability ?? progress.probability;
          return (
            <li key={code}>
              <div>
                <p className={classes.name}>{wording}</p>
                <Reached target={{ unit, shape, progress }} />
                <p className={classes.due} data-late={progress.state === 'missed'}>
                  {text.plans.state[progress.state]}
                  {probability !== null &&
                    probability !== undefined &&
                    progress.state === 'behind' &&
                    ` · ${text.plans.chance({ share: format.percent(probability, 0) })}`}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Result so far, beside the target. */
function Reached({
  target: { unit, shape, progress },
}: {
  target: Pick<Overview['offPace'][number], 'unit' | 'shape' | 'progress'>;
}) {
  const { overview: own, tips } = useText();
  const format = useFormat();
  const { amount, target, outOf } = progress;
  const whole = format.number(outOf ?? target ?? 0);
  return (
    <p className={classes.more}>
      {`${format.number(amount ?? 0)} / ${whole} ${unit}`}
      {progress.own > 0 && `, ${tips.ownOf({ amount: format.number(progress.own, 0) })}`}
      {shape !== 'amount' &&
        target !== null &&
        ` · ${own.wanted({ share: format.percent(target, 0) })}`}
    </p>
  );
}

/** Targets on pace that only the units' own reports say. */
function StatedTargets({ overview }: { overview: Overview }) {
  const own = useText().overview;
  const format = useFormat();
  const { onPaceStated } = overview;
  if (onPaceStated === 0) return null;
  return <p>{own.statedTargets({ amount: format.number(onPaceStated, 0) })}</p>;
}
