import { IconMessageCheck } from '@tabler/icons-react';

import { useText } from '#client/i18n/use-text.ts';

import classes from './replies.module.css';

/** Stands wherever a recurrence or a new point is counted against a commune that has replied. */
export function RepliedSign() {
  const { replies: own } = useText();
  return (
    <span className={classes.sign} title={own.signMore}>
      <IconMessageCheck size={14} stroke={1.6} aria-hidden="true" />
      {own.sign}
    </span>
  );
}
