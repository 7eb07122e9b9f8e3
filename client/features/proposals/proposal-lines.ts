import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { effectLine } from '#client/register/effect-lines.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { PointEvent } from '#server/contract/point.ts';
import {
  NewProposal,
  type Proposal,
  type ProposalDetail,
  type ProposalOf,
} from '#server/contract/proposal.ts';

type Words = { text: Text; format: Format };

/** Subject of a proposal, by the names that people use: a place, an account, or the part of a rule; null for a whole one. */
export function subjectOf(
  { point, account, asked }: Proposal,
  { text, format }: Words,
): string | null {
  if (point !== null) return `${point.code}, ${point.officialName}`;
  if (account !== null) return `${account.name} (${account.username})`;
  const given = NewProposal.parse(asked);
  if (given.kind === 'tip_rule') return text.tips.kind[given.act.kind];
  return given.kind === 'day_off' ? format.date(given.act.day) : null;
}

/** Everything that a confirmation will record, line by line. */
export function recordLines(
  proposal: ProposalDetail,
  annulled: PointEvent | null,
  words: Words,
): RecordLine[] {
  const { text, format } = words;
  const { proposals: own, register } = text;
  const { askedBy, askedAt, effects, communes } = proposal;
  const sentences = effects.map((effect) => effectLine(effect, communes, { text, format }));
  const subject = subjectOf(proposal, words);
  return [
    ...(subject === null ? [] : [{ label: own.about, value: subject }]),
    { label: own.act, value: own.kind[proposal.kind] },
    ...(annulled === null ? [] : [annulledLine(annulled, words)]),
    ...actLines(NewProposal.parse(proposal.asked), proposal, words),
    ...(sentences.length === 0 ? [] : [{ label: own.follows, value: sentences.join('. ') }]),
    {
      label: own.askedBy,
      value: own.askedByPerson({
        name: askedBy.name,
        role: register.role[askedBy.role],
        time: format.dateTime(askedAt),
      }),
    },
  ];
}

function annulledLine(
  { kind, effectiveOn, actorName }: PointEvent,
  { text: { proposals: own, register }, format }: Words,
): RecordLine {
  const act = register.event[kind];
  const value = own.annulledOn({ act, date: format.date(effectiveOn), name: actorName });
  return { label: own.annulledAct, value };
}

function actLines(asked: NewProposal, proposal: ProposalDetail, words: Words): RecordLine[] {
  switch (asked.kind) {
    case 'annul':
    case 'delist':
    case 'merge':
    case 'undo_merge':
    case 'correct':
      return pointLines(asked, words);
    case 'role':
      return roleLines(asked, proposal, words);
    case 'disable':
    case 'enable':
      return [];
    case 'tip_step':
      return tipLines(asked.act, proposal, words);
    case 'signal_parameter':
      return settingLines({}, proposal, words);
    case 'check_schedule':
    case 'tip_rule':
    case 'day_off':
    case 'plan_issue':
    case 'plan_allotment':
    case 'plan_targets':
    case 'report_periods':
    case 'populations':
      return settingLines(asked.act, proposal, words);
  }
}

type OnPoint = ProposalOf<'annul' | 'delist' | 'merge' | 'undo_merge' | 'correct'>;

function pointLines({ kind, act }: OnPoint, words: Words): RecordLine[] {
  const { text } = words;
  const { proposals: own } = text;
  const { reason, documentNumber } = act;
  const corrected = kind === 'correct' ? { ...act.point, ...act.event } : {};
  const changes = Object.entries(corrected)
    .filter(([name]) => name !== 'id')
    .map(([name, value]) => `${fieldName(name, text)}: ${valueText(value, words)}`);
  return [
    ...(changes.length === 0 ? [] : [{ label: own.changes, value: changes.join('; ') }]),
    { label: own.reason, value: reason },
    ...(documentNumber === null ? [] : [{ label: own.document, value: documentNumber }]),
    ...(kind === 'annul' ? [] : [{ label: own.effectiveOn, value: own.onConfirmation }]),
  ];
}

function fieldName(name: string, { proposals: own }: Text): string {
  const names: Readonly<Record<string, string>> = own.field;
  return names[name] ?? name;
}

/** A value in words: days as days, codes by their names, parts of a whole one after the other. */
function valueText(value: unknown, words: Words): string {
  const { text, format } = words;
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'object') {
    return Object.values(value)
      .map((one) => valueText(one, words))
      .join(Array.isArray(value) ? ', ' : ' ');
  }
  const said = typeof value === 'boolean' ? String(value) : (value as string);
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return format.date(said);
  const names: Readonly<Record<string, string>> = { ...text.proposals.code, ...text.tips.kind };
  return names[said] ?? said;
}

/** Changes that it would make, each part with the value that holds now. */
function settingLines(
  act: Readonly<Record<string, unknown>>,
  { inForce }: ProposalDetail,
  words: Words,
): RecordLine[] {
  const { proposals: own } = words.text;
  const part = (name: string, value: unknown) =>
    `${fieldName(name, words.text)}: ${valueText(value, words)}`;
  const held = inForce ?? {};
  const changed = Object.entries(act).filter(
    ([name, value]) => JSON.stringify(held[name]) !== JSON.stringify(value),
  );
  const before = Object.keys(act).length === 0 ? Object.keys(held) : changed.map(([name]) => name);
  const heldParts = before.filter((name) => name in held).map((name) => part(name, held[name]));
  return [
    ...(changed.length === 0
      ? []
      : [{ label: own.changes, value: changed.map(([name, to]) => part(name, to)).join('; ') }]),
    ...(heldParts.length === 0 ? [] : [{ label: own.inForce, value: heldParts.join('; ') }]),
    { label: own.effectiveOn, value: own.notBeforeConfirmation },
  ];
}

/** The tip, the step, and by what it is measured now. */
function tipLines(
  { step, documentNumber, note, ...act }: ProposalOf<'tip_step'>['act'],
  { inForce, communes }: ProposalDetail,
  words: Words,
): RecordLine[] {
  const { text } = words;
  const { proposals: own, tips } = text;
  const { code, kind, dueOn, communeName: from } = inForce ?? {};
  const to =
    'kind' in act ? tips.kind[act.kind] : communes.map((one) => communeName(one, text)).join(', ');
  return [
    { label: own.about, value: `${valueText(code, words)}, ${valueText(from, words)}` },
    { label: own.changes, value: [tips.event[step], to].filter((part) => part !== '').join(': ') },
    {
      label: own.inForce,
      value: `${valueText(kind, words)}, ${tips.dueOn({ date: valueText(dueOn, words) })}`,
    },
    ...(documentNumber === null ? [] : [{ label: own.document, value: documentNumber }]),
    ...(note === null ? [] : [{ label: own.field.note, value: note }]),
  ];
}

function roleLines(
  { act }: ProposalOf<'role'>,
  { communes }: ProposalDetail,
  { text, format }: Words,
): RecordLine[] {
  const { proposals: own, register } = text;
  const from = format.date(act.validFrom);
  return [
    { label: own.newRole, value: register.role[act.role] },
    ...(communes.length === 0
      ? []
      : [
          {
            label: own.communes,
            value: communes.map((commune) => communeName(commune, text)).join(', '),
          },
        ]),
    {
      label: own.period,
      value:
        act.validTo === null
          ? own.from({ from })
          : own.fromTo({ from, to: format.date(act.validTo) }),
    },
  ];
}
