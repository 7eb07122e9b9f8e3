import { Box, Flex } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FlagShape } from '#client/ui/status-shape.tsx';
import type { PointDetail } from '#server/contract/point.ts';
import type { Signal } from '#server/contract/signal.ts';

import shared from '#client/ui/shared.module.css';
import classes from '#client/ui/part-list.module.css';

/** The signs that activity may have come back, each with where it came from and what was decided. */
export function SignalSection({ point }: { point: PointDetail }) {
  const text = useText();
  if (point.signals.length === 0) return null;
  return (
    <section className={classes.section} aria-label={text.pointDrawer.signals}>
      <h3>{text.pointDrawer.signals}</h3>
      {point.signals.some((signal) => signal.state === 'suspected') && (
        <p className={shared.note}>{text.pointDrawer.unverified}</p>
      )}
      <ul>
        {point.signals.map((signal) => (
          <SignalLine key={signal.id} signal={signal} />
        ))}
      </ul>
    </section>
  );
}

function SignalLine({ signal }: { signal: Signal }) {
  const { pointDrawer: own } = useText();
  const format = useFormat();
  return (
    <li className={classes.part}>
      <Flex component="p" gap="0 12px" align="baseline" justify="space-between" wrap="wrap" fz="md">
        <Box component="span" fw={600}>
          <Link to="/signals" search={{ state: signal.state, id: signal.id }}>
            {own.signalOn({ date: format.date(signal.occurredOn) })}
          </Link>
        </Box>
        <span className={classes.state} data-suspected={signal.state === 'suspected'}>
          {signal.state === 'suspected' && <FlagShape flag="suspected" size={16} />}
          {own.signalState[signal.state]}
        </span>
      </Flex>
      <p className={shared.note}>
        {own.signalOrigin[signal.origin]}
        {signal.distanceMetres !== null && (
          <> · {own.signalAway({ distance: format.distance(signal.distanceMetres) })}</>
        )}
        {' · '}
        {own.signalRaised({ name: signal.raisedBy })}
      </p>
      {signal.note !== null && <p>{signal.note}</p>}
      {signal.decidedOn !== null && (
        <p className={shared.note}>
          {own.signalDecided({
            date: format.date(signal.decidedOn),
            name: signal.decidedBy ?? own.system,
          })}
        </p>
      )}
      {signal.decisionReason !== null && (
        <p>{own.handoverReason({ reason: signal.decisionReason })}</p>
      )}
    </li>
  );
}
