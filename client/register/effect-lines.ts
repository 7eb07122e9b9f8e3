import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { ActEffect } from '#server/contract/act-effect.ts';
import type { PointDetail } from '#server/contract/point.ts';

type Words = { text: Text; format: Format };

/** Sentence for one thing that follows from an act or from its annulment. */
export function effectLine(effect: ActEffect, point: PointDetail, { text, format }: Words): string {
  const own = text.annulments.effect;
  switch (effect.kind) {
    case 'status':
      return own.status({
        from: text.register.status[effect.from],
        to: text.register.status[effect.to],
      });
    case 'cycle_opened':
    case 'cycle_removed':
    case 'closure_removed':
    case 'handed_over_removed':
    case 'reply_asked':
      return own[effect.kind]({ cycle: format.number(effect.cycle, 0) });
    case 'handover_back': {
      const back = own.handover_back({ communes: communesOf(effect.communeIds, point, text) });
      return effect.dueOn === null
        ? back
        : `${back}, ${own.handover_due({ date: format.date(effect.dueOn) })}`;
    }
    case 'handover_cancelled':
    case 'handover_removed':
    case 'handover_not_back':
    case 'response_removed':
      return own[effect.kind]({ communes: communesOf(effect.communeIds, point, text) });
    case 'reply_no_longer_asked':
      return own.reply_no_longer_asked({ date: format.date(effect.dueOn) });
    case 'handover_taken_back':
    case 'check_removed':
    case 'suspicion_removed':
    case 'suspicion_matched_anew':
    case 'suspicion_back':
    case 'merge_removed':
    case 'place_removed':
      return own[effect.kind];
  }
}

function communesOf(ids: readonly number[], point: PointDetail, text: Text): string {
  const known = [...point.handovers.map((part) => part.commune), ...point.communes];
  return ids
    .flatMap((id) => known.find((commune) => commune.id === id) ?? [])
    .map((commune) => communeName(commune, text))
    .join(', ');
}
