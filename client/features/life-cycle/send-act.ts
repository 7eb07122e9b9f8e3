import { call, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { Act } from '#server/contract/life-cycle.ts';
import type { Handover } from '#server/contract/handover.ts';
import type { PointDetail } from '#server/contract/point.ts';

import { given } from '#client/forms/entered-values.ts';
import type { ActValues } from './act-values.ts';
import type { AnswerAct } from '#client/features/handovers/answer-entry.ts';

export type FormAct = Exclude<Act, 'correct' | 'merge'>;

/** The answers of communes go through the outbox instead: see `answer-entry.ts`. */
export type SentAct = Exclude<FormAct, AnswerAct>;

export type ActSubject = {
  act: FormAct;
  /** The record that the writer has before their eyes: its version goes along. */
  point: PointDetail;
  /** The part that is answered; null for every other act. */
  handover: Handover | null;
};

/**
 * Sends an act under one key; gives the record after it.
 * Throws ApiProblem when the server refuses, ApiUnreachable when no answer comes.
 */
export function sendAct(
  subject: ActSubject & { act: SentAct },
  values: ActValues,
  key: string,
): Promise<PointDetail> {
  const { act, point } = subject;
  const base = baseOf(values);
  const versioned = { ...base, version: point.version };
  // Where the contract asks for a number, the dialog has seen to it.
  const documented = { ...versioned, documentNumber: values.documentNumber.trim() };
  const reason = values.reason.trim();
  const param = { id: String(point.id) };
  const on = api.points[':id'];
  const header = once(key);
  switch (act) {
    case 'recognise':
      return call(on.recognise.$post({ param, json: documented }, header));
    case 'decline':
      return call(on.decline.$post({ param, json: { ...versioned, reason } }, header));
    case 'eliminate':
      return call(on.eliminate.$post({ param, json: { ...documented, way: values.way } }, header));
    case 'propose_handover': {
      const json = { ...documented, grounds: given(values.grounds) };
      return call(on.handovers.$post({ param, json }, header));
    }
    case 'respond_refusal':
    case 'withdraw_handover':
      if (subject.handover === null) throw new Error('the act needs the part that it is about');
      return sendOfProposer({ act, handoverId: subject.handover.id }, values, key);
    case 'check': {
      const json = { ...versioned, result: values.result ?? 'no_sign' };
      const words = { reason: given(values.reasonText) };
      return call(on.checks.$post({ param, json: { ...json, ...words } }, header));
    }
    case 'mark_recurring': {
      const grounds = values.grounds.trim();
      if (values.signal !== null) return sendDecision('confirm', point, values, base, key);
      return call(on['mark-recurring'].$post({ param, json: { ...documented, grounds } }, header));
    }
    case 'reject_suspicion':
      return sendDecision('reject', point, values, base, key);
    case 'delist':
      return call(on.delist.$post({ param, json: { ...documented, reason } }, header));
    case 'undo_merge':
      return call(on['undo-merge'].$post({ param, json: { ...versioned, reason } }, header));
  }
}

type Base = { effectiveOn: string; documentNumber: string | null; note: string | null };

function baseOf(values: ActValues): Base {
  return {
    effectiveOn: values.effectiveOn ?? '',
    documentNumber: given(values.documentNumber),
    note: given(values.note),
  };
}

/** The proposer's side: its answer to a refusal, or that it takes its proposal back. */
function sendOfProposer(
  { act, handoverId }: { act: 'respond_refusal' | 'withdraw_handover'; handoverId: number },
  values: ActValues,
  key: string,
): Promise<PointDetail> {
  const base = baseOf(values);
  const param = { id: String(handoverId) };
  const on = api.handovers[':id'];
  if (act === 'withdraw_handover') {
    const json = { ...base, reason: values.reason.trim() };
    return call(on.withdraw.$post({ param, json }, once(key)));
  }
  const json = {
    ...base,
    response: values.response ?? 'contested',
    text: values.responseText.trim(),
    leadCommuneId: values.namedCommune?.id ?? null,
    otherPointId: values.namedPoint?.id ?? null,
  };
  return call(on.respond.$post({ param, json }, once(key)));
}

function sendDecision(
  decision: 'confirm' | 'reject',
  point: PointDetail,
  values: ActValues,
  base: Base,
  key: string,
): Promise<PointDetail> {
  const signal = point.signals.find((candidate) => candidate.id === values.signal);
  if (signal === undefined) throw new Error('a decision needs the signal that it decides on');
  const param = { id: String(signal.id) };
  const words = decision === 'confirm' ? values.grounds : values.reason;
  const json = { ...base, version: signal.version, reason: words.trim() };
  return call(api.signals[':id'][decision].$post({ param, json }, once(key)));
}
