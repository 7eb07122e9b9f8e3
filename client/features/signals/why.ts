import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Signal, SignalMatch } from '#server/contract/signal.ts';

type Given = { text: Text; format: Format };

/** Grounds for matching a signal to its place, one sentence each, with the numbers. */
export function whyMatched(signal: Signal, { text, format }: Given): string[] {
  const { match } = signal;
  const own = text.signals.why;
  if (match === null) return [own.unmatched];
  return [
    ...(match.named ? [own.named] : []),
    distanceWords(match, { text, format }),
    ...(match.uncertaintyMetres === null
      ? []
      : [own.uncertainty({ metres: format.distance(match.uncertaintyMetres) })]),
    ...(signal.locationErrorMetres === null || match.distanceMetres === null
      ? []
      : [own.ownError({ metres: format.distance(signal.locationErrorMetres) })]),
    timeWords(signal, match, { text, format }),
    ...(match.outside === null ? [] : [own.outside[match.outside]]),
    own.category[match.category],
  ];
}

function distanceWords(match: SignalMatch, { text, format }: Given): string {
  const own = text.signals.why;
  const { distanceMetres: distance, radiusMetres: radius, uncertaintyMetres: error } = match;
  if (distance === null) return own.noPosition;
  const away = format.distance(distance);
  if (radius === null) return own.away({ away });
  const words = { away, radius: format.distance(radius) };
  if (match.grade === 'vicinity') return own.vicinity(words);
  if (match.grade === 'exact') return own.exact(words);
  if (distance <= radius) return own.near(words);
  return error !== null && distance <= error
    ? own.withinError({ ...words, error: format.distance(error) })
    : own.beyond(words);
}

function timeWords(signal: Signal, match: SignalMatch, { text, format }: Given): string {
  const own = text.signals.why;
  const on = format.date(signal.occurredOn);
  const day = signal.eventDayKnown ? own.occurred({ on }) : own.received({ on });
  if (match.closedOn === null || match.daysSinceClosure === null) return own.neverClosed({ day });
  return own.since({
    day,
    days: format.days(match.daysSinceClosure),
    closed: format.date(match.closedOn),
  });
}
