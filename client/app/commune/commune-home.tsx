import { Button, Flex } from '@mantine/core';
import { useQuery, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useCan, useMe } from '#client/api/me.ts';
import { CommuneScreen } from '#client/features/analysis/commune-screen.tsx';
import { readingOf } from '#client/features/analysis/funnel-words.ts';
import { planQuery, plansQuery } from '#client/features/plans/queries.ts';
import { ReplyForm } from '#client/features/replies/reply-form.tsx';
import { worklistQuery } from '#client/features/worklist/queries.ts';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import { pointQuery } from '#client/register/record-queries.ts';
import { Section } from '#client/ui/page.tsx';
import type { ComparedCase, CommuneLook } from '#server/contract/comparison.ts';
import { REACH } from '#server/contract/permission.ts';
import type { IndicatorView } from '#server/contract/plan.ts';

import classes from './commune-home.module.css';

/** The look of a commune; for those who answer for it three sentences first, and what they may do about each case. */
export default function CommuneHome() {
  const { role } = useMe();
  const replies = useCan('replies:write');
  if (REACH[role] !== 'communes') return <CommuneScreen />;
  return (
    <CommuneScreen
      sentences={(look) => <ThreeSentences look={look} />}
      {...(replies ? { actsOf: (item) => <CaseActs item={item} /> } : {})}
    />
  );
}

/** The answers of a commune to a case, each one press away: its reply, and the signal against which it may object. */
function CaseActs({ item }: { item: ComparedCase }) {
  const { communeLook: own } = useText();
  const appeals = useCan('signals:appeal');
  const [replying, setReplying] = useState(false);
  const { pointId, cycle, signalId, replyDueOn, reply } = item;
  if (pointId === null || cycle === null) return null;
  return (
    <Flex className={classes.acts} gap="xs" wrap="wrap" mt="xs">
      {replyDueOn !== null && (
        <Button variant={reply === null ? 'filled' : 'default'} onClick={() => setReplying(true)}>
          {reply === null ? own.reply : own.replyAgain}
          <span className="visually-hidden"> {item.code}</span>
        </Button>
      )}
      {appeals && signalId !== null && (
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/signals" search={{ state: 'confirmed', id: signalId }} />
          )}
        >
          {own.appeal}
          <span className="visually-hidden"> {item.code}</span>
        </Button>
      )}
      {replying && <Reply pointId={pointId} cycle={cycle} onClose={() => setReplying(false)} />}
    </Flex>
  );
}

/** The draft and earlier versions of the reply come with the record. */
function Reply({
  pointId,
  cycle,
  onClose,
}: {
  pointId: number;
  cycle: number;
  onClose: () => void;
}) {
  const record = useQuery(pointQuery(pointId));
  if (record.data === undefined) {
    return <ErrorNotice error={record.error} onRetry={() => void record.refetch()} />;
  }
  return <ReplyForm point={record.data} cycle={cycle} onClose={onClose} />;
}

/** Says in three sentences the state of the commune, the pace of its targets and the work that waits; two are links. */
function ThreeSentences({ look }: { look: CommuneLook }) {
  const { communeLook: own } = useText();
  return (
    <Section title={own.atAGlance}>
      <Flex component="ul" className={classes.sentences} direction="column" gap={4}>
        <Standing look={look} />
        <Targets />
        <Waiting />
      </Flex>
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

type Stand = Pick<IndicatorView['progress'], 'state' | 'target'>;

/** Counts targets: met or on pace, behind or missed, and set but without a figure yet, or without one that others have seen enough; what has no number is left out. */
export function paceOf(indicators: readonly { progress: Stand }[]): {
  good: number;
  bad: number;
  unknown: number;
} {
  const count = (...states: readonly Stand['state'][]) =>
    indicators.filter(({ progress }) => states.includes(progress.state) && progress.target !== null)
      .length;
  return {
    good: count('met', 'on_pace'),
    bad: count('behind', 'missed'),
    unknown: count('no_data', 'not_seen'),
  };
}
