import { communeName } from '#client/i18n/commune-name.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Handover } from '#server/contract/handover.ts';

export type Outcome =
  | 'waiting'
  | 'done'
  | 'refused'
  | 'answered'
  | 'withdrawn'
  | 'cancelled'
  | 'recorded';

/** One attempt at a hand-over: what was proposed, and what became of each commune's part. */
export type HandoverAttempt = {
  cycle: number;
  attempt: number;
  /** In the order in which they were asked; parts that a successor has taken over included. */
  parts: readonly Handover[];
  /** Those whose answer counts: without the parts of communes that are no more. */
  counting: readonly Handover[];
  waiting: readonly Handover[];
  /** Number of communes that confirmed. */
  yes: number;
  refused: Handover | null;
  withdrawn: Handover | null;
  outcome: Outcome;
};

/** The attempts of a point, latest first. */
export function handoverAttempts(handovers: readonly Handover[]): HandoverAttempt[] {
  const keys = new Set(handovers.map((part) => `${part.cycle}.${part.attempt}`));
  return [...keys].map((key) => {
    const parts = handovers.filter((part) => `${part.cycle}.${part.attempt}` === key);
    const counting = parts.filter((part) => part.state !== 'successor_asked');
    const of = (state: Handover['state']) => counting.filter((part) => part.state === state);
    const refused = of('refused')[0] ?? null;
    const withdrawn = of('withdrawn')[0] ?? null;
    return {
      cycle: parts[0]?.cycle ?? 0,
      attempt: parts[0]?.attempt ?? 0,
      parts,
      counting,
      waiting: of('pending'),
      yes: of('confirmed').length + of('recorded').length,
      refused,
      withdrawn,
      outcome: outcomeOf(counting, refused, withdrawn),
    };
  });
}

function outcomeOf(
  counting: readonly Handover[],
  refused: Handover | null,
  withdrawn: Handover | null,
): Outcome {
  const all = (state: Handover['state']) => counting.every((part) => part.state === state);
  if (counting.some((part) => part.state === 'pending')) return 'waiting';
  if (refused !== null) return refused.response === null ? 'refused' : 'answered';
  if (withdrawn !== null) return 'withdrawn';
  if (all('recorded')) return 'recorded';
  return counting.some((part) => part.state === 'cancelled') ? 'cancelled' : 'done';
}

/** Text of a refusal: the reason, and the words beside it. */
export function refusalText(part: Handover, { pointActs }: Text): string {
  const words: Readonly<Record<string, string>> = pointActs.refusals;
  const word =
    part.reason === null || part.reason === 'other' ? null : (words[part.reason] ?? null);
  return [word, part.reasonText].filter((piece) => piece !== null).join('. ');
}

/** Lines of a refusal: its reason, and what it names. */
export function refusalLines(part: Handover, text: Text): string[] {
  const { handover: own } = text;
  const { refusalCommune: commune, refusalPoint: point } = part;
  return [
    own.reason({ reason: refusalText(part, text) }),
    ...(commune === null ? [] : [own.belongsTo({ commune: communeName(commune, text) })]),
    ...(point === null ? [] : [own.namesPoint({ code: point.code })]),
  ];
}
