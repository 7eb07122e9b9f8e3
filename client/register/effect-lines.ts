import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { ActEffect } from '#server/contract/act-effect.ts';
import type { CommuneType } from '#server/contract/commune.ts';
import type { PointDetail } from '#server/contract/point.ts';

type Words = { text: Text; format: Format };
/** Communes by which effects are put into words. */
type Known = readonly { id: number; name: string; type: CommuneType }[];

/** Sentence for one thing that follows from an act or from its annulment. */
export function effectLine(effect: ActEffect, known: Known, { text, format }: Words): string {
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
      const back = own.handover_back({ communes: communesOf(effect.communeIds, known, text) });
      return effect.dueOn === null
        ? back
        : `${back}, ${own.handover_due({ date: format.date(effect.dueOn) })}`;
    }
    case 'handover_cancelled': {
      const { communeIds, documentNumber } = effect;
      const cancelled = own.handover_cancelled({ communes: communesOf(communeIds, known, text) });
      return documentNumber === null
        ? cancelled
        : `${cancelled}, ${own.handover_number({ number: documentNumber })}`;
    }
    case 'handover_asked':
    case 'handover_withdrawn':
    case 'handover_removed':
    case 'handover_not_back':
    case 'response_removed':
      return own[effect.kind]({ communes: communesOf(effect.communeIds, known, text) });
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

/** Communes that the effects at a point may speak of: those asked at any time, and those it lies in. */
export function communesAt({ handovers, communes }: PointDetail): Known {
  return [...handovers.map((part) => part.commune), ...communes];
}

/** Sentences for what follows at many points, equal ones once with the number of their points. */
export function effectWords(
  points: readonly { effects: readonly ActEffect[] }[],
  known: Known,
  words: Words,
): string {
  const lines = points.flatMap(({ effects }) =>
    effects.map((effect) => effectLine(effect, known, words)),
  );
  return countedLines(lines, words).join('. ');
}

const MOST_LINES = 6;

/** Counts equal sentences over many points, the most frequent first; the rare rest only by its number. */
export function countedLines(lines: readonly string[], { text, format }: Words): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  const counted = [...counts].toSorted((a, b) => b[1] - a[1]);
  const own = text.annulments;
  const shown = counted
    .slice(0, MOST_LINES)
    .map(([line, count]) => own.atPoints({ line, count: format.number(count, 0) }));
  const more = counted.length - shown.length;
  return more === 0 ? shown : [...shown, own.moreEffects({ count: format.number(more, 0) })];
}

function communesOf(ids: readonly number[], known: Known, text: Text): string {
  return ids
    .flatMap((id) => known.find((commune) => commune.id === id) ?? [])
    .map((commune) => communeName(commune, text))
    .join(', ');
}
