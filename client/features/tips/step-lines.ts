import { now } from '#client/i18n/clock.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Me } from '#server/contract/account.ts';
import { judgementOf, judgeTip } from '#server/contract/tip-judgement.ts';
import type { TipDetail, TipStep } from '#server/contract/tip.ts';
import type { DayOffBody, DeadlineRule } from '#server/contract/tip-clock.ts';
import { workCalendar } from '#server/contract/working-days.ts';

import type { StepValues } from './step-values.ts';

export type ClockRules = { rules: readonly DeadlineRule[]; daysOff: readonly DayOffBody[] };

/** Everything that a step will write, before it is written, and what becomes of the due day. */
export function stepLines(
  tip: TipDetail,
  step: TipStep,
  values: StepValues,
  given: {
    clocks: ClockRules | undefined;
    communeTo: string | null;
    text: Text;
    format: Format;
    me: Me;
  },
): RecordLine[] {
  const { text, format, me } = given;
  const own = text.tips;
  const line = (label: string, value: string | null): RecordLine[] =>
    value === null || value.trim() === '' ? [] : [{ label, value }];
  const extension = step === 'extended' ? tip.rule?.extensions[tip.extensionsUsed] : undefined;
  return [
    ...line(own.lineTip, tip.code),
    ...line(own.lineStep, own.event[step]),
    ...line(own.lineDay, values.effectiveOn === null ? null : format.date(values.effectiveOn)),
    ...line(own.lineKind, step === 'classified' ? own.kind[values.kind] : null),
    ...line(
      own.lineOutcome,
      step !== 'handled'
        ? null
        : values.outcome === null
          ? own.notChosen
          : own.outcome[values.outcome],
    ),
    ...line(own.authority, step === 'forwarded' ? values.authority : null),
    ...line(own.lineTo, step === 'transfer_asked' ? (given.communeTo ?? own.notChosen) : null),
    ...line(own.lineApprover, extension?.approver ?? null),
    ...line(own.lineDocument, values.documentNumber),
    ...line(
      text.lateEntries.documentOn,
      values.documentOn === null ? null : format.date(values.documentOn),
    ),
    ...line(own.lineNote, values.note),
    ...line(own.lineDue, dueWords(tip, step, values, given)),
    ...line(
      own.lineBy,
      text.pointActs.byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    ),
  ];
}

/** Words for the clock after the step; null where that cannot be told yet. */
function dueWords(
  tip: TipDetail,
  step: TipStep,
  values: StepValues,
  { clocks, text, format }: { clocks: ClockRules | undefined; text: Text; format: Format },
): string | null {
  const own = text.tips;
  const on = values.effectiveOn;
  if (clocks === undefined || on === null) return null;
  const calendar = workCalendar(clocks.daysOff);
  const closes = step === 'handled' || step === 'forwarded';
  const facts = {
    kind: step === 'classified' ? values.kind : tip.kind,
    receivedOn: tip.receivedOn,
    acceptedOn: step === 'accepted' ? on : tip.acceptedOn,
    handledOn: closes ? on : null,
  };
  const entry = { kind: step, effectiveOn: on, recordedAt: now(), late: null };
  const judged = judgementOf(facts, [...tip.events, entry], clocks.rules, calendar);
  if (closes) {
    const state = judgeTip(judged, on, 0);
    if (state === 'awaiting_paper') return own.closedIn.awaiting_paper;
    return state === 'closed_late' ? own.closedIn.closed_late : own.closedIn.closed_on_time;
  }
  const clock = judged.counted;
  if (clock === null) return own.dueNone;
  if (clock.dueOn === null) return own.dueStops;
  const date = format.date(clock.dueOn);
  return clock.dueOn === tip.dueOn ? own.dueUnchanged({ date }) : date;
}
