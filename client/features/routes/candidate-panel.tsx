import { ActionIcon, Button, Collapse, NumberInput, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { MultiSelectField } from './multi-select-field.tsx';
import { CANDIDATE_KINDS, type Candidate, type CandidateList } from '#server/contract/candidate.ts';
import { MOST_STOPS, type RouteDetail } from '#server/contract/route.ts';

import classes from './routes.module.css';
import { placeKey, wayTo } from './candidate-place.ts';
import type { CandidateChoice } from './queries.ts';
import { TermBars } from './term-bars.tsx';
import type { RouteEditor } from './use-route-editor.ts';
import { WeightsForm } from './weights-form.tsx';

/** Candidates for the route, best first, each with its reasons; added in bulk or one by one. */
export function CandidatePanel({
  route,
  list,
  choice,
  onChoice,
  onAdded,
  editor,
}: {
  route: RouteDetail;
  list: UseQueryResult<CandidateList>;
  choice: CandidateChoice;
  onChoice: (choice: CandidateChoice) => void;
  /** Many were added at once: whoever sees one list at a time wants to see them. */
  onAdded: () => void;
  editor: RouteEditor;
}) {
  const text = useText();
  const { routes } = text;
  const format = useFormat();
  const known = useQuery(communesQuery).data?.items ?? [];
  const { count, communes, only } = choice;
  const [weighing, setWeighing] = useState(false);
  const here = new Set(route.stops.map(placeKey));
  const items = (list.data?.items ?? []).filter((candidate) => !here.has(placeKey(candidate)));
  return (
    <section className={classes.panel} aria-label={routes.candidates}>
      <h2>{routes.candidates}</h2>
      <SegmentedControl
        fullWidth
        aria-label={routes.candidateKind}
        value={only ?? 'all'}
        onChange={(value) =>
          onChoice({ ...choice, only: CANDIDATE_KINDS.find((kind) => kind === value) ?? null })
        }
        data={(['all', ...CANDIDATE_KINDS] as const).map((value) => ({
          value,
          label: routes.candidateKinds[value],
        }))}
      />
      <div className={classes.fields}>
        <NumberInput
          label={routes.topCount}
          w={96}
          min={1}
          max={MOST_STOPS}
          value={count}
          onChange={(value) => onChoice({ ...choice, count: Number(value) || 1 })}
        />
        <MultiSelectField
          label={routes.topCommunes}
          placeholder={routes.topCommunesAll}
          data={known.map((one) => ({ value: one.code, label: communeName(one, text) }))}
          value={communes}
          onChange={(codes) => onChoice({ ...choice, communes: codes })}
        />
      </div>
      <Button
        disabled={!route.mayPlan || editor.pending}
        onClick={() => {
          const way = {
            kind: 'top' as const,
            count,
            communes: [...communes],
            ...(only === null ? {} : { only }),
          };
          editor.edit({ kind: 'add', way });
          onAdded();
        }}
      >
        {routes.topAdd({ count: format.number(count, 0) })}
      </Button>
      {route.carried > 0 && (
        <Button
          variant="default"
          onClick={() => editor.edit({ kind: 'add', way: { kind: 'carried' } })}
        >
          {routes.carriedAdd({ count: format.number(route.carried, 0) })}
        </Button>
      )}
      <p className={classes.quiet}>
        {list.data !== undefined &&
          routes.candidatesTotal({ total: format.number(list.data.total, 0) })}{' '}
        <button type="button" className={classes.textButton} onClick={() => setWeighing(!weighing)}>
          {routes.weights}
        </button>
      </p>
      <Collapse expanded={weighing}>
        {list.data !== undefined && (
          <WeightsForm key={JSON.stringify(list.data.weights)} list={list.data} />
        )}
      </Collapse>
      {list.isPending && <LoadingRows rows={6} height={36} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && items.length === 0 && (
        <EmptyLine title={routes.candidatesNone} next="candidates" />
      )}
      <ol className={classes.list}>
        {items.slice(0, 60).map((candidate) => (
          <CandidateRow
            key={placeKey(candidate)}
            candidate={candidate}
            disabled={!route.mayPlan}
            onAdd={() => editor.edit({ kind: 'add', way: wayTo(candidate) })}
          />
        ))}
      </ol>
    </section>
  );
}

function CandidateRow({
  candidate,
  disabled,
  onAdd,
}: {
  candidate: Candidate;
  disabled: boolean;
  onAdd: () => void;
}) {
  const { routes } = useText();
  const format = useFormat();
  const { hazard, daysUnseen, quota } = candidate;
  const business = candidate.kind === 'business';
  const neverSeen = business ? routes.neverInspected : routes.neverSeen;
  return (
    <li className={classes.candidate}>
      <div className={classes.words}>
        <strong>
          {candidate.code} {candidate.officialName}
        </strong>
        {business && <span className={classes.kind}>{routes.candidateKinds.business}</span>}
        <span className={classes.quiet}>
          {candidate.communes.map(({ name }) => name).join(', ')}.{' '}
          {candidate.neverSeen
            ? neverSeen
            : routes.unseenDays({ days: format.days(daysUnseen ?? 0) })}
          {hazard !== null && (
            <>
              .{' '}
              <span
                title={routes.hazardBasis({
                  group: format.number(hazard.groupAtRisk, 0),
                  city: format.number(hazard.cityAtRisk, 0),
                  prior: format.percent(hazard.priorShare, 0),
                })}
              >
                {routes.hazardChance({ chance: format.percent(hazard.chance) })}
              </span>
            </>
          )}
          {quota !== null &&
            `. ${routes.quotaState({
              inspected: format.number(quota.inspected, 0),
              quota: format.number(quota.quota, 0),
            })}`}
          {candidate.onRouteId !== null && `. ${routes.onRoute}`}
        </span>
        <TermBars terms={candidate.terms} />
      </div>
      <ActionIcon
        variant="default"
        size={44}
        aria-label={routes.addOne({ name: candidate.code })}
        disabled={disabled}
        onClick={onAdd}
      >
        <IconPlus size={18} aria-hidden="true" />
      </ActionIcon>
    </li>
  );
}
