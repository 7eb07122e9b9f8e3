import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import type { WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { figureChanges } from './figure-difference.ts';
import { FIGURE_GROUPS } from './figure-groups.ts';
import { useWeekName } from './week-name.ts';

/** Lines that preview a signature: the commune, the day, each group of figures, the words, the signer. */
export function useSignLines({
  sheet,
  signer,
  remark,
  reason,
}: {
  sheet: WeeklySheetView;
  signer: string;
  remark: string;
  reason: string;
}): RecordLine[] {
  const text = useText();
  const own = text.weeklySheets;
  const format = useFormat();
  const name = useWeekName();
  const latest = sheet.versions[0] ?? null;
  const { counts } = sheet.current;
  const groups = FIGURE_GROUPS.map((group) => ({
    label: own.group[group.name],
    value: group.figures
      .map((figure) => `${own.figure[figure]} ${format.number(counts[figure], 0)}`)
      .join(' · '),
  }));
  return [
    { label: own.willSignFor, value: communeName(sheet.commune, text) },
    { label: own.week, value: `${name(sheet.week).number}, ${name(sheet.week).days}` },
    { label: own.asOfLabel, value: format.date(sheet.asOf) },
    { label: own.willSignVersion, value: format.number((latest?.version ?? 0) + 1, 0) },
    ...groups,
    ...(latest === null
      ? []
      : [
          { label: own.willSignChanges, value: changesOf(sheet) },
          { label: own.reasonLabel, value: reason.trim() === '' ? '…' : reason.trim() },
        ]),
    { label: own.remark, value: remark.trim() === '' ? own.noRemark : remark.trim() },
    { label: own.willSignBy, value: signer },
  ];

  function changesOf({ versions, current }: WeeklySheetView): string {
    const changes = versions[0] === undefined ? [] : figureChanges(versions[0].figures, current);
    if (changes.length === 0) return own.noChanges;
    return changes
      .map(
        ({ figure, before, after }) =>
          `${own.figure[figure]} ${format.number(before, 0)} → ${format.number(after, 0)}`,
      )
      .join(' · ');
  }
}
