import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { clockOf } from '#server/contract/deadline.ts';
import type { TipChannel } from '#server/contract/tip.ts';
import type { TipKind } from '#server/contract/tip-kind.ts';
import type { IsoDate } from '#server/contract/time.ts';
import { workCalendar } from '#server/contract/working-days.ts';

import { errorMetresOf, type Place } from '#client/forms/place.ts';
import type { AskedPlace } from '#client/register/neighbour-queries.ts';
import type { PointSummary } from '#server/contract/point.ts';
import type { ClockRules } from './step-lines.ts';

/** Values of the form of a new tip. */
export type NewTip = {
  place: Place;
  kind: TipKind;
  channel: TipChannel;
  receivedOn: IsoDate | null;
  occurredOn: IsoDate | null;
  placeName: string;
  category: string | null;
  policeNumber: string;
  channelNumber: string;
};

/** The usual case filled in: only the place is left to say. */
export function emptyTip(today: IsoDate, like?: Pick<NewTip, 'kind' | 'channel'>): NewTip {
  return {
    place: { kind: 'none' },
    kind: like?.kind ?? 'feedback',
    channel: like?.channel ?? 'hotline',
    receivedOn: today,
    occurredOn: null,
    placeName: '',
    category: null,
    policeNumber: '',
    channelNumber: '',
  };
}

/** The place to look for points beside; null while it has no position. */
export function askedPlace({ place, category }: NewTip): AskedPlace | null {
  if (place.kind !== 'position') return null;
  const geometry = { type: 'Point' as const, coordinates: place.position };
  return { geometry, errorMetres: errorMetresOf(place), category };
}

/** Fields that a tip about a listed point takes from it. The matching finds the point again by the place. */
export function tiedTo({
  anchor,
  officialName,
  category,
}: Pick<PointSummary, 'anchor' | 'officialName' | 'category'>): Partial<NewTip> {
  return {
    place: { kind: 'position', position: anchor, error: 'exact', addressMetres: null },
    placeName: officialName,
    category,
  };
}

/** Sentences for what cannot be, by field; the contract's schema judges the rest. */
export function faultsInTip(
  { place, receivedOn, occurredOn }: NewTip,
  today: IsoDate,
  { tipIntake: own }: Text,
): Record<string, string | null> {
  const late = receivedOn !== null && occurredOn !== null && occurredOn > receivedOn;
  return {
    place: place.kind === 'none' ? own.placeMissing : null,
    receivedOn: receivedOn !== null && receivedOn > today ? own.dayFuture : null,
    occurredOn: late ? own.afterReceipt : null,
  };
}

/** The body, in which the place is a position or a commune. */
export function bodyOf({ place, ...values }: NewTip) {
  return {
    ...values,
    position: place.kind === 'position' ? place.position : null,
    locationErrorMetres: place.kind === 'position' ? errorMetresOf(place) : null,
    communeId: place.kind === 'commune' ? place.communeId : null,
  };
}

/** Everything that will be written, and the due day that follows. */
export function newTipLines(
  values: NewTip,
  given: {
    commune: string | null;
    category: string | null;
    clocks: ClockRules | undefined;
    text: Text;
    format: Format;
  },
): RecordLine[] {
  const { text, format } = given;
  const { tips: own, tipIntake: intake } = text;
  const { place } = values;
  const line = (label: string, value: string | null): RecordLine[] =>
    value === null || value.trim() === '' ? [] : [{ label, value }];
  const where =
    place.kind === 'none'
      ? own.notChosen
      : place.kind === 'commune'
        ? intake.inCommune({ commune: given.commune ?? '…' })
        : `${format.coordinates(place.position)}, ${errorWords(place, given).toLowerCase()}`;
  return [
    ...line(intake.place, where),
    ...line(own.factKind, own.kind[values.kind]),
    ...line(own.factChannel, own.channel[values.channel]),
    ...line(own.factReceived, values.receivedOn === null ? null : format.date(values.receivedOn)),
    ...line(intake.occurredOn, values.occurredOn === null ? null : format.date(values.occurredOn)),
    ...line(own.factPlace, values.placeName),
    ...line(own.factCategory, given.category),
    ...line(own.factPoliceNumber, values.policeNumber),
    ...line(own.factChannelNumber, values.channelNumber),
    ...line(intake.lineDue, dueOf(values, given)),
  ];
}

function errorWords(
  place: Extract<Place, { kind: 'position' }>,
  { text: { tipIntake: own }, format }: { text: Text; format: Format },
): string {
  return place.error === 'address'
    ? own.errorByAddress({ distance: format.distance(errorMetresOf(place)) })
    : own.errors[place.error];
}

function dueOf(
  { kind, receivedOn }: NewTip,
  { clocks, text, format }: { clocks: ClockRules | undefined; text: Text; format: Format },
): string | null {
  if (clocks === undefined || receivedOn === null) return null;
  const facts = { kind, receivedOn, acceptedOn: null, events: [], handledOn: null };
  const clock = clockOf(facts, clocks.rules, workCalendar(clocks.daysOff));
  if (clock === null) return text.tipIntake.lineDueLater;
  return clock.dueOn === null ? null : format.date(clock.dueOn);
}
