import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useCan } from '#client/api/me.ts';
import { readingOf } from '#client/features/analysis/funnel-words.ts';
import { planQuery, plansQuery } from '#client/features/plans/queries.ts';
import { worklistQuery } from '#client/features/worklist/queries.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { CommuneLook } from '#server/contract/comparison.ts';

import classes from './commune-home.module.css';
import { paceOf } from './pace.ts';

/** Says in three sentences the state of the commune, the pace of its targets and the work that waits; two are links. */
export function ThreeSentences({ look }: { look: CommuneLook }) {
  const { communeLook: own } = useText();
  return (
    <Section title={own.atAGlance}>
      <ul className={classes.sentences}>
        <Standing look={look} />
        <Targets />
        <Waiting />
      </ul>
    </Section>
  );
}

function Standing({ look }: { look: CommuneLook }) {
  const { analysis, communeLook: own } = useText();
  const format = useFormat();
  const row = look.rows.find(({ measure }) => measure === 'recurrences')?.row ?? null;
  if (row === null) return null;
  return (
    <li data-side={row.verdict.side}>
      {own.standing({
        observed: format.number(row.observed, 0),
        expected: format.number(row.expected),
        reading: readingOf(row, analysis).toLocaleLowerCase('vi'),
      })}
    </li>
  );
}

function Targets() {
  const { communeLook: own } = useText();
  const format = useFormat();
  const reads = useCan('plans:read');
  const plans = useQuery({ ...plansQuery, enabled: reads }).data?.items ?? [];
  const issued = plans.find(({ state }) => state === 'issued');
  const plan = useQuery({ ...planQuery(issued?.id ?? 0), enabled: issued !== undefined }).data;
  if (plan === undefined) return null;
  const { good, bad, unknown } = paceOf(plan.indicators);
  const counts = {
    good: format.number(good, 0),
    bad: format.number(bad, 0),
    unknown: format.number(unknown, 0),
  };
  return (
    <li data-side={bad > 0 ? 'above' : 'within'}>
      <Link to="/plans" search={{ plan: plan.id }}>
        {good + bad === 0 ? own.targetsUnknown(counts) : own.targets(counts)}
      </Link>
    </li>
  );
}

function Waiting() {
  const { communeLook: own, worklist } = useText();
  const format = useFormat();
  const { data } = useInfiniteQuery(worklistQuery(null));
  const [first] = data?.pages ?? [];
  if (first === undefined) return null;
  const counts = {
    waiting: format.number(first.waiting, 0),
    overdue: format.number(first.overdue, 0),
  };
  return (
    <li data-side={first.overdue > 0 ? 'above' : 'within'}>
      <Link to="/worklist">{first.waiting === 0 ? worklist.leadNone : own.waits(counts)}</Link>
    </li>
  );
}
