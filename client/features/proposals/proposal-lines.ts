import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { effectLine } from '#client/register/effect-lines.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import {
  NewProposal,
  type Proposal,
  type ProposalDetail,
  type ProposalOf,
} from '#server/contract/proposal.ts';

type Words = { text: Text; format: Format };

/** The place or account that a proposal is about, by the names that people use. */
export function subjectOf({ point, account, kind }: Proposal): string {
  if (point !== null) return `${point.code}, ${point.officialName}`;
  return account === null ? kind : `${account.name} (${account.username})`;
}

/** Everything that a confirmation will record, line by line. */
export function recordLines(proposal: ProposalDetail, words: Words): RecordLine[] {
  const { text, format } = words;
  const { proposals: own, register } = text;
  const { askedBy, askedAt, effects, communes } = proposal;
  const sentences = effects.map((effect) => effectLine(effect, communes, { text, format }));
  return [
    { label: own.about, value: subjectOf(proposal) },
    { label: own.act, value: own.kind[proposal.kind] },
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
    case 'signal_parameter':
      return settingLines({}, proposal, words);
    case 'check_schedule':
    case 'tip_rule':
    case 'day_off':
    case 'plan_targets':
    case 'report_periods':
    case 'populations':
      return settingLines(asked.act, proposal, words);
  }
}

type OnPoint = ProposalOf<'annul' | 'delist' | 'merge' | 'undo_merge' | 'correct'>;

function pointLines({ kind, act }: OnPoint, { text, format }: Words): RecordLine[] {
  const { proposals: own } = text;
  const { reason, documentNumber } = act;
  const corrected = kind === 'correct' ? { ...act.point, ...act.event } : {};
  const changes = Object.entries(corrected)
    .filter(([name]) => name !== 'id')
    .map(([name, value]) => `${fieldName(name, text)}: ${valueText(value, format)}`);
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

function valueText(value: unknown, format: Format): string {
  if (typeof value === 'string') {
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : value;
  }
  if (Array.isArray(value)) return value.map((one) => valueText(one, format)).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.values(value)
      .map((one) => valueText(one, format))
      .join(' ');
  }
  return typeof value === 'number' ? format.number(value) : String(value ?? '–');
}

/** The new value beside the one that holds now, by the names of its parts. */
function settingLines(
  act: Readonly<Record<string, unknown>>,
  { inForce }: ProposalDetail,
  { text, format }: Words,
): RecordLine[] {
  const { proposals: own } = text;
  const said = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values)
      .map(([name, value]) => `${fieldName(name, text)}: ${valueText(value, format)}`)
      .join('; ');
  const asked = said(act);
  return [
    ...(asked === '' ? [] : [{ label: own.changes, value: asked }]),
    ...(inForce === null ? [] : [{ label: own.inForce, value: said(inForce) }]),
    { label: own.effectiveOn, value: own.notBeforeConfirmation },
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
