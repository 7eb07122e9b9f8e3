import { textOf, type Language } from '#client/i18n/use-text.ts';
import { isProblemCode } from '#server/contract/problem.ts';
import { problemText } from '#server/contract/problem-text.ts';

import { ApiProblem, ApiUnreachable } from './problem.ts';

/** An error as a reader needs it: what happened and what to do, and what to quote. */
export type ErrorDescription = {
  title: string;
  sentence: string;
  /** Null where the server did not answer. */
  requestId: string | null;
};

/** Puts any error into the reader's words; an unknown one is said to be the screen's own fault. */
export function describeError(error: unknown, language: Language): ErrorDescription {
  const text = textOf(language);
  if (error instanceof ApiUnreachable) {
    return {
      title: text.common.unreachableTitle,
      sentence: text.common.unreachable,
      requestId: null,
    };
  }
  if (error instanceof ApiProblem) {
    return {
      title: text.common.problemTitle,
      sentence: sentenceOf(error, language),
      requestId: error.requestId === '' ? null : error.requestId,
    };
  }
  return { title: text.common.unexpectedTitle, sentence: text.common.unexpected, requestId: null };
}

function sentenceOf(problem: ApiProblem, language: Language): string {
  const parameters =
    problem.retryAfter === null
      ? problem.parameters
      : { seconds: problem.retryAfter, ...problem.parameters };
  if (isProblemCode(problem.code)) return problemText(problem.code, language, parameters);
  // A newer server may know codes that this page does not.
  return problem.sentence === '' ? problemText('server.internal', language) : problem.sentence;
}

/** The sentence for one field's code. */
export function fieldText(code: string, language: Language): string {
  const { field, fieldOther } = textOf(language).problems;
  if (isProblemCode(code)) return problemText(code, language);
  return field[code] ?? fieldOther;
}

/**
 * The errors of a refused form by the form's own path: `/communes/0/code` becomes
 * `communes.0.code`, as Mantine's `form.setErrors` takes them. Empty for any other error.
 */
export function fieldErrors(error: unknown, language: Language): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.errors
      .filter(({ pointer }) => pointer.startsWith('/'))
      .map(({ pointer, code }) => [
        pointer.slice(1).replaceAll('/', '.'),
        fieldText(code, language),
      ]),
  );
}
