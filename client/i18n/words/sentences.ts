import { Both } from '#client/i18n/both.ts';
import type { ProblemDeclarations } from '#server/contract/features/declaration.ts';

/** Takes the sentences out of declared problems, by code. */
export function sentencesOf(problems: ProblemDeclarations): Record<string, Both> {
  return Object.fromEntries(
    Object.entries(problems).map(([code, { vi, en }]) => [code, new Both(vi, en)]),
  );
}
