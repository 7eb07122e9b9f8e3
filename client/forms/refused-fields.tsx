import type { ReactNode } from 'react';

import { fieldText, sentenceFor } from '#client/api/describe-error.ts';
import { ApiProblem } from '#client/api/problem.ts';
import type { Language } from '#client/i18n/use-text.ts';

import { readMarks } from './marked-text.ts';
import { MarkedWords } from './marked-words.tsx';

/**
 * Refusals of single fields, by the form's path: `/aliases/0/name` becomes `aliases.0.name`. `textOf` gives the
 * text of the field, for marking words in it.
 */
export function refusedFields(
  error: unknown,
  language: Language,
  textOf: (path: string) => string,
  pathOf: (pointer: string) => string = (pointer) => pointer,
): Record<string, ReactNode> {
  if (!(error instanceof ApiProblem)) return {};
  const marks = readMarks(error.parameters);
  return Object.fromEntries(
    error.errors.map(({ pointer, code }) => {
      const field = pointer.replace(/^\//, '');
      const path = pathOf(field.replaceAll('/', '.'));
      const marked = marks[field];
      if (marked !== undefined) {
        return [path, <MarkedWords key={field} written={textOf(path)} marks={marked} />];
      }
      return [path, sentenceFor(code, language, error.parameters) ?? fieldText(code, language)];
    }),
  );
}
