import { IconAlertTriangleFilled, IconClock, IconHourglass } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { IsoDate } from '#server/contract/time.ts';
import type { WorkItem } from '#server/contract/worklist.ts';

import { dueState, dueWords } from './due-state.ts';
import classes from './worklist.module.css';

/** Kind of waiting work, and its time left: sign, colour and words with a number. */
export function DueLine({ item, today }: { item: WorkItem; today: IsoDate }) {
  const text = useText();
  const format = useFormat();
  const state = dueState(item, today);
  const Sign =
    state === 'overdue' ? IconAlertTriangleFilled : state === 'others' ? IconHourglass : IconClock;
  return (
    <p className={classes.dueLine}>
      <span className={classes.kind}>{text.worklist.kind[item.kind]}</span>
      <span className={classes.due} data-state={state}>
        <Sign size={16} stroke={1.8} aria-hidden="true" />
        {dueWords(item, today, { text, format })}
      </span>
    </p>
  );
}
