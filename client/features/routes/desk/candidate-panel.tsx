import { ActionIcon, Button, Collapse, Flex, NumberInput, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';

import { communesQuery } from '#client/api/communes.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { MultiSelectField } from '#client/features/routes/multi-select-field.tsx';
import { reasonsIn } from '#client/features/routes/orders.ts';
import type { CandidateChoice } from '#client/features/routes/queries.ts';
import classes from '#client/features/routes/routes.module.css';
import card from '#client/features/routes/stop.module.css';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import {
  CANDIDATE_KINDS,
  type Candidate,
  type CandidateList,
  type CandidateTerms,
  type RouteName,
} from '#server/contract/candidate.ts';
import type { AdditionWay } from '#server/contract/route-edit.ts';
import { MOST_STOPS, type RouteDetail } from '#server/contract/route.ts';

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
  const { routes } = useText();
  const here = new Set(route.stops.map(placeKey));
  const items = (list.data?.items ?? []).filter((candidate) => !here.has(placeKey(candidate)));
  return (
    <section className={classes.panel} aria-label={routes.candidates}>
      <h2>{routes.candidates}</h2>
      <ChoiceFields choice={choice} onChoice={onChoice} />
      <AddMany route={route} choice={choice} editor={editor} onAdded={onAdded} />
      <Weighing list={list.data} />
      {list.isPending && <LoadingRows rows={6} height={36} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && items.length === 0 && (
        <EmptyLine title={routes.candidatesNone} next="candidates" />
      )}
      <Flex component="ol" className={classes.list} direction="column" gap={6}>
        {items.slice(0, 60).map((candidate) => (
          <CandidateRow
            key={placeKey(candidate)}
            candidate={candidate}
            disabled={!route.mayPlan}
            onAdd={() => editor.edit({ kind: 'add', way: wayTo(candidate) })}
          />
        ))}
      </Flex>
    </section>
  );
}

/** Kinds, number and communes of the candidates. */
function ChoiceFields({
  choice,
  onChoice,
}: {
  choice: CandidateChoice;
  onChoice: (choice: CandidateChoice) => void;
}) {
  const text = useText();
  const { routes } = text;
  const known = useQuery(communesQuery).data?.items ?? [];
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={routes.candidateKind}
        value={choice.only ?? 'all'}
        onChange={(value) =>
          onChoice({ ...choice, only: CANDIDATE_KINDS.find((kind) => kind === value) ?? null })
        }
        data={(['all', ...CANDIDATE_KINDS] as const).map((value) => ({
          value,
          label: routes.candidateKinds[value],
        }))}
      />
      <Flex className={classes.fields} gap="xs" align="flex-end" wrap="wrap">
        <NumberInput
          label={routes.topCount}
          w={96}
          min={1}
          max={MOST_STOPS}
          value={choice.count}
          onChange={(value) => onChoice({ ...choice, count: Number(value) || 1 })}
        />
        <MultiSelectField
          label={routes.topCommunes}
          placeholder={routes.topCommunesAll}
          data={known.map((one) => ({ value: one.code, label: communeName(one, text) }))}
          value={choice.communes}
          onChange={(codes) => onChoice({ ...choice, communes: codes })}
        />
      </Flex>
    </>
  );
}

/** Adds the best candidates of the choice, or the stops carried over from an earlier route. */
function AddMany({
  route,
  choice: { count, communes, only },
  editor,
  onAdded,
}: {
  route: RouteDetail;
  choice: CandidateChoice;
  editor: RouteEditor;
  onAdded: () => void;
}) {
  const { routes } = useText();
  const format = useFormat();
  const addTop = () => {
    const way = {
      kind: 'top' as const,
      count,
      communes: [...communes],
      ...(only === null ? {} : { only }),
    };
    editor.edit({ kind: 'add', way });
    onAdded();
  };
  return (
    <>
      <Button disabled={!route.mayPlan || editor.pending} onClick={addTop}>
        {routes.topAdd({ count: format.number(count, 0) })}
      </Button>
      {route.mayPlan && route.carried > 0 && (
        <Button
          className={classes.remedy}
          variant="default"
          onClick={() => editor.edit({ kind: 'add', way: { kind: 'carried' } })}
        >
          {routes.carriedAdd({ count: format.number(route.carried, 0) })}
        </Button>
      )}
    </>
  );
}

/** The number of candidates, and behind a press the weights that put them in their order. */
function Weighing({ list }: { list: CandidateList | undefined }) {
  const { routes } = useText();
  const format = useFormat();
  const [weighing, setWeighing] = useState(false);
  return (
    <>
      <p className={classes.quiet}>
        {list !== undefined && routes.candidatesTotal({ total: format.number(list.total, 0) })}{' '}
        <button type="button" className={classes.textButton} onClick={() => setWeighing(!weighing)}>
          {routes.weights}
        </button>
      </p>
      <Collapse expanded={weighing}>
        {list !== undefined && <WeightsForm key={JSON.stringify(list.weights)} list={list} />}
      </Collapse>
    </>
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
    <li className={card.stop}>
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
          {hazard !== null && <HazardChance hazard={hazard} />}
          {quota !== null &&
            `. ${routes.quotaState({
              inspected: format.number(quota.inspected, 0),
              quota: format.number(quota.quota, 0),
            })}`}
        </span>
        <Standing candidate={candidate} />
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

/** The published route that holds the place, or that it was looked at today; and the drafts that want it. */
function Standing({ candidate: { held, heldBy, wantedBy } }: { candidate: Candidate }) {
  const { routes } = useText();
  const format = useFormat();
  const nameOf = ({ title, onDate }: RouteName) => `${title}, ${format.date(onDate)}`;
  const parts = [
    held && (heldBy === null ? routes.seenToday : routes.heldBy({ route: nameOf(heldBy) })),
    wantedBy.length > 0 &&
      routes.wantedBy({
        count: format.number(wantedBy.length, 0),
        routes: wantedBy.map(nameOf).join('; '),
      }),
  ].filter((part) => part !== false);
  return parts.length > 0 && <span className={classes.kind}>{parts.join('. ')}</span>;
}

/** The chance of a recurrence; its title says what it rests on. */
function HazardChance({ hazard }: { hazard: NonNullable<Candidate['hazard']> }) {
  const { routes } = useText();
  const format = useFormat();
  return (
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
  );
}

/** Every reason with its size as a bar, the weightiest first. */
function TermBars({ terms }: { terms: Readonly<CandidateTerms> }) {
  const text = useText();
  return (
    <Flex component="ul" className={classes.terms} gap="2px 12px" wrap="wrap" fz="xs">
      {reasonsIn(terms, text).map(({ name, size }) => (
        <li key={name}>
          <meter min={0} max={1} value={size} aria-hidden="true" /> {name}
        </li>
      ))}
    </Flex>
  );
}

/** A point and a business may bear the same number. */
export function placeKey({ pointId, objectId }: Pick<Candidate, 'pointId' | 'objectId'>): string {
  return pointId === null ? `business:${objectId}` : `point:${pointId}`;
}

/** Request that adds one candidate to a route. */
export function wayTo({ pointId, objectId }: Pick<Candidate, 'pointId' | 'objectId'>): AdditionWay {
  return pointId === null
    ? { kind: 'objects', objectIds: objectId === null ? [] : [objectId] }
    : { kind: 'points', pointIds: [pointId] };
}
