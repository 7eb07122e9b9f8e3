import { Button } from '@mantine/core';
import { useState } from 'react';

import {
  extensionWords,
  forwardingSpanWords,
  limitWords,
  spanWords,
  validFromWords,
} from '#client/features/tips/rule-words.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { DeadlineRule } from '#server/contract/tip-clock.ts';
import { TIP_KINDS } from '#server/contract/tip-kind.ts';

import { RuleForm } from './rule-form.tsx';
import classes from './tip-clocks.module.css';

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
      <td className={classes.kind}>{kind}</td>
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
