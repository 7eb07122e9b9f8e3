import { Box, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { tipClocksQuery } from '#client/features/tips/queries.ts';
import {
  extensionWords,
  forwardingSpanWords,
  limitWords,
  spanWords,
  validFromWords,
} from '#client/features/tips/rule-words.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { DateField } from '#client/ui/date-field.tsx';
import { Section } from '#client/ui/page.tsx';
import type { IsoDate } from '#server/contract/time.ts';
import { type DeadlineRule, NewDeadlineRule, ClockSpan } from '#server/contract/tip-clock.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import classes from './tip-clocks.module.css';

const UNITS = ClockSpan.shape.unit;
const NONE = 'none';
/** Initial value of a time that was not set before. */
const FIRST: ClockSpan = { amount: 1, unit: 'day' };

type Given<Span> = { label: string; span: Span; onChange: (span: Span) => void };

/** A span of a clock, number and unit; with `none`, the words for it, it may also not be set at all. */
function SpanField(
  props: (Given<ClockSpan> & { none?: never }) | (Given<ClockSpan | null> & { none: string }),
) {
  const { tipClocks: own } = useText();
  const { label, span, none } = props;
  const units = UNITS.options.map((value) => ({ value, label: own.units[value] }));
  return (
    <Box component="fieldset" className={classes.span} miw={0} m={0} p={0} bd={0}>
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
    </Box>
  );
}

/** A new limit, or another time for passing tips on, for a kind of tip from a day on; what else the rule says stays as it is. */
function RuleForm({ rule, onClose }: { rule: DeadlineRule; onClose: () => void }) {
  const text = useText();
  const format = useFormat();
  const own = text.tipClocks;
  const { limit, forwarding } = rule;
  const write = useWrite({
    draft: `limit of tips ${rule.kind}`,
    initial: { limit, forwarding, validFrom: today() as IsoDate | null, origin: '' },
    schema: NewDeadlineRule,
    body: ({ origin, ...values }) => ({ ...rule, ...values, origin: origin.trim() }),
    words: { validFrom: own.dayMissing, origin: own.originMissing },
    send: (json, once) => call(api['tip-clocks'].rules.$post({ json }, once)),
    propose: (act) => ({ kind: 'tip_rule', act }),
    said: own.saved,
    refresh: [tipClocksQuery.queryKey],
    onDone: onClose,
  });
  const { values, field, form } = write;
  const next: DeadlineRule = { ...rule, ...values, validFrom: values.validFrom ?? today() };
  const words = { text, format };
  return (
    <WriteDialog
      write={write}
      title={own.changeFor({ kind: text.tips.kind[rule.kind] })}
      lead={`${own.changeMore} ${own.keepsRest}`}
      lines={[
        { label: own.kind, value: text.tips.kind[rule.kind] },
        { label: own.limit, value: limitWords(next, words) },
        { label: own.forwardingHead, value: forwardingSpanWords(next, words) },
        { label: own.validFrom, value: validFromWords(next, words) },
        { label: own.origin, value: next.origin },
      ]}
      confirm={own.save}
      onClose={onClose}
    >
      <SpanField
        label={own.limit}
        span={values.limit}
        onChange={(span) => form.setFieldValue('limit', span)}
      />
      <SpanField
        label={own.forwardingHead}
        span={values.forwarding}
        none={own.forwardingNone}
        onChange={(span) => form.setFieldValue('forwarding', span)}
      />
      <DateField label={own.validFrom} minDate={today()} {...field('validFrom')} />
      <TextInput label={own.origin} description={own.originMore} {...field('origin')} />
    </WriteDialog>
  );
}

/** Every rule that was, is or will be in force, each with its origin and first day. */
export function RuleTable({
  rules,
  mayChange,
}: {
  rules: readonly DeadlineRule[];
  mayChange: boolean;
}) {
  const text = useText();
  const own = text.tipClocks;
  const [changed, setChanged] = useState<DeadlineRule | null>(null);
  const rows = TIP_KINDS.flatMap((kind) => rules.filter((rule) => rule.kind === kind));
  return (
    <Section title={own.rules} lead={own.endsOnWorkingDay} flush>
      <DataTable
        label={own.rules}
        head={[
          own.kind,
          own.validFrom,
          own.limit,
          own.extensions,
          own.resumption,
          own.forwardingColumn,
          own.origin,
          ...(mayChange ? [own.change] : []),
        ]}
      >
        {rows.map((rule) => (
          <RuleRow
            key={`${rule.kind} ${rule.validFrom}`}
            rule={rule}
            state={stateOf(rule, rules)}
            onChange={mayChange ? () => setChanged(rule) : null}
          />
        ))}
      </DataTable>
      {changed !== null && <RuleForm rule={changed} onClose={() => setChanged(null)} />}
    </Section>
  );
}

type RuleState = 'inForce' | 'later' | 'earlier';

function stateOf(rule: DeadlineRule, rules: readonly DeadlineRule[]): RuleState {
  if (rule.validFrom > today()) return 'later';
  const replaced = rules.some(
    ({ kind, validFrom }) =>
      kind === rule.kind && validFrom > rule.validFrom && validFrom <= today(),
  );
  return replaced ? 'earlier' : 'inForce';
}

function RuleRow({
  rule,
  state,
  onChange,
}: {
  rule: DeadlineRule;
  state: RuleState;
  onChange: (() => void) | null;
}) {
  const text = useText();
  const format = useFormat();
  const own = text.tipClocks;
  const words = { text, format };
  const extensions = extensionWords(rule, words);
  const kind = text.tips.kind[rule.kind];
  return (
    <tr data-state={state} className={classes.ruleRow}>
      <Box component="td" fw={500}>
        {kind}
      </Box>
      <td>
        <strong>{own[state]}</strong>
        <br />
        {validFromWords(rule, words)}
      </td>
      <td>{limitWords(rule, words)}</td>
      <td>
        {extensions.length === 0
          ? own.noExtensions
          : extensions.map((line, place) => <p key={place}>{line}</p>)}
      </td>
      <td>
        {rule.resumption === 'remaining'
          ? own.resumptionRemaining
          : spanWords(rule.resumption, words)}
      </td>
      <td data-forwarding>{forwardingSpanWords(rule, words)}</td>
      <td className={classes.origin}>{rule.origin}</td>
      {onChange !== null && (
        <td>
          {state === 'inForce' && (
            <Button
              variant="default"
              size="compact-sm"
              mih={36}
              aria-label={own.changeFor({ kind })}
              onClick={onChange}
            >
              {own.change}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}
