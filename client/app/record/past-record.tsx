import { Button } from '@mantine/core';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import type { PointDetail } from '#server/contract/point.ts';

import classes from './point-drawer.module.css';
import { RecordFacts } from './record-facts.tsx';
import { RecordHead } from './record-head.tsx';
import { TimelineSection } from './timeline-section.tsx';

/** The record as it was on a past evening: to read, with the way back to today. */
export function PastRecord({ point, onToday }: { point: PointDetail; onToday: () => void }) {
  const { pointDrawer: own } = useText();
  const format = useFormat();
  return (
    <>
      <RecordHead point={point} />
      <div className={classes.notice}>
        <Notice title={own.pastDay({ date: format.date(point.asOf ?? point.statusSince) })}>
          <p>{own.pastMore}</p>
          <Button size="xs" variant="default" mt={8} onClick={onToday}>
            {own.toToday}
          </Button>
        </Notice>
      </div>
      <RecordFacts point={point} />
      <TimelineSection
        point={point}
        onCorrect={null}
        onAnnul={null}
        onUndoBatch={null}
        onReply={null}
      />
    </>
  );
}
