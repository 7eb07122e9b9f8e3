import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { HandoverFacts } from '#server/contract/worklist.ts';

export type FactWords = { text: Text; format: Format };

/** The proposal of a hand-over: by whom, on which paper and ground, after which elimination. */
export function handoverFacts(part: HandoverFacts, { text, format }: FactWords): string[] {
  const own = text.worklist;
  const date = format.date(part.proposedOn);
  const first = [
    part.proposedBy === null
      ? own.proposedOn({ date })
      : own.proposed({ name: part.proposedBy, date }),
    part.documentNumber === null ? null : own.document({ number: part.documentNumber }),
    part.attempt > 1 ? own.attempt({ number: format.number(part.attempt, 0) }) : null,
  ];
  const second = [
    part.eliminatedOn === null ? null : own.eliminatedOn({ date: format.date(part.eliminatedOn) }),
    part.othersPending > 0
      ? own.othersPending({ count: format.number(part.othersPending, 0) })
      : null,
  ];
  const grounds = part.grounds === null ? '' : own.grounds({ text: part.grounds });
  return [joined(first), joined(second), grounds].filter((line) => line !== '');
}

/** Joins the parts that are there to one line. */
export function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ');
}
