import type { CommuneType } from '#server/contract/commune.ts';

import type { Text } from './use-text.ts';

type Named = { name: string; type: CommuneType };

/** `phường Ba Đình` in Vietnamese, `Ba Đình ward` in English. */
export function communeName(commune: Named, text: Text): string {
  return text.common.communeName({ name: commune.name, kind: text.common[commune.type] });
}

export function communeList(communes: readonly Named[], text: Text): string {
  return communes.map((commune) => communeName(commune, text)).join(', ');
}
