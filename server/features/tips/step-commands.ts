import type { Clock } from '#server/contract/deadline.ts';
import { lateDays, whyNotLate } from '#server/contract/late-entry.ts';
import { can, type Actor } from '#server/contract/permission.ts';
import { AppError } from '#server/contract/problem.ts';
import { refuseForbiddenText } from '#server/contract/screened-text.ts';
import { judgementOf } from '#server/contract/tip-judgement.ts';
import type { TipEvent, TipEventKind, TipOutcome, TipStep } from '#server/contract/tip.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { meanwhile } from '#server/db/unawaited.ts';
import { type Consent, requireSecond, writeForTwo } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';

import { type ClockData, readClockData } from './read-clocks.ts';
import { findTip, type TipRow } from './queries.ts';
import { takesTwo, whyNotStep } from './rules.ts';
import { derivedFrom, tipStateOf } from './read-tip.ts';
import { endTransfer } from './transfer-queries.ts';
import { insertTipEvent, listTipEvents, type TipChange, updateTip } from './write-queries.ts';

export type StepInput = {
  version: number;
  effectiveOn: IsoDate;
  documentNumber: string | null;
  /** Day of the paper; needed with its number where the step is entered after its day. */
  documentOn?: IsoDate | null | undefined;
  note: string | null;
  kind?: TipKind | undefined;
  category?: string | null | undefined;
  outcome?: TipOutcome | undefined;
  /** The authority that a tip is passed on to. */
  authority?: string | undefined;
};

/**
 * Takes one step with a tip: appends its event, and derives stage and due day anew from all of them. More time than before
 * takes a second person, where a commune asks for it: `proposal.needed`.
 */
export async function takeStep(
  deps: Deps,
  actor: Actor,
  tipId: number,
  step: Exclude<TipStep, 'transfer_asked'>,
  input: StepInput,
  consent?: Consent,
): Promise<void> {
  await asStep(deps, actor, { tipId, step, input, consent }, async (sql, at) => {
    const after = applied(at.tip, step, input);
    const times = { effectiveOn: input.effectiveOn, recordedAt: deps.clock.now() };
    const events = [...at.events, { kind: step, ...times, late: null }];
    const judged = judgementOf({ ...at.tip, ...after }, events, at.data.rules, at.data.calendar);
    const clocks = [
      [at.counted?.dueOn ?? null, judged.counted?.dueOn ?? null],
      [at.clock?.dueOn ?? null, judged.stated?.dueOn ?? null],
    ] as const;
    if (takesTwo(step, actor, clocks)) requireSecond(consent);
    const saving = updateTip(sql, tipId, input.version, { ...after, ...derivedFrom(judged) });
    meanwhile(sql, saving.then(refuseUnsaved));
    if (after.handledOn !== null && at.tip.transfer !== null) {
      const by = { decidedBy: actor.accountId, decidedAt: deps.clock.now() };
      await endTransfer(sql, at.tip.transfer.id, { state: 'ended', reason: null, ...by });
    }
    await appendStep(sql, deps, actor, at.events, {
      ...input,
      tipId,
      step,
      detail: detailOf(step, input, at),
    });
  });
}

function refuseUnsaved(saved: boolean): void {
  if (!saved) throw new AppError('tip.changed_meanwhile');
}

type Standing = {
  tip: TipRow;
  events: readonly TipEvent[];
  /** By what was said, and by what counts. */
  clock: Clock | null;
  counted: Clock | null;
  data: ClockData;
};

