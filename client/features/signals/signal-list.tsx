import { Button, Flex } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagShape } from '#client/ui/status-shape.tsx';
import type { Signal } from '#server/contract/signal.ts';

import type { SignalSearch } from './signal-search.ts';
import shared from '#client/ui/shared.module.css';
import classes from './signals.module.css';

/** The signals of a filter; each leads to what a decision is made on. */
export function SignalList({
  items,
  search,
  more,
}: {
  items: readonly Signal[];
  search: SignalSearch;
  more: { load: () => void; loading: boolean } | null;
}) {
  const { signals: own } = useText();
  return (
    <>
      <Flex component="ul" direction="column" gap="xs">
        {items.map((signal) => (
          <SignalRow key={signal.id} signal={signal} search={search} />
        ))}
      </Flex>
      {more !== null && (
        <Button variant="default" loading={more.loading} onClick={more.load}>
          {own.more}
        </Button>
      )}
    </>
  );
}

function SignalRow({ signal, search }: { signal: Signal; search: SignalSearch }) {
  const text = useText();
  const format = useFormat();
  const own = text.signals;
  const chosen = search.id === signal.id;
  const row = useRef<HTMLLIElement>(null);
  useEffect(
    function keepInSight() {
      if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
    },
    [chosen],
  );
  return (
    <li ref={row} className={classes.row} data-chosen={chosen} data-signal={signal.id}>
      <Link
        to="/signals"
        search={{ ...search, id: signal.id }}
        className={classes.rowLink}
        aria-current={chosen ? 'true' : undefined}
      >
        <Flex component="span" display="inline-flex" gap={6} align="center">
          {signal.state === 'suspected' && <FlagShape flag="suspected" size={16} />}
          <strong>{signal.pointName ?? own.noPlace}</strong>
        </Flex>
        <span className={shared.aside}>
          {[
            signal.pointCode,
            format.date(signal.occurredOn),
            signal.distanceMetres === null ? null : format.distance(signal.distanceMetres),
            signal.match === null ? null : own.grade[signal.match.grade],
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        {signal.appeal !== null && signal.appeal.answer === null && (
          <span className={shared.aside}>{own.appealWaits}</span>
        )}
      </Link>
    </li>
  );
}
