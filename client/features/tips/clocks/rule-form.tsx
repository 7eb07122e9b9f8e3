import { TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { tipClocksQuery } from '#client/features/tips/queries.ts';
import {
  forwardingSpanWords,
  limitWords,
  validFromWords,
} from '#client/features/tips/rule-words.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { NewDeadlineRule, type DeadlineRule } from '#server/contract/tip-clock.ts';
import type { IsoDate } from '#server/contract/time.ts';

import { SpanField } from './span-field.tsx';

/** A new limit, or another time for passing tips on, for a kind of tip from a day on; what else the rule says stays as it is. */
export function RuleForm({ rule, onClose }: { rule: DeadlineRule; onClose: () => void }) {
  const text = useText();
  const format = useFormat();
  const own = text.tipClocks;
  const { limit, forwarding } = rule;
  const write = useWrite({
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
