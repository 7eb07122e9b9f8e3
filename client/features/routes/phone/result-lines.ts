import { useMe } from '#client/api/me.ts';
import { checkLines } from '#client/check-form/check-lines.ts';
import type { Evidence } from '#client/check-form/use-evidence.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';

import type { ResultContext, ResultValues } from './result-entry.ts';

/** Gives everything that the result of a stop will write, by its values, before it is written. */
export function useResultLines(
  { stop }: Pick<ResultContext, 'stop'>,
  evidence: Pick<Evidence, 'known' | 'metres' | 'photos'>,
): (values: ResultValues) => ReturnType<typeof checkLines> {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const { inspections } = text.routes.field;
  return (values) => {
    const { inspection, result } = values;
    const inspected = inspection !== null && stop.business && result !== 'could_not_check';
    return checkLines(
      { values, evidence, inspection: inspected ? inspections[inspection] : null },
      {
        place: [stop.code, stop.name].filter((part) => part !== null).join(', '),
        ofPoint: stop.pointId !== null,
        retryDays: null,
        text,
        format,
        me,
      },
    );
  };
}
