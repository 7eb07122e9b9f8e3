import { Flex, Loader, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { usePosition, type DevicePosition } from '#client/forms/use-position.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { LonLat } from '#server/contract/geo.ts';
import type { PointSummary } from '#server/contract/point.ts';

import { CheckDialog } from './check-dialog.tsx';
import { nearestFirst } from './near-places.ts';
import { closedPlacesQuery } from './queries.ts';
import shared from '#client/ui/shared.module.css';
import classes from './report-activity.module.css';

const TYPING_MILLISECONDS = 250;

/**
 * Renewed activity at any closed place: the nearest ones where the device knows its position, or by name and code; the
 * check of the chosen one begins with its result.
 */
export default function ReportActivity({ onClose }: { onClose: () => void }) {
  const { worklist } = useText();
  const [chosen, setChosen] = useState<PointSummary | null>(null);
  const { position } = usePosition();
  if (chosen !== null) return <CheckDialog point={chosen} result="signs" onClose={onClose} />;
  return (
    <DialogFrame title={worklist.reportActivity} size={520} onClose={onClose}>
      <Places position={position} onChoose={setChosen} />
    </DialogFrame>
  );
}

function Places({
  position,
  onChoose,
}: {
  position: DevicePosition;
  onChoose: (point: PointSummary) => void;
}) {
  const { checks: own, worklist } = useText();
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), TYPING_MILLISECONDS);
  const here: LonLat | null = position.kind === 'known' ? position.at : null;
  const found = useQuery(closedPlacesQuery({ words, here }));
  const items = found.data?.items ?? [];
  const places =
    here === null ? items.map((point) => ({ ...point, metres: null })) : nearestFirst(items, here);
  return (
    <Stack gap="xs">
      <TextInput
        type="search"
        size="md"
        label={own.placeSearch}
        placeholder={own.placeSearchMore}
        value={typed}
        maxLength={100}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden="true" />}
        rightSection={found.isFetching ? <Loader size={16} /> : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p className={shared.aside}>
        {position.kind === 'asking' && own.placesAsking}
        {position.kind === 'known' && words === '' && own.placesNear}
        {position.kind !== 'asking' && position.kind !== 'known' && own.placesWithoutPosition}
      </p>
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isSuccess && places.length === 0 && (
        <EmptyLine title={own.noPlaces} next="closedPlaces" />
      )}
      <Flex component="ul" direction="column" gap="xs" aria-label={worklist.reportActivity}>
        {places.map((point) => (
          <li key={point.id}>
            <Place point={point} metres={point.metres} onChoose={() => onChoose(point)} />
          </li>
        ))}
      </Flex>
    </Stack>
  );
}

function Place({
  point,
  metres,
  onChoose,
}: {
  point: PointSummary;
  metres: number | null;
  onChoose: () => void;
}) {
  const format = useFormat();
  return (
    <button type="button" className={classes.place} onClick={onChoose}>
      <strong>{point.officialName}</strong>
      <Flex component="span" gap="2px 12px" wrap="wrap" fz="sm" c="dimmed">
        {metres === null ? point.code : `${point.code} · ${format.distance(metres)}`}
        <StatusBadge status={point.status} suspected={point.flags.includes('suspected')} />
      </Flex>
    </button>
  );
}
