import { PersonalDataMark, type PersonalDataKind } from '#server/contract/personal-data-mark.ts';

export type Segment = { text: string; start: number; kind: PersonalDataKind | null };

/**
 * Cuts a text at its marks. Positions count UTF-16 units of the text as the server read it:
 * trimmed and composed (NFC). Marks that overlap or lie outside are left out.
 */
export function splitAtMarks(written: string, marks: readonly PersonalDataMark[]): Segment[] {
  const text = written.trim().normalize('NFC');
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end, kind } of marks.toSorted((a, b) => a.start - b.start)) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) segments.push({ text: text.slice(at, start), start: at, kind: null });
    segments.push({ text: text.slice(start, end), start, kind });
    at = end;
  }
  if (at < text.length) segments.push({ text: text.slice(at), start: at, kind: null });
  return segments;
}

/** The marks of a refusal by the field's path (`note`, `aliases/0/name`); what is no mark is left out. */
export function readMarks(
  parameters: Readonly<Record<string, unknown>>,
): Record<string, PersonalDataMark[]> {
  const { marked } = parameters;
  if (typeof marked !== 'object' || marked === null) return {};
  return Object.fromEntries(
    Object.entries(marked).flatMap(([field, marks]) => {
      const parsed = PersonalDataMark.array().safeParse(marks);
      return parsed.success ? [[field, parsed.data] as const] : [];
    }),
  );
}
