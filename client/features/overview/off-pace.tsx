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
                <p className={classes.more}>
                  {progress.outOf === null
                    ? `${format.number(progress.amount ?? 0)} / ${format.number(progress.target ?? 0)} ${unit}`
                    : `${format.number(progress.amount ?? 0)} / ${format.number(progress.outOf)} ${unit}`}
                  {shape !== 'amount' &&
                    progress.target !== null &&
                    ` · ${own.wanted({ share: format.percent(progress.target, 0) })}`}
                </p>
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

/** Targets on pace that only the units' own reports say. */
function StatedTargets({ overview }: { overview: Overview }) {
  const own = useText().overview;
  const format = useFormat();
  const { onPaceStated } = overview;
  if (onPaceStated === 0) return null;
  return <p>{own.statedTargets({ amount: format.number(onPaceStated, 0) })}</p>;
}
