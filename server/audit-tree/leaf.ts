import { hashLeaf } from '#server/contract/tree-proof.ts';
import type { IsoInstant } from '#server/contract/time.ts';

import { sha256 } from './merkle.ts';

/** Content of a line of the log, as its leaf holds it. */
export type LineContent = {
  /** Drawn by the program; null in lines of earlier versions. */
  id: string | null;
  /** Place in the old chain of hashes, hexadecimal; null in lines of the tree. */
  hash: string | null;
  at: IsoInstant;
  accountId: string | null;
  role: string;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  detail: Record<string, unknown>;
};

/** Hashes a line into its leaf of the tree. @returns hexadecimal digits */
export function leafOf(line: LineContent): string {
  return hashLeaf(new TextEncoder().encode(leafText(line)), sha256);
}

/**
 * Writes a line in the one form that is hashed: a JSON array, so that no value can pass for its neighbour, in which the
 * names of each object are sorted and no space stands (RFC 8785). A line of an earlier version bears its hash of the old
 * chain in place of an id.
 */
export function leafText(line: LineContent): string {
  const { id, hash, at, accountId, role, action, subjectKind, subjectId, detail } = line;
  return canonical([id ?? hash, at, accountId, role, action, subjectKind, subjectId, detail]);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
