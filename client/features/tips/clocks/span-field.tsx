import { NumberInput, Select } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { ClockSpan } from '#server/contract/tip-clock.ts';

import classes from './tip-clocks.module.css';

const UNITS = ClockSpan.shape.unit;
const NONE = 'none';
/** Initial value of a time that was not set before. */
const FIRST: ClockSpan = { amount: 1, unit: 'day' };

type Given<Span> = { label: string; span: Span; onChange: (span: Span) => void };

/** A span of a clock, number and unit; with `none`, the words for it, it may also not be set at all. */
export function SpanField(
  props: (Given<ClockSpan> & { none?: never }) | (Given<ClockSpan | null> & { none: string }),
) {
  const { tipClocks: own } = useText();
  const { label, span, none } = props;
  const units = UNITS.options.map((value) => ({ value, label: own.units[value] }));
  return (
    <fieldset className={classes.span}>
      <legend>{label}</legend>
      {span !== null && (
        <NumberInput
          label={own.amount}
          min={1}
          max={1_000}
          allowDecimal={false}
          clampBehavior="strict"
          value={span.amount}
          onChange={(amount) => props.onChange({ ...span, amount: Math.max(1, Number(amount)) })}
        />
      )}
      <Select
        label={own.unit}
        allowDeselect={false}
        value={span?.unit ?? NONE}
        data={none === undefined ? units : [{ value: NONE, label: none }, ...units]}
        onChange={(value) => {
          const unit = UNITS.safeParse(value);
          if (unit.success) props.onChange({ ...(span ?? FIRST), unit: unit.data });
          else if (props.none !== undefined) props.onChange(null);
        }}
      />
    </fieldset>
  );
}
