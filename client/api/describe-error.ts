import { firstTextOf, type Language } from '#client/i18n/first-text.ts';
import { sentencesIn } from '#client/i18n/use-text.ts';
import { fillSentence } from '#server/contract/sentence.ts';

import { PasskeyNotUsed } from './passkey.ts';
import { ApiProblem, ApiUnreachable } from './problem.ts';

/** An error as a reader needs it: what happened and what to do, and what to quote. */
export type ErrorDescription = {
  title: string;
  sentence: string;
  /** Null where the server did not answer. */
  requestId: string | null;
};

/**
 * Puts any error into the reader's words; an unknown one is said to be the screen's own fault.
 * @param reads true where something was to be shown: nothing has been typed that could still be there
 */
export function describeError(
  error: unknown,
  language: Language,
  { reads = false } = {},
): ErrorDescription {
  const text = firstTextOf(language);
  if (error instanceof ApiUnreachable) {
    return {
      title: text.common.unreachableTitle,
      sentence: reads ? text.common.unreachableToRead : text.common.unreachable,
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
  if (error instanceof PasskeyNotUsed) {
    const { passkeyNotUsed: title, passkeyNotUsedMore: sentence } = text.session;
    return { title, sentence, requestId: null };
  }
  return { title: text.common.unexpectedTitle, sentence: text.common.unexpected, requestId: null };
}

function sentenceOf(problem: ApiProblem, language: Language): string {
  const parameters =
    problem.retryAfter === null
      ? problem.parameters
      : { seconds: problem.retryAfter, ...problem.parameters };
  const known = sentenceFor(problem.code, language, parameters);
  // A newer server may know codes that this page does not.
  const said = problem.sentence === '' ? null : problem.sentence;
  return known ?? said ?? sentenceFor('server.internal', language) ?? problem.code;
}

/** Puts the code of a problem into a sentence; null where this page knows none. */
export function sentenceFor(
  code: string,
  language: Language,
  parameters?: Readonly<Record<string, unknown>>,
): string | null {
  const sentence = sentencesIn(language)[code];
  return sentence === undefined ? null : fillSentence(sentence, parameters);
}

/** The sentence for one field's code. */
export function fieldText(code: string, language: Language): string {
  const { field, fieldOther } = firstTextOf(language).problems;
  return sentenceFor(code, language) ?? field[code] ?? fieldOther;
}

/**
 * The errors of a refused form by the form's own path: `/communes/0/code` becomes
 * `communes.0.code`, as Mantine's `form.setErrors` takes them. Empty for any other error.
 */
export function fieldErrors(error: unknown, language: Language): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.errors
      .filter((problem) => problem.in === undefined)
      .map(({ pointer, code }) => [
        pointer.slice(1).replaceAll('/', '.'),
        fieldText(code, language),
      ]),
  );
}
