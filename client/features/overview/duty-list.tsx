import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useCan } from '#client/api/me.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { hinted } from '#client/ui/hinted.ts';
import { Section } from '#client/ui/page.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { DutyKind, Overview } from '#server/contract/overview.ts';

import classes from './overview.module.css';

const LAST = '9999-12-31';

/** Number of lines that fit beside the rest on one sheet of A4. */
const SHOWN = 8;

/** Duties with their days, the late ones first. */
export function DutyList({ overview }: { overview: Overview }) {
  const { overview: own } = useText();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const groups = groupDuties(overview.duties);
  const shown = all ? groups : groups.slice(0, SHOWN);
  const rest = groups.length - shown.length;
  return (
    <Section title={own.whoActs} lead={own.whoActsLead}>
      {groups.length === 0 && <EmptyLine title={own.nobody} next="duties" />}
      <ul className={classes.list}>
        {shown.map((group) => (
          <li key={group.commune?.code ?? ''} {...hinted('duties')}>
            <Whom group={group} today={overview.today} />
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <>
          <p className={classes.more}>{own.rest({ count: format.number(rest, 0) })}</p>
          <Button className="screen-only" variant="default" mt={8} onClick={() => setAll(true)}>
            {own.showAll({ count: format.number(groups.length, 0) })}
          </Button>
        </>
      )}
    </Section>
  );
}

function Whom({ group, today }: { group: DutyGroup; today: string }) {
  const text = useText();
  const own = text.overview;
  const format = useFormat();
  const { commune, duties, overdue, nextDueOn } = group;
  const day = nextDueOn === null ? null : format.date(nextDueOn);
  return (
    <div>
      <p className={classes.name}>{commune === null ? own.analysts : communeName(commune, text)}</p>
      <p className={classes.more}>
        {duties.map(({ kind, count }, at) => (
          <span key={kind}>
            {at > 0 && ' · '}
            <DutyLink kind={kind} commune={commune?.code}>
              {own.duty[kind]({ count: format.number(count, 0) })}
            </DutyLink>
          </span>
        ))}
      </p>
      {overdue > 0 && (
        <p className={classes.due} data-late="true">
          {own.late({ count: format.number(overdue, 0) })}
          {day !== null && ` · ${own.oldest({ date: day })}`}
        </p>
      )}
      {overdue === 0 && nextDueOn !== null && day !== null && (
        <p className={classes.due}>
          {own.by({ date: day })} ({format.relativeDays(nextDueOn, today)})
        </p>
      )}
    </div>
  );
}

/** Each duty leads to what it is about: points on the map, the inbox of signals, the list of tips. */
function DutyLink({
  kind,
  commune,
  children,
}: {
  kind: DutyKind;
  commune: string | undefined;
  children: string;
}) {
  const readsTips = useCan('tips:read');
  const flag = FLAGS[kind];
  if (kind === 'tip') {
    if (!readsTips) return <>{children}</>;
    return (
      <Link to="/tips" search={{ commune }}>
        {children}
      </Link>
    );
  }
  if (kind === 'conclude') return <Link to="/signals">{children}</Link>;
  // No list holds exactly these: a number leads only to as many as it says.
  if (flag === null) return <>{children}</>;
  return (
    <Link to="/" search={{ commune, flag }}>
      {children}
    </Link>
  );
}

/** Flags that select the points of a duty; null where no list of points shows just these. */
const FLAGS: Record<DutyKind, string | null> = {
  handover: 'handover_pending',
  check: 'check_due,check_overdue',
  reply: null,
  tip: null,
  conclude: null,
};

type Duty = Overview['duties'][number];

/** Duties of one commune, or of the analysts (null) for all communes together. */
type DutyGroup = {
  commune: Duty['commune'] | null;
  duties: readonly Pick<Duty, 'kind' | 'count' | 'overdue'>[];
  overdue: number;
  nextDueOn: Duty['nextDueOn'];
};

/** One line for each who must act: most overdue first, then whose next day comes first. */
export function groupDuties(duties: readonly Duty[]): DutyGroup[] {
  const byWhom = new Map<string | null, DutyGroup>();
  for (const { kind, commune, count, overdue, nextDueOn } of duties) {
    const whom = kind === 'conclude' ? null : commune.code;
    const before = byWhom.get(whom);
    byWhom.set(whom, {
      commune: whom === null ? null : commune,
      duties: merged(before?.duties ?? [], { kind, count, overdue }),
      overdue: (before?.overdue ?? 0) + overdue,
      nextDueOn: earlier(before?.nextDueOn ?? null, nextDueOn),
    });
  }
  return [...byWhom.values()].toSorted(
    (a, b) =>
      b.overdue - a.overdue ||
      (a.nextDueOn ?? LAST).localeCompare(b.nextDueOn ?? LAST) ||
      (a.commune?.code ?? '').localeCompare(b.commune?.code ?? ''),
  );
}

function merged(
  before: DutyGroup['duties'],
  added: { kind: DutyKind; count: number; overdue: number },
): DutyGroup['duties'] {
  const same = before.find(({ kind }) => kind === added.kind);
  if (same === undefined) return [...before, added];
  const both = {
    kind: added.kind,
    count: same.count + added.count,
    overdue: same.overdue + added.overdue,
  };
  return before.map((one) => (one === same ? both : one));
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
