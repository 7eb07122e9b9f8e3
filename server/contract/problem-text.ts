import type { ProblemCode } from './problem.ts';
import { PROBLEMS } from './features/all.ts';
import { fillSentence } from './sentence.ts';

export type Language = 'vi' | 'en';

/** The sentence for a problem, with its parameters in place. */
export function problemText(
  code: ProblemCode,
  language: Language,
  parameters: Readonly<Record<string, unknown>> = {},
): string {
  return fillSentence(PROBLEMS[code][language], parameters);
}
