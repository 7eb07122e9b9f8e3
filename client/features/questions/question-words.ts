import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import { QUESTION_DAYS, type Question, type QuestionSettings } from '#server/contract/question.ts';

/** Reason of a question in one sentence: what was seen, and how many there would be if it were as elsewhere. */
export function reasonWords(
  { kind, hits, tried, expected }: Question,
  settings: QuestionSettings,
  { text, format }: { text: Text; format: Format },
): string {
  const days = QUESTION_DAYS[kind];
  return text.questions.kind[kind].reason({
    hits: format.number(hits, 0),
    tried: format.number(tried, 0),
    days: days === null ? '' : format.days(settings[days]),
    expected: format.number(expected ?? 0, 1),
    fewest: format.number(settings.rulesFewest, 0),
  });
}

const FEWEST_COMMUNES = 1_000;
const MOST_COMMUNES = 1_000_000;

/** How often honest communes show such a number, as a count among so many that it is at least one. */
export function honestWords(
  honestShare: number,
  { text, format }: { text: Text; format: Format },
): string {
  let of = FEWEST_COMMUNES;
  while (of < MOST_COMMUNES && honestShare * of < 1) of *= 10;
  const communes = Math.max(1, Math.ceil(honestShare * of));
  return text.questions.honest({
    of: format.number(of, 0),
    communes: format.number(communes, 0),
  });
}
