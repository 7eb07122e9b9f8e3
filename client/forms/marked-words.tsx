import { useText } from '#client/i18n/use-text.ts';
import type { PersonalDataMark } from '#server/contract/personal-data-mark.ts';

import { splitAtMarks } from './marked-text.ts';
import classes from './forms.module.css';

/** The written text with words about persons marked; the writer rephrases it. */
export function MarkedWords({
  written,
  marks,
}: {
  written: string;
  marks: readonly PersonalDataMark[];
}) {
  const { pointActs: text } = useText();
  return (
    <span className={classes.marked}>
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
    </span>
  );
}
