import {
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconClock,
  IconClockExclamation,
  IconClockPause,
  IconClockX,
  IconFileSearch,
  IconHourglassEmpty,
  type Icon,
} from '@tabler/icons-react';

import { LateDays } from '#client/forms/late-entry.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { TipSummary } from '#server/contract/tip.ts';
import type { Timeliness } from '#server/contract/tip-clock.ts';

import { clockTone, clockWords } from './clock-state.ts';
import shared from '#client/ui/shared.module.css';
import classes from './clock-badge.module.css';

const SIGNS: Record<Timeliness, Icon> = {
  not_started: IconHourglassEmpty,
  running: IconClock,
  due_soon: IconClockExclamation,
  overdue: IconAlertTriangleFilled,
  suspended: IconClockPause,
  closed_on_time: IconCircleCheck,
  closed_late: IconClockX,
  awaiting_paper: IconFileSearch,
};

/** State of a tip by its clock: sign, colour, word, and the days that are left. */
export function ClockBadge({ tip }: { tip: TipSummary }) {
  const text = useText();
  const format = useFormat();
  const Sign = SIGNS[tip.timeliness];
  return (
    <span className={classes.clock} data-tone={clockTone(tip.timeliness)}>
      <Sign size={16} stroke={1.8} aria-hidden="true" />
      <strong>{text.tips.timeliness[tip.timeliness]}</strong>
      <span>{clockWords(tip, { text, format })}</span>
      {tip.lateDays > 0 && <LateDays days={tip.lateDays} />}
      {tip.dueOn !== null && tip.handledOn === null && (
        <span className={shared.muted}>{text.tips.dueOn({ date: format.date(tip.dueOn) })}</span>
      )}
    </span>
  );
}
