import { foldText } from '#server/contract/text.ts';

/** A heading reduced to its words: folded, without marks and underscores. */
export function foldHeading(heading: string): string {
  return foldText(heading)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The same without what stands in brackets: a unit or an explanation. */
export function foldHeadingShort(heading: string): string {
  return foldHeading(heading.replace(/\([^)]*\)?/g, ' '));
}
