import { Link } from '@tanstack/react-router';

import { useText } from '#client/i18n/use-text.ts';

import type { Entry } from './outbox/entry.ts';
import classes from './screen/outbox.module.css';

/** In the place of buttons: it has been answered on this device, and the answer waits for a network, or is blocked. */
export function UnsentLine({ entry }: { entry: Entry }) {
  const { outbox: text } = useText();
  const act = entry.title;
  const refused = entry.state === 'refused';
  const waits = (entry.held?.by ?? 'network') === 'network' ? text.waitsHere : text.blockedHere;
  return (
    <p className={classes.unsent} data-refused={refused}>
      {refused ? text.refusedHere({ act }) : waits({ act })}{' '}
      <Link to="/outbox">
        {text.open}
        <span className="visually-hidden"> {entry.label}</span>
      </Link>
    </p>
  );
}
