import { MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { categoriesQuery } from '#client/api/points.ts';
import { CommuneChoice } from '#client/features/communes/commune-choice.tsx';
import type { View } from '#client/app/map/use-view.ts';
import type { Filter } from '#client/register/filter.ts';
import type { ListRegion } from '#client/register/region.ts';
import { useText } from '#client/i18n/use-text.ts';
import { PointKind } from '#server/contract/point.ts';

import { DateChoice } from './date-choice.tsx';
import classes from './filter-form.module.css';
import { FlagLegend, StatusLegend } from './legend-filter.tsx';
import { PeriodForm } from './period-form.tsx';

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
    <div className={classes.form}>
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
    </div>
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
    <fieldset className={classes.group} aria-labelledby="filter-kind">
      <p id="filter-kind" className={classes.label}>
        {text.pointsList.kind}
      </p>
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
    </fieldset>
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
