import { PaperMark } from '#client/api/paper-mark.tsx';
import { PrintedSheet } from '#client/ui/printed-sheet.tsx';
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
  return (
    <PrintedSheet sheet="record" className={classes.sheet} onPrinted={onPrinted}>
      <p className={classes.code}>{point.code}</p>
      <h1>{point.officialName}</h1>
      <RecordHead point={point} />
      <RecordFacts point={point} />
      <HandoverSection point={point} onAnswer={null} />
      <SignalSection point={point} />
      <TimelineSection
        point={point}
        onCorrect={null}
        onAnnul={null}
        onUndoBatch={null}
        onReply={null}
      />
      <PaperMark {...order} />
    </PrintedSheet>
  );
}
