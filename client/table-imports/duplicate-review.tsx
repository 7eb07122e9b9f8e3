import { Box, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';

import { categoriesQuery } from '#client/api/points.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type {
  DuplicateChoice,
  DuplicateDecision,
  PossibleDuplicate,
  SimilarPoint,
} from '#server/contract/import-duplicate.ts';
import type { ImportPreview } from '#server/contract/point-import.ts';

import decisions from './row-decisions.module.css';
import shared from '#client/ui/shared.module.css';
import classes from './table-imports.module.css';

const SHOWN_AT_ONCE = 20;

type Deciding = {
  choices: readonly DuplicateChoice[];
  onDecide: (choices: DuplicateChoice[]) => void;
};

/** Rows that may be places that are there already, each beside the place, with a decision each. */
export function DuplicateReview({
  preview: { duplicates, duplicateCount },
  choices,
  onDecide,
}: { preview: Pick<ImportPreview, 'duplicates' | 'duplicateCount'> } & Deciding) {
  const { importDuplicates: own } = useText();
  const format = useFormat();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const decideAll = (decision: DuplicateDecision) =>
    onDecide(duplicates.map(({ line }) => ({ line, decision })));
  return (
    <div data-duplicates>
      <h3>{own.title({ count: format.number(duplicateCount, 0) })}</h3>
      <p className={classes.note}>{own.lead}</p>
      <Group gap={8} my={8}>
        <Button variant="default" size="sm" onClick={() => decideAll('new')}>
          {own.allNew}
        </Button>
        <Button variant="default" size="sm" onClick={() => decideAll('leave_out')}>
          {own.allOut}
        </Button>
      </Group>
      <DataTable label={own.label} head={[own.row, own.there, own.distance, own.last]}>
        {duplicates.slice(0, shown).map((one) => (
          <Row key={one.line} duplicate={one} choices={choices} onDecide={onDecide} />
        ))}
      </DataTable>
      <Group gap={8} mt={8}>
        {duplicates.length > shown && (
          <Button variant="default" size="xs" onClick={() => setShown(shown + 5 * SHOWN_AT_ONCE)}>
            {own.more}
          </Button>
        )}
        {duplicateCount > duplicates.length && (
          <span className={shared.muted}>
            {own.capped({ shown: format.number(duplicates.length, 0) })}
          </span>
        )}
      </Group>
    </div>
  );
}

function Row({ duplicate, choices, onDecide }: { duplicate: PossibleDuplicate } & Deciding) {
  const { importDuplicates: own, imports, register } = useText();
  const format = useFormat();
  const categoryName = useCategoryName();
  const { line, officialName, category, points, otherLine } = duplicate;
  const decision = choices.find((choice) => choice.line === line)?.decision ?? duplicate.decision;
  const decide = (chosen: DuplicateDecision) =>
    onDecide([...choices.filter((choice) => choice.line !== line), { line, decision: chosen }]);
  const each = (show: (point: SimilarPoint) => ReactNode) =>
    points.map((point) => (
      <Stack key={point.id} className={decisions.similar} gap={2} align="flex-start">
        {show(point)}
      </Stack>
    ));
  return (
    <tr data-line={line}>
      <td>
        <Box miw={200} fw={500}>
          {officialName}
        </Box>
        <span className={shared.muted}>
          {`${imports.line} ${format.number(line, 0)} · ${categoryName(category)}`}
        </span>
        <Stack gap={4} align="flex-start" mt="xs">
          <SegmentedControl
            aria-label={own.decisionOf({ name: officialName })}
            value={decision ?? ''}
            data={[
              { value: 'new', label: own.decisions.new },
              { value: 'leave_out', label: own.decisions.leave_out },
            ]}
            onChange={(value) => decide(value === 'new' ? 'new' : 'leave_out')}
          />
          {decision === null && <div className={shared.muted}>{own.undecided}</div>}
        </Stack>
      </td>
      <td>
        {each((point) => (
          <>
            <Link to="/" search={{ id: point.id }} target="_blank">
              {`${point.code} ${point.officialName}`}
            </Link>
            <span className={shared.muted}>{categoryName(point.category)}</span>
            <StatusBadge status={point.status} />
          </>
        ))}
        {points.length === 0 && otherLine !== null && (
          <span>{own.otherLine({ line: format.number(otherLine, 0) })}</span>
        )}
      </td>
      <td className={shared.nowrap}>{each((point) => format.distance(point.distanceMetres))}</td>
      <td>
        {each(({ lastEvent: { kind, on } }) => `${register.event[kind]}, ${format.date(on)}`)}
      </td>
    </tr>
  );
}

function useCategoryName(): (code: string) => string {
  const { data } = useQuery(categoriesQuery);
  return (code) => data?.items.find((one) => one.code === code)?.name ?? code;
}
