import { Box } from '@mantine/core';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { can } from '#server/contract/permission.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';

import { TimelineEvent } from './timeline-event.tsx';
import { useMe } from '#client/api/me.ts';
import {
  groupByCycle,
  isCorrectable,
  isShown,
  mayAnnul,
  type TimelineGroup,
} from '#client/register/timeline.ts';
import classes from './timeline.module.css';

/** The whole life of a point: cycles, and within them every event. */
export function TimelineSection({
  point,
  onCorrect,
  onAnnul,
  onUndoBatch,
  onReply,
}: {
  point: PointDetail;
  /** Null where the reader may not correct; also on paper. */
  onCorrect: ((event: PointEvent) => void) | null;
  /** Opens the annulment of an act; null on paper. */
  onAnnul: ((event: PointEvent) => void) | null;
  /** Opens the undoing of all acts of one press; null on paper. */
  onUndoBatch: ((batchId: string) => void) | null;
  /** Opens the reply about a cycle; null on paper. */
  onReply: ((cycle: number) => void) | null;
}) {
  const text = useText();
  const { role } = useMe();
  return (
    <section className={classes.timeline} aria-label={text.pointDrawer.timeline}>
      <h3>{text.pointDrawer.timeline}</h3>
      {groupByCycle(point).map((group) => (
        <section
          key={group.number}
          className={classes.cycle}
          data-current={isCurrent(group, point)}
        >
          <CycleHead group={group} />
          <ol>
            {group.events.filter(isShown).map((event) => (
              <TimelineEvent
                key={event.id}
                event={event}
                point={point}
                onReply={onReply}
                onCorrect={
                  onCorrect !== null && isCorrectable(event) ? () => onCorrect(event) : null
                }
                onUndoBatch={undoOf(event, onUndoBatch, can(role, 'points:annul'))}
                onAnnul={
                  onAnnul !== null && mayAnnul(event, point, role) ? () => onAnnul(event) : null
                }
              />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

/** Opens the undoing of the press that recorded an act; null where there was none, or the reader may undo nothing. */
function undoOf(
  { batchId, annulledBy }: PointEvent,
  onUndoBatch: ((batchId: string) => void) | null,
  may: boolean,
): (() => void) | null {
  if (onUndoBatch === null || batchId === null || annulledBy !== null || !may) return null;
  return () => onUndoBatch(batchId);
}

function isCurrent(group: TimelineGroup, point: PointDetail): boolean {
  return group.number === point.cycle && group.number > 0;
}

function CycleHead({ group }: { group: TimelineGroup }) {
  const { pointDrawer: own } = useText();
  const format = useFormat();
  const { cycle, number } = group;
  const until = cycle?.handedOverOn ?? null;
  return (
    <h4 className={classes.cycleHead}>
      <span>{number === 0 ? own.beforeList : own.cycle({ number: format.number(number, 0) })}</span>
      {cycle !== null && (
        <Box component="span" fz="xs" c="dimmed" fw={400}>
          {until === null
            ? own.cycleFrom({ date: format.date(cycle.openedOn) })
            : own.cycleSpan({ from: format.date(cycle.openedOn), until: format.date(until) })}
          {cycle.openedBy === 'recurrence_confirmed' && `, ${own.openedByRecurrence}`}
        </Box>
      )}
    </h4>
  );
}
