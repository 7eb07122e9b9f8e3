import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { useMe } from '#client/api/me.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { PERIOD_KINDS } from '#server/contract/reporting-period.ts';
import { foldText } from '#server/contract/text.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { AskedPeriod } from './queries.ts';
import { usePeriodName } from '#client/i18n/period-name.ts';
import classes from './reports.module.css';

const NUMBERS = { month: 12, quarter: 4, half_year: 2, year: 1 } as const;
const FIRST_YEAR = 2000;
const CITY = 'city';

type Choosing = { asked: AskedPeriod; onChoose: (asked: AskedPeriod) => void };

/** Choice of a period and of its owner: kind, number, year, and a commune or the whole city. */
export function PeriodChoice({ asked, today, onChoose }: Choosing & { today: IsoDate }) {
  const { reports: own } = useText();
  const name = usePeriodName();
  return (
    <div className={`${classes.choices} screen-only`}>
      <SegmentedControl
        aria-label={own.kindLabel}
        value={asked.kind}
        data={PERIOD_KINDS.map((kind) => ({ value: kind, label: own.kind[kind] }))}
        onChange={(chosen) => {
          const kind = PERIOD_KINDS.find((one) => one === chosen);
          if (kind !== undefined) onChoose({ ...asked, kind, number: 1 });
        }}
      />
      {asked.kind !== 'year' && (
        <Select
          label={own.number}
          allowDeselect={false}
          value={String(asked.number)}
          data={Array.from({ length: NUMBERS[asked.kind] }, (_, at) => ({
            value: String(at + 1),
            label: name({ ...asked, number: at + 1 }),
          }))}
          onChange={(number) => onChoose({ ...asked, number: Number(number ?? 1) })}
        />
      )}
      <NumberInput
        label={own.year}
        min={FIRST_YEAR}
        max={Number(today.slice(0, 4)) + 1}
        clampBehavior="blur"
        value={asked.year}
        onChange={(year) => {
          if (typeof year === 'number' && year >= FIRST_YEAR) onChoose({ ...asked, year });
        }}
      />
      <OwnerField asked={asked} onChoose={onChoose} />
    </div>
  );
}

/** Commune or city that the period is of; absent where the reader has one commune only. */
function OwnerField({ asked, onChoose }: Choosing) {
  const text = useText();
  const own = text.reports;
  const me = useMe();
  const city = me.communes.length === 0;
  const all = useQuery(communesQuery).data?.items ?? [];
  const communes = city
    ? all
    : all.filter(({ code }) => me.communes.some((mine) => mine.code === code));
  if (!city && communes.length <= 1) return null;
  return (
    <Select
      label={own.whose}
      searchable
      allowDeselect={false}
      value={asked.commune ?? CITY}
      data={[
        ...(city ? [{ value: CITY, label: own.wholeCity }] : []),
        ...communes
          .map((commune) => ({ value: commune.code, label: communeName(commune, text) }))
          .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
      ]}
      filter={({ options, search }) =>
        options.filter(
          (option) => 'label' in option && foldText(option.label).includes(foldText(search)),
        )
      }
      onChange={(code) => onChoose({ ...asked, commune: code === CITY ? null : code })}
    />
  );
}
