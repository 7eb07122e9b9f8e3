import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Me } from '#server/contract/account.ts';
import type { IsoDate } from '#server/contract/time.ts';

import type { BaseLabels } from './base-fields.tsx';

export type LineWords = { text: Text; format: Format; me: Me };

/** Day, document, note and person, as they will stand beside any act. */
export function baseLines(
  values: { effectiveOn: IsoDate | null; documentNumber: string; note: string },
  { text, format, me }: LineWords,
  labels?: BaseLabels,
): RecordLine[] {
  const { lines, byPerson, notYet } = text.pointActs;
  const day = values.effectiveOn;
  return [
    {
      label: labels?.day ?? lines.on,
      value: day === null || day === '' ? notYet : format.date(day),
    },
    ...optional(labels?.document ?? lines.document, values.documentNumber),
    ...optional(lines.note, values.note),
    {
      label: lines.by,
      value: byPerson({ name: me.account.name, role: text.register.role[me.role] }),
    },
  ];
}

export function optional(label: string, words: string): RecordLine[] {
  return words.trim() === '' ? [] : [{ label, value: words.trim() }];
}
