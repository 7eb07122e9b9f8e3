import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { ComparedCommune } from '#server/contract/comparison.ts';

/** Both shares of the looks at closed places: seen, and only stated. */
export function looksWords(
  { seen, stated }: ComparedCommune['looks'],
  { analysis }: Pick<Text, 'analysis'>,
  format: Pick<Format, 'percent'>,
): string {
  const all = seen + stated;
  if (all === 0) return analysis.none;
  const share = (part: number) => format.percent(part / all, 0);
  return analysis.looksOf({ seen: share(seen), stated: share(stated) });
}
