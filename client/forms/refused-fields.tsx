import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { fieldText, sentenceFor } from '#client/api/describe-error.ts';
import { ApiProblem } from '#client/api/problem.ts';
import { type Language, useText } from '#client/i18n/use-text.ts';
import type { PersonalDataMark } from '#server/contract/personal-data-mark.ts';

import classes from './forms.module.css';
import { readMarks, splitAtMarks } from './marked-text.ts';

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

/** The written text with words about persons marked; the writer rephrases it. */
function MarkedWords({ written, marks }: { written: string; marks: readonly PersonalDataMark[] }) {
  const { pointActs: text } = useText();
  return (
    <Text span className={classes.marked} size="sm">
      {text.marked}{' '}
      <q>
        {splitAtMarks(written, marks).map((segment) =>
          segment.kind === null ? (
            <span key={segment.start}>{segment.text}</span>
          ) : (
            <mark key={segment.start} title={text.markKinds[segment.kind]}>
              {segment.text}
              <span className="visually-hidden"> ({text.markKinds[segment.kind]})</span>
            </mark>
          ),
        )}
      </q>{' '}
      {text.rephrase}
    </Text>
  );
}
