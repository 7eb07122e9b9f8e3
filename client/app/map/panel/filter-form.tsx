import { Box, Button, Flex, MultiSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { useState } from 'react';
import 'dayjs/locale/vi';

import { categoriesQuery } from '#client/api/points.ts';
import { CommuneChoice } from '#client/features/communes/commune-choice.tsx';
import type { View } from '#client/app/map/use-view.ts';
import { today } from '#client/i18n/today.ts';
import { type Filter, hasPeriod } from '#client/register/filter.ts';
import type { ListRegion } from '#client/register/region.ts';
import { useLanguage, useText } from '#client/i18n/use-text.ts';
import { ChipRow } from '#client/ui/chip-row.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import shared from '#client/ui/shared.module.css';
import { PointKind } from '#server/contract/point.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './filter-form.module.css';
import { FlagLegend, StatusLegend } from './legend-filter.tsx';
import { HappenedRow } from './quick-filters.tsx';
import { usePeriods } from './use-periods.ts';

dayjs.extend(customParseFormat);
const EARLIEST: IsoDate = '1990-01-01';
const TYPED_FORMATS = ['DD/MM/YYYY', 'D/M/YYYY', 'DD-MM-YYYY', 'YYYY-MM-DD'];

const TYPING_MILLISECONDS = 250;

export type ChangeFilter = View['setFilter'];

/** Everything that narrows list and map; each change shows at once. */
export function FilterForm({
  filter,
  region,
  onChange,
}: {
  filter: Filter;
  /** The part of the points that is counted. */
  region: ListRegion;
  onChange: ChangeFilter;
}) {
  const text = useText();
  return (
    <Stack className={classes.form} gap="md" p="sm">
      <section>
        <h2>{text.pointsList.status}</h2>
        <StatusLegend filter={filter} region={region} onChange={onChange} brief={false} />
      </section>
      <CategoryChoice filter={filter} onChange={onChange} />
      <PeriodForm filter={filter} onChange={onChange} />
      <section>
        <h2>{text.pointsList.flag}</h2>
        <FlagLegend filter={filter} region={region} onChange={onChange} brief={false} />
      </section>
      <DateChoice value={filter.asOf} onChange={(asOf) => onChange({ asOf })} />
      <CommuneChoice value={filter.commune} onChange={(commune) => onChange({ commune })} />
      <WordsField value={filter.q} onChange={(q) => onChange({ q }, true)} />
      <KindChoice filter={filter} onChange={onChange} />
    </Stack>
  );
}

/** Typing waits for a pause; what changes from outside (a removed chip) is taken over. */
function WordsField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const send = useDebouncedCallback(onChange, TYPING_MILLISECONDS);
  if (value !== known) {
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  return (
    <TextInput
      label={text.pointsList.text}
      placeholder={text.pointsList.textPlaceholder}
      value={typed}
      maxLength={100}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}

function KindChoice({ filter, onChange }: { filter: Filter; onChange: ChangeFilter }) {
  const text = useText();
  return (
    <Box component="fieldset" miw={0} m={0} p={0} bd={0} aria-labelledby="filter-kind">
      <Box id="filter-kind" component="p" mb={4} fw={500}>
        {text.pointsList.kind}
      </Box>
      <SegmentedControl
        fullWidth
        size="xs"
        value={filter.kind ?? 'any'}
        onChange={(value) => onChange({ kind: PointKind.safeParse(value).data ?? null })}
        data={[
          { value: 'any', label: text.pointsList.kindAny },
          ...PointKind.options.map((kind) => ({ value: kind, label: text.register.kind[kind] })),
        ]}
      />
    </Box>
  );
}

function CategoryChoice({ filter, onChange }: { filter: Filter; onChange: ChangeFilter }) {
  const text = useText();
  const { data } = useQuery(categoriesQuery);
  const categories = data?.items ?? [];
  return (
    <MultiSelect
      label={text.pointsList.category}
      placeholder={filter.category.length === 0 ? text.pointsList.categoryAny : ''}
      data={PointKind.options.map((kind) => ({
        group: text.register.kind[kind],
        items: categories
          .filter((category) => category.kind === kind)
          .map((category) => ({ value: category.code, label: category.name })),
      }))}
      value={[...filter.category]}
      onChange={(category) => onChange({ category })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': text.common.clear }}
      hidePickedOptions
    />
  );
}

/** The evening whose state is shown; typed or picked, day first. Null is today. */
function DateChoice({
  value,
  onChange,
}: {
  value: IsoDate | null;
  onChange: (date: IsoDate | null) => void;
}) {
  const text = useText();
  const { language } = useLanguage();
  const now = today();
  return (
    <Flex gap="xs" align="flex-end">
      <DateInput
        className={classes.grow}
        label={text.pointsList.asOf}
        description={text.pointsList.asOfMore}
        value={value ?? now}
        onChange={(date) => onChange(date === null || date >= now ? null : date)}
        locale={language}
        firstDayOfWeek={1}
        valueFormat="DD/MM/YYYY"
        dateParser={(typed) => {
          const parsed = dayjs(typed, TYPED_FORMATS, true);
          return parsed.isValid() ? parsed.format('YYYY-MM-DD') : null;
        }}
        minDate={EARLIEST}
        maxDate={now}
        leftSection={<IconCalendar size={16} stroke={1.6} aria-hidden="true" />}
        previousLabel={text.pointsList.previousMonth}
        nextLabel={text.pointsList.nextMonth}
      />
      <Button variant="default" disabled={value === null} onClick={() => onChange(null)}>
        {text.pointsList.today}
      </Button>
    </Flex>
  );
}

/** Period filter: kinds of events, ready periods, own dates. */
function PeriodForm({ filter, onChange }: { filter: Filter; onChange: View['setFilter'] }) {
  const { periods: own } = useText();
  const { language } = useLanguage();
  const { presets, chosen, choose } = usePeriods(filter, onChange);
  const now = today();
  const alike = { locale: language, firstDayOfWeek: 1, clearable: true, size: 'xs' } as const;
  return (
    <Flex component="section" direction="column" gap={4} miw={0}>
      <h2>{own.title}</h2>
      <HappenedRow filter={filter} onChange={onChange} />
      <ChipRow
        label={own.period}
        chips={presets.map((preset) => ({
          key: preset,
          label: own.presets[preset],
          pressed: preset === chosen,
          onPress: () => void choose(preset),
        }))}
      />
      <Flex className={classes.days} gap="xs" align="flex-end">
        <DateField
          {...alike}
          label={own.from}
          value={filter.from}
          minDate={EARLIEST}
          maxDate={filter.to ?? now}
          onChange={(from) => onChange({ from })}
        />
        <DateField
          {...alike}
          label={own.to}
          value={filter.to}
          minDate={filter.from ?? EARLIEST}
          maxDate={now}
          onChange={(to) => onChange({ to })}
        />
        {hasPeriod(filter) && (
          <Button
            size="xs"
            variant="default"
            onClick={() => onChange({ happened: [], from: null, to: null })}
          >
            {own.clear}
          </Button>
        )}
      </Flex>
      <p className={shared.note}>{own.meaning}</p>
    </Flex>
  );
}
