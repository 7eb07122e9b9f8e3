import type { Condition } from '#client/register/describe-filter.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { Configuration } from '#server/contract/configuration.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** The words that a picture or a printed sheet of the map carries. */
export type SheetWords = {
  title: string;
  /** Day and filter. */
  lines: string[];
  /** Warnings that the reader of the sheet must not overlook. */
  warnings: string[];
};

export function useSheetWords({
  conditions,
  day,
  knownAt,
  demo,
  approximate,
  ground,
}: {
  conditions: readonly Condition[];
  day: IsoDate;
  knownAt: IsoDate | null;
  demo: boolean;
  approximate: boolean;
  /** Source and licence of the ground under the points; null where none is drawn. */
  ground: string | null;
}): SheetWords & { status: Record<string, string>; suspected: string; cluster: string } {
  const text = useText();
  const format = useFormat();
  const filter = conditions
    .filter((condition) => condition.key !== 'as_of' && condition.key !== 'known_at')
    .map((condition) => condition.words)
    .join(' · ');
  return {
    title: text.map.sheetTitle,
    lines: [
      text.map.stateOn({ date: format.date(day) }),
      ...(knownAt === null ? [] : [text.timeSlider.recordedMore({ date: format.date(knownAt) })]),
      text.map.filterIs({ filter: filter === '' ? text.map.filterNone : filter }),
      ...(ground === null ? [] : [text.map.groundFrom({ source: ground })]),
    ],
    warnings: [
      ...(demo ? [text.map.demoNotice] : []),
      ...(approximate ? [`${text.map.approximate}: ${text.map.approximateMore}`] : []),
    ],
    status: text.register.status,
    suspected: text.register.flag.suspected,
    cluster: text.map.clusterLegend,
  };
}

/** The line that the licence of the own ground asks for; null where another or none is drawn. */
export function groundSource(configuration: Configuration | undefined): string | null {
  if (configuration === undefined || configuration.basemap !== null) return null;
  return configuration.ground?.attribution ?? null;
}
