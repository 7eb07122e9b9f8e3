import { IconClock } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useMapAge } from '#client/register/map-age.ts';

import classes from './map-notices.module.css';

/** Says how old the map is, only where it is behind the register. */
export function MapAgeLine() {
  const text = useText();
  const format = useFormat();
  const { state, readAt } = useMapAge();
  if (state === 'current') return null;
  return (
    <output className={classes.age}>
      <IconClock size={16} stroke={1.6} aria-hidden="true" />
      {state === 'old' && readAt !== null
        ? text.map.readUntil({ at: format.dateTime(readAt) })
        : text.map.readByItself}
    </output>
  );
}
