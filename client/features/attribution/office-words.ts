import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { AttributionStep, ActingOffice, DatedCommune } from '#server/contract/attribution.ts';
import { addDays } from '#server/contract/time.ts';

type Words = { text: Text; format: Format };

/** A commune with its code and the days of that code, since code and name may be another commune's by now. */
export function datedName(commune: DatedCommune, { text, format }: Words): string {
  const { attribution: own } = text;
  const words = {
    commune: communeName(commune, text),
    code: commune.code,
    from: format.date(commune.validFrom),
  };
  return commune.validTo === null
    ? own.dated(words)
    : own.datedEnded({ ...words, until: format.date(addDays(commune.validTo, -1)) });
}

/** The name of an office: of a commune by its committee, of the city by its role. */
export function officeName({ role, commune }: ActingOffice, text: Text): string {
  const { attribution: own } = text;
  return commune === null
    ? own.office[role]
    : own.committee({ commune: communeName(commune, text) });
}

/** Steps in which the commune is whom the office asked, not who acted. */
const ASKS: readonly AttributionStep['kind'][] = [
  'handover_proposed',
  'handover_withdrawn',
  'successor_asked',
];

/** Says which office did a step, and to whom. */
export function stepOffice({ kind, office }: AttributionStep, text: Text): string | null {
  if (office === null) return null;
  if (office.commune === null || !ASKS.includes(kind)) return officeName(office, text);
  const asked = text.attribution.to({ commune: communeName(office.commune, text) });
  return `${officeName({ ...office, commune: null }, text)}, ${asked}`;
}

/** Detail of a step in words: way of elimination, reason, result, answer. */
export function stepDetail({ kind, detail }: AttributionStep, text: Text): string | null {
  if (detail === null) return null;
  const { ways, results, refusals } = text.pointActs;
  const words: Partial<Record<AttributionStep['kind'], Readonly<Record<string, string>>>> = {
    eliminated: ways,
    checked: results,
    handover_refused: refusals,
    appeal_answered: text.signals.answers,
    annulled: text.register.event,
  };
  return words[kind]?.[detail] ?? null;
}
