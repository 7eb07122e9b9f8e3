import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { Question, QuestionSettings } from '#server/contract/question.ts';

const DAYS: Record<Question['kind'], keyof QuestionSettings> = {
  bunched_closures: 'windowDays',
  quick_returns: 'returnDays',
  near_new_places: 'recentDays',
  unseen_handovers: 'windowDays',
};

/** Reason of a question in one sentence, with its numbers and the share of the others. */
export function reasonWords(
  { kind, hits, tried, otherHits, otherTried }: Question,
  settings: QuestionSettings,
  { text, format }: { text: Text; format: Format },
): string {
  const share = otherTried === 0 ? 0 : otherHits / otherTried;
  return text.questions.reason[kind]({
    hits: format.number(hits, 0),
    tried: format.number(tried, 0),
    days: format.days(settings[DAYS[kind]]),
    share: format.percent(share, 1),
  });
}

const LEAST = 0.0001;

/** Writes a small chance as a percentage; never as 0. */
export function chanceWords(chance: number, format: Format): string {
  return chance < LEAST ? `< ${format.percent(LEAST, 2)}` : format.percent(chance, 2);
}
