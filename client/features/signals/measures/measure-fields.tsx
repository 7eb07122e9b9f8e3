import { NumberInput, TagsInput, MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';

import type { FieldProps } from '#client/forms/use-write.ts';
import { useText, type Text, useLanguage } from '#client/i18n/use-text.ts';
import type { SignalParameter, MatchingParameters } from '#server/contract/signal-parameters.ts';

import classes from './signal-measures.module.css';

type Limits = { min: number; max: number; decimals?: number };

/** Limits of the contract; within them the server decides. */
const NUMBERS = {
  'signal.radius': {
    business: { min: 1, max: 5_000 },
    public_area: { min: 1, max: 5_000 },
    exactMetres: { min: 0, max: 5_000 },
    vicinityFactor: { min: 1, max: 10, decimals: 1 },
    unknownErrorMetres: { min: 0, max: 5_000 },
  },
  'signal.window': {
    graceDays: { min: 0, max: 90 },
    windowDays: { min: 1, max: 3_650 },
  },
  'signal.flag': {
    expiryDays: { min: 7, max: 730 },
    undoMinutes: { min: 0, max: 1_440 },
  },
} satisfies Record<string, Partial<Record<keyof Units, Limits>>>;

/** The fields of one measure. */
export function MeasureFields({
  draft,
  field,
  onChange,
}: {
  draft: SignalParameter;
  field: FieldProps;
  onChange: (value: SignalParameter['value']) => void;
}) {
  const { signalMeasures: own } = useText();
  if (draft.key === 'signal.compatibility') {
    return (
      <CompatibilityFields
        value={draft.value}
        error={field('value.groups').error ?? field('value.compatible').error}
        onChange={onChange}
      />
    );
  }
  return (
    <>
      <Numbers limits={NUMBERS[draft.key]} field={field} />
      {draft.key === 'signal.window' && (
        <TagsInput
          label={own.field.figureDays}
          description={own.fieldMore.figureDays}
          maxTags={6}
          value={draft.value.figureDays.map(String)}
          error={field('value.figureDays').error}
          onChange={(tags) => {
            const figureDays = tags.map(Number).filter((days) => Number.isInteger(days));
            onChange({ ...draft.value, figureDays });
          }}
        />
      )}
    </>
  );
}

type Units = Text['signalMeasures']['unit'];

function Numbers({
  limits,
  field,
}: {
  limits: Partial<Record<keyof Units, Limits>>;
  field: FieldProps;
}) {
  const { signalMeasures: own } = useText();
  const names = Object.keys(limits) as (keyof Units)[];
  return names.map((name) => {
    const { min = 0, max = Infinity, decimals = 0 } = limits[name] ?? {};
    const props = field(`value.${name}`);
    return (
      <NumberInput
        key={name}
        label={own.field[name]}
        description={own.fieldMore[name]}
        min={min}
        max={max}
        decimalScale={decimals}
        allowDecimal={decimals > 0}
        decimalSeparator=","
        suffix={own.unit[name]}
        clampBehavior="blur"
        {...props}
        onChange={(given) => {
          // An emptied field keeps its last number until another is typed.
          if (typeof given === 'number') props.onChange(given);
        }}
      />
    );
  });
}

type Compatibility = MatchingParameters['compatibility'];

/** Fields for the groups of places that each group of signals is compatible with; its own group always is. */
function CompatibilityFields({
  value,
  error,
  onChange,
}: {
  value: Compatibility;
  error: ReactNode;
  onChange: (value: Compatibility) => void;
}) {
  const { signalMeasures: own } = useText();
  const { language } = useLanguage();
  const groups = value.groups.map(({ code, name, nameEn, categories }) => ({
    code,
    categories,
    name: language === 'vi' ? name : nameEn,
  }));
  function choose(from: string, chosen: readonly string[]) {
    const others = value.compatible.filter(([one]) => one !== from);
    const pairs = chosen.map((to): [string, string] => [from, to]);
    onChange({ ...value, compatible: [...others, ...pairs] });
  }
  return (
    <fieldset className={classes.fieldset} data-faulty={error !== undefined}>
      <legend>{own.compatible}</legend>
      <p className={classes.small}>{own.compatibleMore}</p>
      {groups.map(({ code, name, categories }) => (
        <MultiSelect
          key={code}
          label={name}
          description={categories.join(', ')}
          data={groups
            .filter((other) => other.code !== code)
            .map((other) => ({ value: other.code, label: other.name }))}
          value={value.compatible.filter(([from]) => from === code).map(([, to]) => to)}
          onChange={(chosen) => choose(code, chosen)}
        />
      ))}
      {error !== undefined && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
