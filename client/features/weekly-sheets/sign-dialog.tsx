import { Textarea } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { useMe } from '#client/api/me.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { RecordLine } from '#client/ui/record-preview.tsx';
import { daysBetween } from '#server/contract/civil-day.ts';
import { SignSheetBody, type WeeklySheetView } from '#server/contract/weekly-sheet.ts';

import { figureChanges } from './figure-difference.ts';
import { FIGURE_GROUPS } from './figure-groups.ts';
import { SHEETS_KEY } from './queries.ts';
import { useWeekName } from './week-name.ts';

/** Signs the figures that are shown. */
function useSignature(sheet: WeeklySheetView, onDone: (signed: WeeklySheetView) => void) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  const latest = sheet.versions[0] ?? null;
  return useWrite({
    draft: `signature on sheet ${sheet.commune.code} ${sheet.week.firstOn}`,
    initial: { remark: latest?.remark ?? sheet.draft?.remark ?? '', reason: '' },
    schema: SignSheetBody,
    body: ({ remark, reason }) => ({
      commune: sheet.commune.code,
      week: sheet.week.firstOn,
      after: latest?.version ?? 0,
      hash: sheet.currentHash,
      remark,
      reason: latest === null ? null : reason,
    }),
    words: { remark: own.remarkShort, reason: own.reasonMissing },
    check: ({ reason }) => ({
      reason: latest !== null && reason.trim() === '' ? own.reasonMissing : null,
    }),
    send: (json, once) => call(api['weekly-sheets'].sign.$post({ json }, once)),
    said: ({ versions }) => own.signed({ number: format.number(versions[0]?.version ?? 1, 0) }),
    refresh: [SHEETS_KEY],
    onDone: (signed) => {
      if (signed !== null) onDone(signed);
    },
  });
}

/**
 * Shows what the signature will record, warns of a week that is not over, and asks for the reason where there is a
 * signature already.
 */
export function SignDialog({
  sheet,
  confirm,
  onSigned,
  onClose,
}: {
  sheet: WeeklySheetView;
  /** The verb on the button, where more follows than the signature. */
  confirm?: string;
  onSigned: (signed: WeeklySheetView) => void;
  onClose: () => void;
}) {
  const text = useText();
  const own = text.weeklySheets;
  const { account } = useMe();
  const name = useWeekName();
  const latest = sheet.versions[0] ?? null;
  const write = useSignature(sheet, (signed) => {
    onSigned(signed);
    onClose();
  });
  const lines = useSignLines({ sheet, signer: account.name, ...write.values });
  return (
    <WriteDialog
      write={write}
      title={own.signTitle({ week: name(sheet.week).number })}
      lead={own.signLead}
      lines={lines}
      confirm={confirm ?? (latest === null ? own.sign : own.signAgain)}
      onClose={onClose}
    >
      <RunningWeek sheet={sheet} />
      {latest !== null && (
        <Textarea
          label={own.reasonLabel}
          autosize
          minRows={2}
          {...write.field('reason')}
          withAsterisk
        />
      )}
      <Textarea
        label={`${own.remarkLabel} (${text.common.optional})`}
        description={own.remarkMore}
        autosize
        minRows={2}
        {...write.field('remark')}
      />
    </WriteDialog>
  );
}

/** Warning that the figures of a week that is not over are not yet all of it. */
function RunningWeek({ sheet: { asOf, week } }: { sheet: WeeklySheetView }) {
  const { sheetPaper: own } = useText();
  const format = useFormat();
  const left = daysBetween(asOf, week.lastOn);
  if (left <= 0) return null;
  return (
    <div role="alert">
      <Notice title={own.runningTitle({ days: format.days(left) })}>{own.runningMore}</Notice>
    </div>
  );
}

/** Lines that preview a signature: the commune, the day, each group of figures, the words, the signer. */
function useSignLines({
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
