import type { CommuneType } from '#server/contract/commune.ts';

const KINDS: Record<CommuneType, string> = { phuong: 'Phường', xa: 'Xã' };

/** Name of a commune with its kind, as on paper: `Phường Hoàn Kiếm`. */
export function communeWords({ type, name }: { type: CommuneType; name: string }): string {
  return `${KINDS[type]} ${name}`;
}
