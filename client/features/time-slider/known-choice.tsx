import { SegmentedControl } from '@mantine/core';

import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './time-slider.module.css';

const EARLIEST: IsoDate = '1990-01-01';

/** Choice between effective dates and the knowledge of a past day, with an explanation. */
export function KnownChoice({
  knownAt,
  suggestion,
  today,
  onKnownAt,
}: {
  knownAt: IsoDate | null;
  /** Default day: the evening that is shown. */
  suggestion: IsoDate;
  today: IsoDate;
  onKnownAt: (date: IsoDate | null) => void;
}) {
  const { timeSlider: own } = useText();
  const { language } = useLanguage();
  const format = useFormat();
  return (
    <div className={classes.known}>
      <SegmentedControl
        size="xs"
        aria-label={own.known}
        value={knownAt === null ? 'effective' : 'recorded'}
        onChange={(value) => onKnownAt(value === 'recorded' ? suggestion : null)}
        data={[
          { value: 'effective', label: own.effective },
          { value: 'recorded', label: own.recorded },
        ]}
      />
      {knownAt !== null && (
        <DateField
          className={classes.knownDay ?? ''}
          size="xs"
          aria-label={own.recordedUntil}
          value={knownAt}
          onChange={(date) => {
            if (date !== null) onKnownAt(date);
          }}
          locale={language}
          firstDayOfWeek={1}
          minDate={EARLIEST}
          maxDate={today}
        />
      )}
      <p className={classes.meaning}>
        {knownAt === null ? own.effectiveMore : own.recordedMore({ date: format.date(knownAt) })}
      </p>
    </div>
  );
}
