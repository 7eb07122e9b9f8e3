import * as z from 'zod';

import { checkDetails } from '#client/features/checks/check-details.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { PlacePrecision } from '#server/contract/geocoding.ts';
import { EVENT_KINDS, type PointDetail, type PointEvent } from '#server/contract/point.ts';
import { IsoDate, isIsoDate } from '#server/contract/time.ts';

const ByHand = z.object({
  byHand: z.literal(true),
  commune: z.string().nullable(),
  radiusMetres: z.number(),
});
const ByAddress = z.object({ label: z.string(), precision: PlacePrecision, source: z.string() });

/** Basis of the position of an imported point: an address with its source, or the person who placed it; else null. */
function placementOf(
  { kind, detail, actorName: name }: PointEvent,
  { text, format }: { text: Text; format: Format },
): string | null {
  // Every event of an imported row carries it; the first is enough.
  if (kind !== 'proposed') return null;
  const { pointDrawer: own, geocoding } = text;
  const hand = ByHand.safeParse(detail['placedBy']).data;
  if (hand !== undefined) {
    return hand.commune === null
      ? own.placedByHand({ name, distance: format.distance(hand.radiusMetres) })
      : own.placedByHandIn({ name, commune: hand.commune });
  }
  const address = ByAddress.safeParse(detail['placedBy']).data;
  if (address === undefined) return null;
  const precision = geocoding.precision[address.precision];
  return own.placedByAddress({ ...address, precision });
}

const Claim = z.object({
  status: z.enum(['active', 'eliminated']),
  listedOn: IsoDate,
  eliminatedOn: IsoDate.nullable(),
});

export type DetailLine = { label: string; value: string };

type Words = { text: Text; format: Format };

/** Facts of an event beside its day, document and note, in the reader's words. */
export function eventDetails(event: PointEvent, point: PointDetail, words: Words): DetailLine[] {
  const { text } = words;
  const { pointDrawer: own, pointActs: acts } = text;
  const { detail } = event;
  const lines: (DetailLine | null)[] = [
    line(own.communeOf, communesOf(detail, point, text)),
    line(own.wayOf, wordOf(acts.ways, detail['way'])),
    line(own.resultOf, event.kind === 'checked' ? wordOf(acts.results, detail['result']) : null),
    ...checkDetails(event, words),
    line(own.claimed, claimOf(event.detail, words)),
    line(own.placed, placementOf(event, words)),
    line(own.origin, wordOf(own.signalOrigin, detail['origin'])),
    line(own.groundsOf, stringOf(detail['grounds'])),
    line(text.handover.response, wordOf(text.handover.responses, detail['response'])),
    line(text.handover.responseText, stringOf(detail['text'])),
    line(text.handover.namedPoint, stringOf(detail['otherCode'])),
    line(own.reason, reasonOf(event, text)),
    line(text.annulments.annulledAct, annulledActOf(event, words)),
    line(own.changed, event.kind === 'corrected' ? changesOf(detail, words) : null),
    line(own.mergedPoint, event.kind === 'merged' ? (point.mergedInto?.code ?? null) : null),
  ];
  return lines.filter((given) => given !== null);
}

function line(label: string, value: string | null): DetailLine | null {
  return value === null ? null : { label, value };
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function wordOf(words: Readonly<Record<string, string>>, value: unknown): string | null {
  return typeof value === 'string' ? (words[value] ?? value) : null;
}

/** A refusal has a ground from a list and, beside it, words of its own. */
function reasonOf(event: PointEvent, text: Text): string | null {
  const reason = stringOf(event.detail['reason']);
  if (event.kind !== 'handover_refused' && event.kind !== 'successor_refused') return reason;
  const parts = [
    wordOf(text.pointActs.refusals, event.detail['reason']),
    stringOf(event.detail['reasonText']),
  ];
  return parts.filter((part) => part !== null).join('. ') || null;
}

function communesOf(detail: PointEvent['detail'], point: PointDetail, text: Text): string | null {
  const { communeId, communeIds } = detail;
  const ids: unknown[] = Array.isArray(communeIds) ? communeIds : [communeId];
  const known = [...point.handovers.map((part) => part.commune), ...point.communes];
  const names = ids.flatMap((id) => known.find((commune) => commune.id === id) ?? []);
  return names.length === 0 ? null : names.map((commune) => communeName(commune, text)).join(', ');
}

/** Lists what the papers of an imported point claim beyond its proposal. */
function claimOf({ claimed }: PointEvent['detail'], { text, format }: Words): string | null {
  const claim = Claim.safeParse(claimed).data;
  if (claim === undefined) return null;
  const day = claim.eliminatedOn ?? claim.listedOn;
  return `${text.register.status[claim.status]}, ${format.date(day)}`;
}

/** Names the act that an annulment declares mistaken. */
function annulledActOf({ kind, detail }: PointEvent, { text, format }: Words): string | null {
  const named = EVENT_KINDS.find((known) => known === detail['kind']);
  const { on } = detail;
  if (kind !== 'annulled' || named === undefined) return null;
  const day = typeof on === 'string' && isIsoDate(on) ? `, ${format.date(on)}` : '';
  return `${text.register.event[named]}${day}`;
}

/** Names of the facts of a place as they stand within a sentence. */
function factsInSentence({ placeFacts, pointDrawer }: Text): Record<string, string> {
  const small = Object.entries(placeFacts).map(
    ([fact, name]) => [fact, `${name.charAt(0).toLowerCase()}${name.slice(1)}`] as const,
  );
  return { ...Object.fromEntries(small), ...pointDrawer.fields };
}

function changesOf(detail: PointEvent['detail'], words: Words): string | null {
  const fields: unknown = detail['fields'];
  if (Array.isArray(fields)) {
    const names = factsInSentence(words.text);
    return fields.map((field) => wordOf(names, field)).join(', ') || null;
  }
  return eventChanges(detail, words);
}

function wayOf(value: unknown, text: Text): string {
  return wordOf(text.pointActs.ways, value) ?? text.pointActs.empty;
}

function eventChanges(detail: PointEvent['detail'], { text, format }: Words): string | null {
  const changed = detail['event'];
  if (typeof changed !== 'object' || changed === null) return null;
  const { pointDrawer: own } = text;
  const entries: Record<string, unknown> = { ...changed };
  const old = detail['before'];
  const before: Record<string, unknown> = typeof old === 'object' ? { ...old } : {};
  const { effectiveOn, documentNumber } = entries;
  const kind = EVENT_KINDS.find((known) => known === detail['kind']);
  const parts = [
    kind === undefined ? null : own.correctedEvent({ kind: text.register.event[kind] }),
    typeof effectiveOn === 'string' && isIsoDate(effectiveOn)
      ? own.newDate({ date: format.date(effectiveOn) })
      : null,
    typeof documentNumber === 'string' ? own.newDocument({ number: documentNumber }) : null,
    documentNumber === null ? own.noDocument : null,
    'note' in entries ? own.newNote : null,
    typeof entries['way'] === 'string'
      ? own.newWay({ from: wayOf(before['way'], text), to: wayOf(entries['way'], text) })
      : null,
    typeof entries['grounds'] === 'string'
      ? own.newGrounds({ from: stringOf(before['grounds']) ?? text.pointActs.empty })
      : null,
    typeof before['documentNumber'] === 'string'
      ? own.oldDocument({ number: before['documentNumber'] })
      : null,
    typeof before['effectiveOn'] === 'string' && isIsoDate(before['effectiveOn'])
      ? own.oldDate({ date: format.date(before['effectiveOn']) })
      : null,
  ];
  return parts.filter((part) => part !== null).join('; ') || null;
}
