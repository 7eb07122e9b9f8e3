import { Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import { today } from '#client/i18n/today.ts';
import { DateField } from '#client/ui/date-field.tsx';
import {
  PLACE_METHODS,
  PLACE_SUBJECTS,
  SIGNAL_ORIGINS,
  type PlaceMethod,
} from '#server/contract/place-analysis.ts';
import { addDays } from '#server/contract/time.ts';

import classes from './analysis.module.css';
import { USED_PARAMETERS } from './method-parameters.ts';

const YEAR = 365;

/** Everything that an answer depends on; what a method does not use is not asked. */
export function PlaceParameters({
  running,
  onStart,
}: {
  running: boolean;
  onStart: (query: Record<string, string>) => void;
}) {
  const { placeAnalysis: own, analysis } = useText();
  const [method, setMethod] = useState<PlaceMethod>('hot_spots');
  const [chosen, setChosen] = useState<Record<string, string>>({
    subject: 'recurrences',
    origin: 'reported',
    from: addDays(today(), 1 - YEAR),
    to: today(),
    cell: '1000',
    per: 'count',
    radius: '2000',
    days: '60',
    replicates: '999',
    seed: '1',
  });
  const set = (name: string) => (value: string | number | null) =>
    setChosen((before) => ({ ...before, [name]: String(value ?? '') }));
  const used = USED_PARAMETERS[method];
  const number = (name: string, label: string, min: number, max: number, step: number) => (
    <NumberInput
      label={label}
      value={chosen[name] ?? ''}
      min={min}
      max={max}
      step={step}
      clampBehavior="blur"
      allowDecimal={false}
      allowNegative={false}
      onChange={set(name)}
    />
  );
  return (
    <form
      className={classes.parameters}
      onSubmit={(event) => {
        event.preventDefault();
        const query: Record<string, string> = { ...chosen, method };
        onStart(query);
      }}
    >
      <Select
        label={own.methodLabel}
        description={own.methodMore[method]}
        allowDeselect={false}
        value={method}
        data={PLACE_METHODS.map((value) => ({ value, label: own.method[value] }))}
        onChange={(value) => setMethod(PLACE_METHODS.find((one) => one === value) ?? 'hot_spots')}
      />
      <Select
        label={own.subjectLabel}
        allowDeselect={false}
        value={chosen['subject'] ?? null}
        data={PLACE_SUBJECTS.map((value) => ({ value, label: own.subject[value] }))}
        onChange={set('subject')}
      />
      {chosen['subject'] === 'signals' && (
        <Select
          label={own.originLabel}
          allowDeselect={false}
          value={chosen['origin'] ?? null}
          data={SIGNAL_ORIGINS.map((value) => ({ value, label: own.origin[value] }))}
          onChange={set('origin')}
        />
      )}
      <DateField label={analysis.from} value={chosen['from'] ?? null} onChange={set('from')} />
      <DateField label={analysis.to} value={chosen['to'] ?? null} onChange={set('to')} />
      {used.has('cell') && number('cell', own.cellLabel, 250, 5_000, 250)}
      {used.has('radius') && number('radius', own.radiusLabel, 100, 5_000, 100)}
      {used.has('days') && number('days', own.daysLabel, 7, 180, 1)}
      {used.has('per') && (
        <Select
          label={own.perLabel}
          allowDeselect={false}
          value={chosen['per'] ?? null}
          data={(['count', 'checks'] as const).map((value) => ({ value, label: own.per[value] }))}
          onChange={set('per')}
        />
      )}
      {used.has('chance') && (
        <>
          {number('replicates', own.replicatesLabel, 99, 9_999, 100)}
          {number('seed', own.seedLabel, 0, 2_147_483_647, 1)}
        </>
      )}
      <Button type="submit" disabled={running}>
        {own.start}
      </Button>
    </form>
  );
}
