import { Link } from '@tanstack/react-router';

import { useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { SIGNAL_ORDERS, SIGNAL_STATES } from '#server/contract/signal.ts';

import type { SignalSearch } from './signal-search.ts';

/** Filter of the signals: waiting ones first; then objections; then decided, lapsed and unmatched ones. */
export function SignalFilter({ search }: { search: SignalSearch }) {
  const { signals: own, pointDrawer } = useText();
  const state = search.state ?? 'suspected';
  const ways: { key: string; label: string; to: Omit<SignalSearch, 'order'>; on: boolean }[] = [
    {
      key: 'suspected',
      label: pointDrawer.signalState.suspected,
      to: {},
      on: search.appealed !== true && state === 'suspected',
    },
    {
      key: 'appealed',
      label: own.appealed,
      to: { appealed: true },
      on: search.appealed === true,
    },
    ...SIGNAL_STATES.filter((value) => value !== 'suspected')
      .toReversed()
      .map((value) => ({
        key: value,
        label: own.stateShort[value],
        to: { state: value },
        on: search.appealed !== true && state === value,
      })),
  ];
  return (
    <>
      <nav className={choices.choices} aria-label={own.filter}>
        {ways.map(({ key, label, to, on }) => (
          <Link
            key={key}
            to="/signals"
            search={{ ...to, order: search.order }}
            className={choices.choice}
            data-on={on}
            aria-current={on ? 'true' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <nav className={choices.choices} aria-label={own.order}>
        {SIGNAL_ORDERS.map((order) => (
          <Link
            key={order}
            to="/signals"
            search={{ ...search, order, id: undefined }}
            className={choices.choice}
            data-on={order === (search.order ?? 'newest')}
            aria-current={order === (search.order ?? 'newest') ? 'true' : undefined}
          >
            {own.orders[order]}
          </Link>
        ))}
      </nav>
    </>
  );
}
