import { findPersonalData } from '#server/contract/personal-data.ts';

/** Lists what is marked in a text as data about a person, each with its kind: "person: bà Hoa". */
export function markedIn(text: string): string[] {
  return findPersonalData(text).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);
}
