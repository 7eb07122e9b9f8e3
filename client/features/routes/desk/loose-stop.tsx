import { Button } from '@mantine/core';

import classes from '#client/features/routes/routes.module.css';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { RouteDetail, Stop } from '#server/contract/route.ts';

import { droppedWords } from './problem-words.ts';
import { remedyOperations } from './remedies.ts';
import { StopRow } from './stop-row.tsx';
import type { ChosenStops } from './use-chosen-stops.ts';
import type { RouteEditor } from './use-route-editor.ts';
import type { StopDrag } from './use-stop-drag.ts';

/** A stop in no team's order: why it has no room, and what would give it one, done by one press. */
export function LooseStop({
  route,
  stop,
  editor,
  drag,
  chosen,
  onStop,
}: {
  route: RouteDetail;
  stop: Stop;
  editor: RouteEditor;
  drag: StopDrag;
  chosen: ChosenStops;
  onStop: (id: number) => void;
}) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const dropped = route.plan.dropped.find(({ stopId }) => stopId === stop.id);
  // Before anything stands in an order there is nothing to explain: the optimiser comes first.
  const told = dropped !== undefined && route.stops.some(({ shiftId }) => shiftId !== null);
  const why = told ? droppedWords(dropped, route, text) : null;
  const operations = told ? remedyOperations(dropped, route) : null;
  const team = route.shifts.find(({ id }) => id === dropped?.shiftId)?.teamName ?? '';
  return (
    <StopRow
      route={route}
      stop={stop}
      order={[]}
      editor={editor}
      drag={drag}
      chosen={chosen}
      onStop={onStop}
    >
      {why !== null && (
        <span className={dropped?.reason === 'fits' ? classes.quiet : classes.problem}>
          {why.reason}
          {why.fixes !== null && `. ${why.fixes}`}
        </span>
      )}
      {operations !== null && route.mayPlan && (
        <Button
          className={classes.remedy}
          variant="default"
          size="compact-md"
          disabled={editor.pending}
          onClick={() => editor.edit(...operations)}
        >
          {(dropped?.remedies.length === 0 ? routes.putInto : routes.grantAndPut)({
            team,
            position: format.number((dropped?.position ?? 0) + 1, 0),
          })}
        </Button>
      )}
    </StopRow>
  );
}
