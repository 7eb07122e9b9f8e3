import { ActionIcon, Button, Flex } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconLink, IconX } from '@tabler/icons-react';

import type { Workspace } from '#client/app/map/use-workspace.ts';
import { ExportPoints } from '#client/features/point-exports/export-points.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ManyActsMenu } from '#client/features/many-acts/many-acts-menu.tsx';
import { filterQuery, type Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { regionQuery, tickedIds, type ListRegion } from '#client/register/region.ts';
import { copyText } from '#client/ui/copy-text.tsx';
import { FlagShape, StatusShape } from '#client/ui/status-shape.tsx';
import { POINT_FLAGS, POINT_STATUSES } from '#server/contract/point.ts';

import classes from './selection.module.css';

/** Bar of the selection, made by an area or by ticks: counts by status and flag, and what can be done with it. */
export function SelectionBar({ workspace }: { workspace: Workspace }) {
  const text = useText();
  const format = useFormat();
  const { view, listFilter } = workspace;
  const { search, setSearch } = view;
  const ticked = tickedIds(search);
  const region = chosenRegion(workspace);
  const { data } = useQuery({
    ...pointCountsQuery(listFilter, region ?? {}),
    enabled: region !== null,
  });
  if (region === null) return null;
  const count = format.number(data?.total ?? ticked.length, 0);
  const only = search.only === 'ticked';
  return (
    <section className={classes.bar} aria-label={text.selection.choose}>
      <strong>
        {ticked.length > 0 ? text.selection.ticked({ count }) : text.selection.area({ count })}
      </strong>
      <Counts filter={listFilter} region={region} />
      <Flex component="span" display="inline-flex" gap={6} align="center" wrap="wrap">
        <ManyActsMenu
          query={{
            ...filterQuery({ ...listFilter, asOf: null, knownAt: null }),
            ...regionQuery(region),
          }}
        />
        {ticked.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setSearch({ only: only ? undefined : 'ticked' })}
          >
            {only ? text.selection.allAgain : text.selection.onlyTicked}
          </Button>
        )}
        <ExportPoints filter={listFilter} region={region} />
        <ShareAndDrop view={view} />
      </Flex>
    </section>
  );
}

/** The link of what is chosen, and the way out. */
function ShareAndDrop({ view: { search, setSearch } }: Pick<Workspace, 'view'>) {
  const text = useText();
  const drop = () =>
    setSearch(
      search.ids !== undefined ? { ids: undefined, only: undefined } : { within: undefined },
    );
  return (
    <>
      <ActionIcon
        size={28}
        variant="default"
        aria-label={text.selection.share}
        title={text.selection.share}
        onClick={() => void copyText(location.href, text, text.map.shared)}
      >
        <IconLink size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        size={28}
        variant="default"
        aria-label={text.selection.drop}
        title={text.selection.drop}
        onClick={drop}
      >
        <IconX size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </>
  );
}

/** The selection: the ticked points, else the area; null where nothing is chosen. */
export function chosenRegion({ view: { search } }: Workspace): ListRegion | null {
  if (search.ids !== undefined) return { ids: tickedIds(search) };
  return search.within === undefined ? null : { within: search.within };
}

function Counts({ filter, region }: { filter: Filter; region: ListRegion }) {
  const text = useText();
  const format = useFormat();
  const { data } = useQuery(pointCountsQuery(filter, region));
  if (data === undefined) return null;
  return (
    <Flex component="ul" className={classes.counts} gap="2px 10px" wrap="wrap">
      {POINT_STATUSES.map((status) => {
        const count = data.status[status] ?? 0;
        return count === 0 ? null : (
          <li key={status} title={text.register.status[status]}>
            <StatusShape status={status} size={16} />
            <span className="visually-hidden">{text.register.status[status]}</span>
            {format.number(count, 0)}
          </li>
        );
      })}
      {POINT_FLAGS.map((flag) => {
        const count = data.flag[flag] ?? 0;
        return count === 0 ? null : (
          <li key={flag} title={text.register.flag[flag]}>
            <FlagShape flag={flag} size={16} />
            <span className="visually-hidden">{text.register.flag[flag]}</span>
            {format.number(count, 0)}
          </li>
        );
      })}
    </Flex>
  );
}
