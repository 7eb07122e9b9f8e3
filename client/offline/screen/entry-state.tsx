import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCircleCheck,
  IconClock,
  IconLoader2,
  type Icon,
} from '@tabler/icons-react';

import type { Format } from '#client/i18n/format.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import { isConflict } from '#client/offline/outbox/rules.ts';

import classes from './outbox.module.css';

type Shown = { sign: Icon; words: string; tone: 'quiet' | 'waiting' | 'wrong' | 'good' };

/** State of an entry: a sign, words and a colour. */
export function EntryStateLine({ entry, behind }: { entry: Entry; behind: boolean }) {
  const text = useText();
  const format = useFormat();
  const { sign: Sign, words, tone } = shown(entry, behind, text, format);
  return (
    <p className={classes.state} data-tone={tone}>
      <Sign size={18} stroke={1.8} aria-hidden="true" />
      {words}
    </p>
  );
}

function shown(entry: Entry, behind: boolean, { outbox: text }: Text, format: Format): Shown {
  switch (entry.state) {
    case 'sent': {
      const time = entry.sentAt === null ? '' : format.recent(entry.sentAt);
      return { sign: IconCircleCheck, words: text.state.sent({ time }), tone: 'good' };
    }
    case 'sending':
      return { sign: IconLoader2, words: text.state.sending, tone: 'waiting' };
    case 'refused':
      return isConflict(entry)
        ? { sign: IconArrowsDiff, words: text.state.conflict, tone: 'wrong' }
        : { sign: IconAlertTriangle, words: text.state.refused, tone: 'wrong' };
    case 'waiting': {
      const { behind: later, unsure, waiting } = text.state;
      const words = behind ? later : entry.attempts > 0 ? unsure : waiting;
      return { sign: IconClock, words, tone: 'waiting' };
    }
  }
}
