import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowNarrowRight, IconX } from '@tabler/icons-react';

import { today } from '#client/i18n/today.ts';
import { useFormat, useLanguage, useText } from '#client/i18n/use-text.ts';
import type { Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { StatusShape } from '#client/ui/status-shape.tsx';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { PointStatus } from '#server/contract/point.ts';

import classes from './compare.module.css';
import { DIFFERENCES, differenceFilter, type Difference } from './compared-filters.ts';
import type { Compare } from './use-compare.ts';

const EARLIEST: IsoDate = '1990-01-01';
const BECAME: Record<Difference, PointStatus> = {
  recurring: 'recurring',
  listed: 'active',
  eliminated: 'eliminated',
  handed_over: 'handed_over',
};

/** Both evenings, the way of comparing, and in the difference map how many points differ in which way. */
export function CompareBar({
  compare,
  filter,
  onEvening,
}: {
  compare: Compare & { evening: IsoDate };
  /** The reader's own filter, without the difference. */
  filter: Filter;
  /** Another evening on the right; null: today. */
  onEvening: (evening: IsoDate | null) => void;
}) {
  const { compare: own } = useText();
  const now = today();
  const { evening, differences } = compare;
  const right = filter.asOf ?? now;
  return (
    <section className={classes.bar} aria-label={own.title} data-compare>
      <Evenings
        evening={evening}
        right={right}
        onLeft={compare.chooseEvening}
        onRight={onEvening}
      />
      <SegmentedControl
        size="xs"
        aria-label={own.way}
        value={differences === null ? 'swipe' : 'difference'}
        onChange={(way) => compare.chooseDifferences(way === 'swipe' ? null : DIFFERENCES)}
        data={[
          { value: 'swipe', label: own.swipe },
          { value: 'difference', label: own.difference },
        ]}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={own.close}
        onClick={compare.toggle}
      >
        <IconX size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
      {differences !== null && (
        <fieldset className={classes.kinds} aria-label={own.kinds}>
          {DIFFERENCES.map((kind) => (
            <DifferenceToggle
              key={kind}
              kind={kind}
              filter={differenceFilter(filter, evening, [kind], now)}
              pressed={differences.includes(kind)}
              onToggle={() => compare.toggleDifference(kind)}
            />
          ))}
        </fieldset>
      )}
    </section>
  );
}

/** Both evenings, typed or picked. */
function Evenings({
  evening,
  right,
  onLeft,
  onRight,
}: {
  evening: IsoDate;
  right: IsoDate;
  onLeft: (evening: IsoDate) => void;
  /** Null: today. */
  onRight: (evening: IsoDate | null) => void;
}) {
  const { compare: own } = useText();
  const { language } = useLanguage();
  const now = today();
  const field = {
    locale: language,
    firstDayOfWeek: 1,
    size: 'xs',
    className: classes.day ?? '',
  } as const;
  return (
    <>
      <DateField
        {...field}
        aria-label={own.before}
        value={evening}
        minDate={EARLIEST}
        maxDate={addDays(right, -1)}
        onChange={(date) => {
          if (date !== null) onLeft(date);
        }}
      />
      <IconArrowNarrowRight size={16} stroke={1.6} aria-hidden="true" />
      <DateField
        {...field}
        aria-label={own.after}
        value={right}
        minDate={addDays(evening, 1)}
        maxDate={now}
        onChange={(date) => {
          if (date !== null) onRight(date === now ? null : date);
        }}
      />
    </>
  );
}

function DifferenceToggle({
  kind,
  filter,
  pressed,
  onToggle,
}: {
  kind: Difference;
  /** The points that differ in this way alone. */
  filter: Filter;
  pressed: boolean;
  onToggle: () => void;
}) {
  const { compare: own } = useText();
  const format = useFormat();
  const total = useQuery(pointCountsQuery(filter)).data?.total;
  return (
    <button
      type="button"
      className={classes.kind}
      aria-pressed={pressed}
      data-difference={kind}
      onClick={onToggle}
    >
      <StatusShape status={BECAME[kind]} size={16} />
      {own.differences[kind]}
      <strong>{total === undefined ? '' : format.number(total, 0)}</strong>
    </button>
  );
}
