import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import choices from '#client/ui/choices.module.css';
import { TIP_STAGES, type TipCounts, type TipStage } from '#server/contract/tip.ts';
import { Timeliness } from '#server/contract/tip-clock.ts';

import { CommuneField } from '#client/forms/commune-field.tsx';
import { WordsFilter } from '#client/ui/words-filter.tsx';
import { tipCountsQuery } from './queries.ts';
import type { TipSearch } from './tip-search.ts';
import classes from './tip-filter.module.css';

const OPEN_CLOCKS: readonly Timeliness[] = [
  'overdue',
  'awaiting_paper',
  'due_soon',
  'running',
  'suspended',
  'not_started',
];
const CLOSED_CLOCKS: readonly Timeliness[] = ['closed_late', 'awaiting_paper', 'closed_on_time'];

/**
 * Stages with how many stand there and whether some are overdue, the clock, and words to look for. Words narrow the
 * list and not the counts, which are then left out.
 */
export function TipFilter({
  search,
  onSearch,
}: {
  search: TipSearch;
  /** Changes parts of the newest address, which may be newer than what is drawn. */
  onSearch: (change: Partial<TipSearch>) => void;
}) {
  const { tips: own } = useText();
  const clocks = search.stage === 'handled' ? CLOSED_CLOCKS : OPEN_CLOCKS;
  return (
    <Stack gap="xs">
      <StageChoices search={search} />
      <div className={classes.filterFields}>
        <Select
          aria-label={own.filterClock}
          placeholder={own.anyClock}
          clearable
          value={search.clock ?? null}
          data={clocks.map((value) => ({ value, label: own.timeliness[value] }))}
          clearButtonProps={{ 'aria-label': own.anyClock }}
          onChange={(value) => onSearch({ clock: Timeliness.optional().parse(value ?? undefined) })}
        />
        <CommuneField
          by="code"
          aria-label={own.filterCommune}
          placeholder={own.anyCommune}
          clearable
          value={search.commune ?? null}
          clearButtonProps={{ 'aria-label': own.anyCommune }}
          onChange={(code) => onSearch({ commune: code ?? undefined })}
        />
        <WordsFilter label={own.search} words={search.q} onWords={(q) => onSearch({ q })} />
      </div>
    </Stack>
  );
}

/** All open tips, and each stage, with how many stand there. */
function StageChoices({ search }: { search: TipSearch }) {
  const { tips: own } = useText();
  const counts = useQuery(tipCountsQuery(search.commune)).data;
  return (
    <nav className={choices.choices} aria-label={own.filterStage}>
      <StageChoice label={own.open} stage={undefined} counts={counts} search={search} />
      {TIP_STAGES.map((stage) => (
        <StageChoice
          key={stage}
          label={own.stage[stage]}
          stage={stage}
          counts={counts}
          search={search}
        />
      ))}
    </nav>
  );
}

function StageChoice({
  label,
  stage,
  counts,
  search,
}: {
  label: string;
  stage: TipStage | undefined;
  counts: TipCounts | undefined;
  search: TipSearch;
}) {
  const format = useFormat();
  const chosen = search.stage === stage;
  const { tips, overdue } = countOf(counts, stage);
  return (
    <Link
      to="/tips"
      search={{ ...search, stage, clock: undefined }}
      replace
      className={choices.choice}
      activeProps={{}}
      aria-current={chosen ? 'true' : undefined}
      data-on={chosen}
    >
      {label}{' '}
      {counts !== undefined && search.q === undefined && (
        <strong data-late={overdue > 0}>{format.number(tips, 0)}</strong>
      )}
    </Link>
  );
}

function countOf(counts: TipCounts | undefined, stage: TipStage | undefined) {
  if (counts === undefined) return { tips: 0, overdue: 0 };
  if (stage === 'handled') return { tips: counts.closed, overdue: 0 };
  const own = counts.items.filter((item) => stage === undefined || item.stage === stage);
  const sum = (some: typeof own) => some.reduce((total, { tips }) => total + tips, 0);
  return { tips: sum(own), overdue: sum(own.filter((item) => item.timeliness === 'overdue')) };
}
