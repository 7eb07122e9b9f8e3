import { Box, Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { Form } from '#client/forms/form.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { SensitivityStrip } from '#client/register/sensitivity-strip.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import {
  type WeeklySheet,
  type WeeklySheetView,
  PrepareSheetBody,
} from '#server/contract/weekly-sheet.ts';

import { figureChanges } from './figure-difference.ts';
import { PrintButton } from './print-button.tsx';
import { SHEETS_KEY } from './queries.ts';
import { SheetFacts } from './sheet-facts.tsx';
import { SheetFigures } from './sheet-figures.tsx';
import { SheetMap } from './sheet-map.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { shownSheet } from './shown-sheet.ts';
import { SignState } from './sign-state.tsx';
import { useWeekName } from './week-name.ts';
import classes from './weekly-sheets.module.css';

/** One version of a commune's week, or the figures as they are now, and what may be done with it. */
export function SheetView({
  sheet,
  version,
  onVersion,
}: {
  sheet: WeeklySheetView;
  /** The version asked for; null: the latest signed one, or the present figures where there is none. */
  version: number | null;
  onVersion: (version: number | null) => void;
}) {
  const text = useText();
  const { weeklySheets: own, signals } = text;
  const name = useWeekName();
  const [signing, setSigning] = useState(false);
  const shown = shownSheet(sheet, version);
  const latest = sheet.versions[0] ?? null;
  return (
    <>
      {latest !== null && shown.version !== null && (
        <Changed sheet={sheet} latest={latest} onCurrent={() => onVersion(0)} />
      )}
      <Section
        title={`${communeName(sheet.commune, text)}: ${name(sheet.week).number}`}
        lead={<SignState version={latest?.version ?? null} />}
        aside={
          <div className={classes.actions}>
            <PrintButton sheet={sheet} shown={shown} />
            {sheet.whyNotSign === null && (
              <Button onClick={() => setSigning(true)}>
                {latest === null ? own.sign : own.signAgain}
              </Button>
            )}
          </div>
        }
      >
        {sheet.versions.length > 0 && (
          <VersionChoice sheet={sheet} chosen={shown.version} onVersion={onVersion} />
        )}
        {shown.version?.intact === false && <BrokenNotice />}
        <SheetFacts sheet={sheet} shown={shown} />
        <SheetFigures figures={shown.figures} before={shown.before} />
        <SheetMap sheet={sheet} figures={shown.figures} />
        <SensitivityStrip
          scope={{ commune: sheet.commune.code, from: sheet.week.firstOn, to: sheet.week.lastOn }}
          about={signals.aboutWeek}
        />
      </Section>
      {sheet.whyNotPrepare === null && sheet.whyNotSign !== null && <PrepareForm sheet={sheet} />}
      {signing && (
        <SignDialog
          sheet={sheet}
          onSigned={() => onVersion(null)}
          onClose={() => setSigning(false)}
        />
      )}
    </>
  );
}

/** Notice of records after the signature: they change no signed figure, but the reader should know of them. */
function Changed({
  sheet,
  latest,
  onCurrent,
}: {
  sheet: WeeklySheetView;
  latest: WeeklySheet;
  onCurrent: () => void;
}) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  const changes = figureChanges(latest.figures, sheet.current);
  if (changes.length === 0) return null;
  return (
    <Notice
      title={own.changedSince({
        count: format.number(changes.length, 0),
        number: format.number(latest.version, 0),
      })}
    >
      <p>{own.changedSinceMore}</p>
      <Button variant="default" size="xs" mt={8} onClick={onCurrent}>
        {own.compareCurrent}
      </Button>
    </Notice>
  );
}

/** Says that the signed figures are not what was signed. */
function BrokenNotice() {
  const { weeklySheets: own } = useText();
  return (
    <div role="alert">
      <Notice title={own.broken}>{own.brokenMore}</Notice>
    </div>
  );
}

function VersionChoice({
  sheet,
  chosen,
  onVersion,
}: {
  sheet: WeeklySheetView;
  chosen: WeeklySheet | null;
  onVersion: (version: number) => void;
}) {
  const { weeklySheets: own } = useText();
  const format = useFormat();
  return (
    <Box mb="sm">
      <SegmentedControl
        aria-label={own.version}
        value={String(chosen?.version ?? 0)}
        onChange={(value) => onVersion(Number(value))}
        data={[
          ...sheet.versions
            .map(({ version }) => ({
              value: String(version),
              label: own.versionNumber({ number: format.number(version, 0) }),
            }))
            .toReversed(),
          { value: '0', label: own.currentShort },
        ]}
      />
    </Box>
  );
}

/** Words that an officer leaves for the leader who signs. */
function PrepareForm({ sheet }: { sheet: WeeklySheetView }) {
  const { weeklySheets: own } = useText();
  const write = useWrite({
    draft: `remark on sheet ${sheet.commune.code} ${sheet.week.firstOn}`,
    initial: { remark: sheet.draft?.remark ?? '' },
    schema: PrepareSheetBody,
    body: ({ remark }) => ({ remark, commune: sheet.commune.code, week: sheet.week.firstOn }),
    words: { remark: own.remarkShort },
    send: (json, once) => call(api['weekly-sheets'].prepare.$post({ json }, once)),
    said: own.prepared,
    refresh: [SHEETS_KEY],
  });
  return (
    <Section title={own.prepare} lead={own.prepareLead}>
      <Form className={classes.prepare} {...write.formProps}>
        <Textarea
          label={own.remark}
          description={own.remarkMore}
          autosize
          minRows={3}
          {...write.field('remark')}
        />
        <ErrorNotice error={write.error} />
        <Button type="submit" loading={write.pending}>
          {own.prepareSave}
        </Button>
        <p className={classes.small}>{own.officerNoSign}</p>
      </Form>
    </Section>
  );
}
