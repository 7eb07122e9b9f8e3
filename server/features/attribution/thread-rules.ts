import type { ActingOffice, AttributionStep } from '#server/contract/attribution.ts';

import type { ActRow, FiledRow, PartRow, RecurrenceRow } from './queries.ts';

/** Everything of a point from which the thread of one of its recurrences is put together. */
export type ThreadFacts = {
  acts: readonly ActRow[];
  parts: readonly PartRow[];
  filed: readonly FiledRow[];
};

const STEP_OF_ACT = {
  eliminated: 'eliminated',
  checked: 'checked',
  recurrence_confirmed: 'recurred',
  signal_appealed: 'signal_appealed',
  appeal_answered: 'appeal_answered',
  annulled: 'annulled',
} as const;

/**
 * Puts the thread of one recurrence together, oldest first: what was done in the cycle that it ended, the recurrence,
 * and what was asked and said afterwards. Equal days keep the order in which a hand-over goes.
 */
export function threadOf(recurrence: RecurrenceRow, facts: ThreadFacts): AttributionStep[] {
  const { cycle } = recurrence;
  const acts = facts.acts.flatMap((act) => {
    const kind = STEP_OF_ACT[act.kind as keyof typeof STEP_OF_ACT];
    // A recurrence stands in the cycle that it opened, and so does one that was a mistake.
    const opens = kind === 'recurred' || act.detail === 'recurrence_confirmed';
    const own = act.cycle === (opens ? cycle : cycle - 1);
    const objects = kind === 'signal_appealed' || kind === 'appeal_answered';
    if (kind === undefined || !(own || (objects && act.cycle === cycle))) return [];
    return [
      step(kind, act.on, { office: { role: act.role, commune: act.commune }, ...ofAct(act) }),
    ];
  });
  const parts = facts.parts.filter((part) => part.cycle === cycle - 1).flatMap(stepsOfPart);
  const asked =
    recurrence.replyAskedOn === null
      ? []
      : [step('reply_asked', recurrence.replyAskedOn, { dueOn: recurrence.replyDueOn })];
  const filed = facts.filed
    .filter((reply) => reply.cycle === cycle)
    .map(({ on, commune, documentNumbers }) =>
      step('reply_filed', on, { office: { role: 'leader', commune }, documentNumbers }),
    );
  // Stable: what happened on one day stays in this order.
  return [...acts.filter(({ kind }) => kind === 'eliminated'), ...parts]
    .concat(
      acts.filter(({ kind }) => kind !== 'eliminated'),
      asked,
      filed,
    )
    .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}

/** Finds the office that recorded the elimination which the recurrence ended; null where nothing says. */
export function eliminatorOf(
  { cycle }: RecurrenceRow,
  acts: readonly ActRow[],
): ActingOffice | null {
  const act = acts.findLast((one) => one.kind === 'eliminated' && one.cycle === cycle - 1);
  return act === undefined ? null : { role: act.role, commune: null };
}

type Said = Partial<Omit<AttributionStep, 'kind' | 'on'>>;

function step(kind: AttributionStep['kind'], on: string, said: Said): AttributionStep {
  return { office: null, documentNumbers: [], detail: null, dueOn: null, ...said, kind, on };
}

const numbers = (number: string | null) => (number === null ? [] : [number]);

function ofAct({ documentNumber, detail }: ActRow): Said {
  return { documentNumbers: numbers(documentNumber), detail };
}

/** A part is asked, then answered, lapsed, withdrawn or cancelled. */
function stepsOfPart(part: PartRow): AttributionStep[] {
  const { commune, proposedOn, answeredOn, state } = part;
  const ofCommune = { office: { role: 'leader' as const, commune } };
  if (state === 'recorded') return [step('handover_recorded', proposedOn, ofCommune)];
  const asked =
    part.successor === null
      ? step('handover_proposed', proposedOn, {
          office: { role: (part.proposedByRole ?? 'system') as ActingOffice['role'], commune },
          documentNumbers: numbers(part.documentNumber),
          dueOn: part.answerDueOn,
        })
      : step('successor_asked', proposedOn, {
          office: { role: 'system', commune },
          dueOn: part.answerDueOn,
        });
  const answered = { ...ofCommune, documentNumbers: numbers(part.answerDocumentNumber) };
  if (state === 'refused' && answeredOn !== null) {
    return [
      asked,
      step('handover_refused', answeredOn, { ...answered, detail: part.refusalReason }),
    ];
  }
  if (state === 'withdrawn' && part.withdrawnOn !== null) {
    return [asked, step('handover_withdrawn', part.withdrawnOn, asked)];
  }
  // Also a part whose commune has ended since: what it had answered stays to be read.
  if (answeredOn !== null) return [asked, step('handover_confirmed', answeredOn, answered)];
  return [asked];
}