/** Runs a step with the checks that all share: the right, the texts, the lock, the version and the rule. */
export async function asStep<T>(
  deps: Deps,
  actor: Actor,
  given: { tipId: number; step: TipStep; input: StepInput; consent: Consent | undefined },
  work: (sql: TransactionSql, at: Standing) => Promise<T>,
): Promise<T> {
  const { tipId, step, input, consent } = given;
  if (!can(actor.role, 'tips:work')) throw new AppError('permission.denied');
  const { documentNumber, note, authority = null } = input;
  refuseForbiddenText({ documentNumber, note, authority });
  const today = deps.clock.today();
  return writeForTwo(deps.database, actor, consent, {
    // Sent together and done in this order: what is read after the lock stands until the end.
    read: (sql) =>
      Promise.all([
        findTip(sql, tipId, true),
        readClockData(sql, today),
        listTipEvents(sql, tipId, actor),
      ]),
    async write(sql, [tip, data, events]) {
      if (tip === null) throw new AppError('tip.not_found');
      if (tip.version !== input.version) throw new AppError('tip.changed_meanwhile');
      // What may be done follows from what was said of earlier steps; how the tip is judged does not.
      const { stated: clock, counted } = judgementOf(tip, events, data.rules, data.calendar);
      const refusal = whyNotStep(tipStateOf(tip, events), step, clock, input.effectiveOn, today);
      if (refusal !== null) throw new AppError(refusal);
      const paperless = whyNotLate(input, today);
      if (paperless !== null) {
        throw new AppError(paperless.code, { errors: [paperless] });
      }
      return work(sql, { tip, events, clock, counted, data });
    },
  });
}

/** Appends what happened to a tip to its history, with the line of the log. */
export async function appendStep(
  sql: TransactionSql,
  deps: Deps,
  actor: Actor,
  events: readonly unknown[],
  given: Omit<StepInput, 'version'> & {
    tipId: number;
    step: TipEventKind;
    detail: Readonly<Record<string, string | number | null>>;
  },
): Promise<void> {
  const recordedAt = deps.clock.now();
  const late = lateDays({ effectiveOn: given.effectiveOn, recordedAt });
  insertTipEvent(sql, {
    tipId: given.tipId,
    seq: events.length + 1,
    kind: given.step,
    effectiveOn: given.effectiveOn,
    recordedAt,
    actorId: actor.accountId,
    actorRole: actor.role,
    documentNumber: given.documentNumber,
    note: given.note,
    detail: {
      ...given.detail,
      ...(given.documentOn == null ? {} : { documentOn: given.documentOn }),
    },
  });
  await appendAudit(sql, deps.clock, {
    action: `tip.${given.step}`,
    subjectKind: 'tip',
    subjectId: given.tipId,
    detail: {
      effectiveOn: given.effectiveOn,
      documentNumber: given.documentNumber,
      ...(late === 0 ? {} : { documentOn: given.documentOn ?? null, lateDays: late }),
    },
  });
}

/** Facts of an event beyond its day: for an extension also who has to have approved it. */
function detailOf(
  step: TipStep,
  input: StepInput,
  { clock }: Standing,
): Readonly<Record<string, string | number | null>> {
  const extension = step === 'extended' ? clock?.rule.extensions[clock.extensionsUsed] : undefined;
  return {
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...(input.outcome === undefined ? {} : { outcome: input.outcome }),
    ...(input.authority === undefined ? {} : { authority: input.authority }),
    ...(extension === undefined ? {} : { approver: extension.approver }),
  };
}

type Steered = Omit<TipChange, keyof ReturnType<typeof derivedFrom>>;

function applied(tip: Steered, step: TipStep, input: StepInput): Steered {
  const on = input.effectiveOn;
  return {
    kind: input.kind ?? tip.kind,
    category: input.category ?? tip.category,
    acceptedOn: step === 'accepted' ? on : tip.acceptedOn,
    verifiedOn: step === 'verified' ? on : tip.verifiedOn,
    classifiedOn: step === 'classified' ? on : tip.classifiedOn,
    handledOn: step === 'handled' || step === 'forwarded' ? on : tip.handledOn,
    outcome: step === 'forwarded' ? 'transferred' : (input.outcome ?? tip.outcome),
    forwardedTo: input.authority ?? tip.forwardedTo,
    suspended: step === 'suspended' || (step !== 'resumed' && tip.suspended),
  };
}
