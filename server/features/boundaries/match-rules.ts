import type { CommuneType } from '#server/contract/commune.ts';
import { foldText } from '#server/contract/text.ts';

import type { AttributeValue } from '#server/map-files/map-file.ts';

export type MatchableFeature = { index: number; properties: Record<string, AttributeValue> };
export type MatchableCommune = { id: number; code: string; name: string; type: CommuneType };
export type MatchFields = { code: string | null; name: string | null };

/** Code says one commune; its name is another's, nobody's, or belongs to a unit of the other type. */
export type ConflictReason = 'name_of_another' | 'name_unknown' | 'other_type';

export type MatchedPair = {
  feature: number;
  communeId: number;
  how: 'code' | 'name' | 'conflict';
  /** Name in the file; null without one. */
  label: string | null;
  /** Reason of a conflict. `communeId` is then that of the code, or of the name where there is no code. */
  reason: ConflictReason | null;
  /** Commune that the name stands for, for `name_of_another`. */
  otherCommuneId: number | null;
};

export type CommuneMatching = {
  /** Columns by which it was matched. */
  fields: MatchFields;
  /** One a commune at most. Conflicts are proposals that a person must see. */
  pairs: MatchedPair[];
  unmatchedFeatures: { feature: number; label: string | null; code: string | null }[];
  unmatchedCommuneIds: number[];
  /** Communes that several features claim; those features are in no pair. */
  duplicates: { communeId: number; features: number[] }[];
};

const CODE_LENGTH = 5;
const PREFIX = /^(?:(phuong|ph|p)|(xa|x)|thi tran|tt)(?:\s*\.\s*|\s+)(?=\S)/;

/**
 * Matches features to communes by code, then by name without case, diacritics, tone placement, punctuation
 * and the words Phường and Xã. Columns not named in `fields` are found by what they hold.
 * Codes were given anew in 2025, so a code whose name disagrees is a conflict and not a match.
 */
export function matchCommunes(
  features: readonly MatchableFeature[],
  communes: readonly MatchableCommune[],
  fields: Partial<MatchFields> = {},
): CommuneMatching {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const byName = new Map(communes.map((commune) => [nameKey(commune.name), commune]));
  const findByCode = (value: AttributeValue | undefined) => byCode.get(restoreCode(value) ?? '');
  const findByName = (value: AttributeValue | undefined) => findNamed(value, byName)?.commune;
  const used: MatchFields = {
    code: fields.code ?? guessField(features, (value) => findByCode(value) !== undefined),
    name: fields.name ?? guessField(features, (value) => findByName(value) !== undefined),
  };
  const proposals: MatchedPair[] = [];
  const unmatchedFeatures: CommuneMatching['unmatchedFeatures'] = [];
  for (const { index, properties } of features) {
    const code = used.code === null ? null : (properties[used.code] ?? null);
    const name = used.name === null ? null : (properties[used.name] ?? null);
    const label = name === null ? null : String(name);
    const pair = decide(findByCode(code), label, findNamed(name, byName));
    if (pair) proposals.push({ feature: index, label, ...pair });
    else unmatchedFeatures.push({ feature: index, label, code: restoreCode(code) });
  }
  const { pairs, duplicates } = splitDuplicates(proposals);
  const found = new Set(proposals.map(({ communeId }) => communeId));
  const unmatchedCommuneIds = communes.map(({ id }) => id).filter((id) => !found.has(id));
  return { fields: used, pairs, unmatchedFeatures, unmatchedCommuneIds, duplicates };
}

/** A commune's code as text of five digits; spreadsheets and number columns eat the leading zeros. */
export function restoreCode(value: AttributeValue | undefined): string | null {
  const text = String(value ?? '')
    .trim()
    .replace(/\.0+$/, '');
  return /^\d{1,5}$/.test(text) ? text.padStart(CODE_LENGTH, '0') : null;
}

type NamedCommune = { commune: MatchableCommune; typeAgrees: boolean };

/** The whole text comes first: Phương Liệt must not lose its first word to Phường. */
function findNamed(
  value: AttributeValue | undefined,
  byName: ReadonlyMap<string, MatchableCommune>,
): NamedCommune | null {
  if (typeof value !== 'string') return null;
  const whole = byName.get(nameKey(value));
  if (whole) return { commune: whole, typeAgrees: true };
  const folded = foldText(value);
  const prefix = PREFIX.exec(folded);
  const commune = prefix ? byName.get(nameKey(folded.slice(prefix[0].length))) : undefined;
  if (!prefix || !commune) return null;
  const type = prefix[1] === undefined ? (prefix[2] === undefined ? null : 'xa') : 'phuong';
  return { commune, typeAgrees: type === commune.type };
}

function nameKey(name: string): string {
  return foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

type Decision = Pick<MatchedPair, 'communeId' | 'how' | 'reason' | 'otherCommuneId'>;

function decide(
  coded: MatchableCommune | undefined,
  label: string | null,
  named: NamedCommune | null,
): Decision | null {
  const conflict = (
    communeId: number,
    reason: ConflictReason,
    otherCommuneId: number | null = null,
  ) => ({
    communeId,
    how: 'conflict' as const,
    reason,
    otherCommuneId,
  });
  if (coded === undefined) {
    if (named === null) return null;
    if (!named.typeAgrees) return conflict(named.commune.id, 'other_type');
    return { communeId: named.commune.id, how: 'name', reason: null, otherCommuneId: null };
  }
  if (named === null && label !== null) return conflict(coded.id, 'name_unknown');
  if (named !== null && named.commune.id !== coded.id)
    return conflict(coded.id, 'name_of_another', named.commune.id);
  if (named !== null && !named.typeAgrees) return conflict(coded.id, 'other_type');
  return { communeId: coded.id, how: 'code', reason: null, otherCommuneId: null };
}

/** The column in which most values are known, if that is more than half of those filled in. */
function guessField(
  features: readonly MatchableFeature[],
  isKnown: (value: AttributeValue) => boolean,
): string | null {
  const counts = new Map<string, { known: number; filled: number }>();
  for (const { properties } of features) {
    for (const [field, value] of Object.entries(properties)) {
      if (value === null || value === '') continue;
      const count = counts.get(field) ?? { known: 0, filled: 0 };
      counts.set(field, { known: count.known + Number(isKnown(value)), filled: count.filled + 1 });
    }
  }
  let best: string | null = null;
  let most = 0;
  for (const [field, { known, filled }] of counts) {
    if (known <= most || known * 2 <= filled) continue;
    best = field;
    most = known;
  }
  return best;
}

function splitDuplicates(
  proposals: readonly MatchedPair[],
): Pick<CommuneMatching, 'pairs' | 'duplicates'> {
  const claims = new Map<number, MatchedPair[]>();
  for (const pair of proposals) {
    const claim = claims.get(pair.communeId);
    if (claim) claim.push(pair);
    else claims.set(pair.communeId, [pair]);
  }
  const groups = [...claims.values()];
  return {
    pairs: groups.flatMap((group) => (group.length === 1 ? group : [])),
    duplicates: [...claims].flatMap(([communeId, group]) =>
      group.length === 1 ? [] : [{ communeId, features: group.map(({ feature }) => feature) }],
    ),
  };
}
