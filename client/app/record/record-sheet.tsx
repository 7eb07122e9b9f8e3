import { Box, MantineProvider } from '@mantine/core';
import { createPortal } from 'react-dom';

import { PaperMark } from '#client/api/paper-mark.tsx';
import { theme } from '#client/ui/theme.ts';
import { cssVariables, TOKENS } from '#client/ui/tokens.ts';
import { usePrintedSheet } from '#client/ui/use-printed-sheet.ts';
import type { PointDetail } from '#server/contract/point.ts';

import type { LoggedExport } from '#client/forms/use-export.ts';
import { HandoverSection } from '#client/features/handovers/handover-section.tsx';
import { RecordFacts } from './record-facts.tsx';
import { RecordHead } from './record-head.tsx';
import classes from './record-sheet.module.css';
import { SignalSection } from './signal-section.tsx';
import { TimelineSection } from './timeline-section.tsx';

/** The record on paper: stands beside the page, unseen on the screen, and is printed instead of it. */
export function RecordSheet({
  point,
  order,
  onPrinted,
}: {
  point: PointDetail;
  order: LoggedExport;
  onPrinted: () => void;
}) {
  usePrintedSheet('record', onPrinted);
  return createPortal(
    // Paper is white: the signs take the light scheme's colours too, whatever the screen has.
    <MantineProvider
      theme={theme}
      forceColorScheme="light"
      withCssVariables={false}
      withGlobalClasses={false}
      getRootElement={() => undefined}
    >
      <Box className={classes.sheet} __vars={cssVariables(TOKENS.light)}>
        <p className={classes.code}>{point.code}</p>
        <h1>{point.officialName}</h1>
        <RecordHead point={point} />
        <RecordFacts point={point} />
        <HandoverSection point={point} onAnswer={null} />
        <SignalSection point={point} />
        <TimelineSection point={point} onCorrect={null} onReply={null} />
        <PaperMark {...order} />
      </Box>
    </MantineProvider>,
    document.body,
  );
}
