import { NumberInput, TagsInput } from '@mantine/core';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';
import type { SignalParameter } from '#server/contract/signal-parameters.ts';

import { CompatibilityFields } from './compatibility-fields.tsx';

type Limits = { min: number; max: number; decimals?: number };

/** Limits of the contract; within them the server decides. */
const RADIUS_LIMITS = {
  business: { min: 1, max: 5_000 },
  public_area: { min: 1, max: 5_000 },
  exactMetres: { min: 0, max: 5_000 },
  vicinityFactor: { min: 1, max: 10, decimals: 1 },
  unknownErrorMetres: { min: 0, max: 5_000 },
} satisfies Record<string, Limits>;
const WINDOW_LIMITS = {
  graceDays: { min: 0, max: 90 },
  windowDays: { min: 1, max: 3_650 },
} satisfies Record<string, Limits>;
const FLAG_LIMITS = {
  expiryDays: { min: 7, max: 730 },
  undoMinutes: { min: 0, max: 1_440 },
} satisfies Record<string, Limits>;

/** The fields of one measure. */
export function MeasureFields({
  draft,
  errors,
  onChange,
}: {
  draft: SignalParameter;
  errors: Record<string, ReactNode>;
  onChange: (draft: SignalParameter) => void;
}) {
  const { signalMeasures: own } = useText();
  switch (draft.key) {
    case 'signal.radius':
      return (
        <Numbers<keyof typeof RADIUS_LIMITS>
          value={draft.value}
          limits={RADIUS_LIMITS}
          errors={errors}
          onChange={(value) => onChange({ ...draft, value: { ...draft.value, ...value } })}
        />
      );
    case 'signal.window':
      return (
        <>
          <Numbers<keyof typeof WINDOW_LIMITS>
            value={draft.value}
            limits={WINDOW_LIMITS}
            errors={errors}
            onChange={(value) => onChange({ ...draft, value: { ...draft.value, ...value } })}
          />
          <TagsInput
            label={own.field.figureDays}
            description={own.fieldMore.figureDays}
            maxTags={6}
            value={draft.value.figureDays.map(String)}
            error={errors['value.figureDays']}
            onChange={(tags) => {
              const figureDays = tags.map(Number).filter((days) => Number.isInteger(days));
              onChange({ ...draft, value: { ...draft.value, figureDays } });
            }}
          />
        </>
      );
    case 'signal.flag':
      return (
        <Numbers<keyof typeof FLAG_LIMITS>
          value={draft.value}
          limits={FLAG_LIMITS}
          errors={errors}
          onChange={(value) => onChange({ ...draft, value: { ...draft.value, ...value } })}
        />
      );
    case 'signal.compatibility':
      return (
        <CompatibilityFields
          value={draft.value}
          error={errors['value.groups'] ?? errors['value.compatible']}
          onChange={(value) => onChange({ ...draft, value })}
        />
      );
  }
}

function Numbers<Name extends keyof Units>({
  value,
  limits,
  errors,
  onChange,
}: {
  value: Record<Name, number>;
  limits: Record<Name, Limits>;
  errors: Record<string, ReactNode>;
  onChange: (value: Partial<Record<Name, number>>) => void;
}) {
  const { signalMeasures: own } = useText();
  const names = Object.keys(limits) as Name[];
  return names.map((name) => {
    const { min, max, decimals = 0 } = limits[name];
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
        withAsterisk
        value={value[name]}
        error={errors[`value.${name}`]}
        onChange={(given) => {
          // An emptied field keeps its last number until another is typed.
          if (typeof given === 'number') onChange({ [name]: given } as Record<Name, number>);
        }}
      />
    );
  });
}

type Units = ReturnType<typeof useText>['signalMeasures']['unit'];
