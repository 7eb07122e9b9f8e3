import { Button } from '@mantine/core';
import { IconCurrentLocation, IconCurrentLocationOff } from '@tabler/icons-react';

import type { usePosition } from '#client/forms/use-position.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './check-form.module.css';

/** Position of the device, if it tells one; nothing waits for it. */
export function PositionField({
  device,
  metres,
}: {
  device: ReturnType<typeof usePosition>;
  /** Distance from the device to the place; null where one of the two is not known. */
  metres: number | null;
}) {
  const { checks: text } = useText();
  const format = useFormat();
  const { position } = device;
  const given = position.kind === 'asking' || position.kind === 'known';
  const Sign = given ? IconCurrentLocation : IconCurrentLocationOff;
  const words = {
    asking: text.positionAsking,
    known:
      position.kind === 'known'
        ? text.positionKnown({ accuracy: format.distance(position.accuracyMetres) })
        : '',
    denied: text.positionDenied,
    unavailable: text.positionUnavailable,
    left_out: text.positionLeftOut,
  }[position.kind];
  return (
    <div className={classes.fact} data-position={position.kind}>
      <Sign size={20} stroke={1.6} aria-hidden="true" />
      <output>
        <span className={classes.factName}>{text.position}</span> {words}
        {metres !== null && `, ${text.away({ distance: format.distance(metres) })}`}
      </output>
      <Button
        variant="subtle"
        size="compact-md"
        mih={44}
        onClick={() => (given ? device.leaveOut() : device.askAgain())}
      >
        {given ? text.positionLeave : text.positionAgain}
      </Button>
    </div>
  );
}
