import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { ClockSpan, DeadlineRule } from '#server/contract/tip-clock.ts';

type Words = { text: Text; format: Format };

/** The day from which a rule that was never set by anybody counts. */
const ALWAYS = '1900-01-01';

export function spanWords({ amount, unit }: ClockSpan, { text, format }: Words): string {
  return text.tips.span[unit]({ amount: format.number(amount, 0) });
}

/** A rule's limit and what it is counted from. */
export function limitWords(rule: DeadlineRule, words: Words): string {
  return `${spanWords(rule.limit, words)}, ${words.text.tips.clockStarts[rule.startsWith]}`;
}

/** Within which time a tip has to be passed on; null where no time is set. */
export function forwardingWords(rule: DeadlineRule | null, words: Words): string | null {
  if (rule === null || rule.forwarding === null) return null;
  return words.text.tipClocks.forwarding({ span: spanWords(rule.forwarding, words) });
}

/** The time for passing a tip on in a few words, or that none is set. */
export function forwardingSpanWords({ forwarding }: DeadlineRule, words: Words): string {
  const { tipClocks: own } = words.text;
  return forwarding === null
    ? own.forwardingNone
    : own.forwardingIn({ span: spanWords(forwarding, words) });
}

/** Each extension that the rule knows, with who approves it. */
export function extensionWords(rule: DeadlineRule, words: Words): string[] {
  const { tipClocks: own } = words.text;
  return rule.extensions.map(({ span, counted, approver }) => {
    const given = { span: spanWords(span, words), approver };
    return counted === 'added' ? own.extensionAdded(given) : own.extensionFromStart(given);
  });
}

/** From when on a rule is in force. */
export function validFromWords(rule: DeadlineRule, { text, format }: Words): string {
  const { tipClocks: own } = text;
  return rule.validFrom === ALWAYS ? own.always : own.from({ date: format.date(rule.validFrom) });
}

/** The paper that a rule rests on, with its first day where it has one. */
export function originWords(rule: DeadlineRule, { text, format }: Words): string {
  const { tips: own } = text;
  const { origin } = rule;
  return rule.validFrom === ALWAYS
    ? own.clockAlways({ origin })
    : own.clockOrigin({ origin, date: format.date(rule.validFrom) });
}
