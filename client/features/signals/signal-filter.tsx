import { Link } from '@tanstack/react-router';

import { useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { SIGNAL_STATES } from '#server/contract/signal.ts';

import type { SignalSearch } from './signal-search.ts';

/** Filter of the signals: waiting ones first; then objections; then decided, lapsed and unmatched ones. */
export function SignalFilter({ search }: { search: SignalSearch }) {
  const { signals: own, pointDrawer } = useText();
  const state = search.state ?? 'suspected';
  const ways: { key: string; label: string; to: SignalSearch; on: boolean }[] = [
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
    <nav className={choices.choices} aria-label={own.filter}>
      {ways.map(({ key, label, to, on }) => (
        <Link
          key={key}
          to="/signals"
          search={to}
          className={choices.choice}
          data-on={on}
          aria-current={on ? 'true' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
