import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { SEALED_COLUMNS, SealedCell } from '#server/contract/report-analysis.ts';

type Form = (typeof SEALED_COLUMNS)[keyof typeof SEALED_COLUMNS];

const NOTHING = '–';

/** Words of the cells of sealed analyses, in the reader's language and in the form of their column. */
export function useSealedWords() {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const cell = (value: SealedCell, form: Form): string => {
    if (value === null) return NOTHING;
    if (typeof value === 'object') return own.word[value.word];
    if (typeof value === 'string') return form === 'date' ? format.date(value) : value;
    switch (form) {
      case 'share':
        return format.percent(value, 0);
      case 'decimal':
        return format.number(value, 2);
      case 'p':
        return format.number(value, 3);
      case 'count':
      case 'metres':
      case 'text':
      case 'date':
        return format.number(value, 0);
    }
  };
  return { cell };
}
