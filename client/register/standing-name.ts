import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { StandingAct } from '#server/contract/annulment.ts';

/** Names a later act that stands on another: its kind, its day, and the person who recorded it. */
export function standingName(
  act: StandingAct,
  { text, format }: { text: Text; format: Format },
): string {
  if (act.kind === 'replied') return text.annulments.replied;
  if (act.kind === 'new_point') return text.annulments.newPoint({ code: act.code ?? '' });
  const day = act.effectiveOn === null ? null : format.date(act.effectiveOn);
  return [text.register.event[act.kind], day, act.actorName]
    .filter((part) => part !== null)
    .join(', ');
}
