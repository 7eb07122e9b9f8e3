import { useText } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';

import { WordsField } from './base-fields.tsx';
import { optional, type LineWords } from './base-lines.ts';
import type { Write } from './use-write.ts';

/** Asks why. */
export function ReasonField({ field }: Pick<Write, 'field'>) {
  const { pointActs } = useText();
  return <WordsField label={pointActs.reason} {...field('reason')} />;
}

/** The part of an act's description that asks for a reason in words. */
export const REASON = {
  initial: () => ({ reason: '' }),
  fields: (write: Pick<Write, 'field'>) => <ReasonField field={write.field} />,
  lines: ({ reason }: { reason: string }, _: unknown, { text }: LineWords): RecordLine[] =>
    optional(text.pointActs.reason, reason),
};
