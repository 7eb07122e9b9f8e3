import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { ComparedCase } from '#server/contract/comparison.ts';
import { daysBetween } from '#server/contract/civil-day.ts';

import classes from './analysis.module.css';
import { CaseReply } from './case-reply.tsx';
import shared from '#client/ui/shared.module.css';
import { casesQuery, type ComparisonChoice } from './queries.ts';

/** Counted cases of the commune that was opened in the comparison; from here its whole look is one press away. */
export function CaseList({
  commune,
  choice,
  onClose,
}: {
  commune: string;
  choice: ComparisonChoice;
  onClose: () => void;
}) {
  const text = useText();
  const { analysis, communeLook } = text;
  const cases = useQuery(casesQuery(commune, choice));
  const { from, to } = choice;
  const head = useRef<HTMLDivElement>(null);
  useEffect(
    function bringIntoView() {
      head.current?.scrollIntoView({ block: 'nearest' });
      head.current?.focus({ preventScroll: true });
    },
    [commune],
  );
  const name = cases.data === undefined ? '…' : communeName(cases.data.commune, text);
  return (
    <div ref={head} tabIndex={-1}>
      <Section
        title={analysis.casesTitle({ commune: name })}
        aside={
          <div className={`${classes.facts} screen-only`}>
            <Link to="/commune" search={{ commune, from, to }}>
              {communeLook.openOf({ commune: name })}
            </Link>
            <Button variant="default" size="xs" onClick={onClose}>
              {analysis.closeCases}
            </Button>
          </div>
        }
      >
        <Cases commune={commune} choice={choice} />
      </Section>
    </div>
  );
}

/** Counted cases of a commune: each leads to its place, with the commune's reply beside it. */
export function Cases({
  commune,
  choice,
  actsOf,
}: {
  commune: string;
  choice: ComparisonChoice;
  /** Acts that the reader may begin from a case. */
  actsOf?: ((item: ComparedCase) => ReactNode) | undefined;
}) {
  const { analysis } = useText();
  const cases = useQuery(casesQuery(commune, choice));
  return (
    <>
      <ErrorNotice error={cases.error} onRetry={() => void cases.refetch()} />
      {cases.isPending && <LoadingRows rows={3} />}
      {cases.data?.items.length === 0 && <EmptyLine title={analysis.noCases} next="cases" />}
      <ul className={classes.cases}>
        {cases.data?.items.map((item) => (
          <li key={`${item.code} ${item.happenedOn}`}>
            <CaseHead item={item} />
            {choice.measure !== 'late_tips' && <CaseReply case={item} />}
            {actsOf?.(item)}
          </li>
        ))}
      </ul>
    </>
  );
}

function CaseHead({ item }: { item: ComparedCase }) {
  const { analysis } = useText();
  const format = useFormat();
  const { code, name, happenedOn, sinceOn, received, pointId } = item;
  const title = name === null ? code : `${code} · ${name}`;
  const since = () => {
    if (sinceOn === null) return null;
    return pointId === null
      ? analysis.caseTip({ date: format.date(sinceOn) })
      : analysis.caseRecurrence({ days: format.days(daysBetween(sinceOn, happenedOn)) });
  };
  return (
    <div>
      {pointId === null ? (
        <strong>{title}</strong>
      ) : (
        <Link to="/" search={{ id: pointId }}>
          {title}
        </Link>
      )}
      <span className={shared.muted}>
        {' · '}
        {[format.date(happenedOn), since(), received === false ? analysis.caseNotReceived : null]
          .filter((part) => part !== null)
          .join(', ')}
      </span>
    </div>
  );
}
