import type { ActSubject } from '#client/forms/act-form.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { Handover } from '#server/contract/handover.ts';

/** Gives the part of the hand-over that an act is about. */
export function partOf({ handover }: ActSubject): Handover {
  if (handover === null) throw new Error('the act needs the part that it is about');
  return handover;
}

/** Names the commune whose part it is. */
export function communeLine({ commune }: Pick<Handover, 'commune'>, text: Text): RecordLine {
  return { label: text.pointActs.lines.commune, value: communeName(commune, text) };
}
