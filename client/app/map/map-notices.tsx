import { Box, Button, HoverCard, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconHistory, IconInfoCircle } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';
import { useMapAge } from '#client/register/map-age.ts';
import type { IsoDate } from '#server/contract/time.ts';

import classes from './map-notices.module.css';

/** Notices that the reader must see on the map at all times: another day, borders that are approximate. */
export function MapNotices({
  asOf,
  knownAt,
  onToday,
  approximate,
  bottomInset,
  state,
  onRetry,
}: {
  asOf: IsoDate | null;
  knownAt: IsoDate | null;
  onToday: () => void;
  approximate: boolean;
  /** Height of a sheet over the lower edge, pixels. */
  bottomInset: number;
  state: 'loading' | 'ready' | 'failed';
  onRetry: () => void;
}) {
  const text = useText();
  return (
    <Box className={classes.notices} __vars={{ '--sheet': `${bottomInset}px` }}>
      <PastNotice asOf={asOf} knownAt={knownAt} onToday={onToday} />
      {state === 'failed' && (
        <div className={classes.failed} role="alert">
          <IconAlertTriangle size={18} stroke={1.6} aria-hidden="true" />
          <span>{text.map.marksFailed}</span>
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {text.common.retry}
          </Button>
        </div>
      )}
      <MapAgeLine />
      {approximate && (
        <HoverCard width={320} position="top" shadow="md" openDelay={100}>
          <HoverCard.Target>
            <UnstyledButton className={classes.approximate}>
              <IconInfoCircle size={16} stroke={1.6} aria-hidden="true" />
              {text.map.approximate}
            </UnstyledButton>
          </HoverCard.Target>
          <HoverCard.Dropdown className={classes.more}>
            {text.map.approximateMore}
          </HoverCard.Dropdown>
        </HoverCard>
      )}
    </Box>
  );
}

/** Says that another day is shown, or what was known then. */
function PastNotice({
  asOf,
  knownAt,
  onToday,
}: {
  asOf: IsoDate | null;
  knownAt: IsoDate | null;
  onToday: () => void;
}) {
  const text = useText();
  const format = useFormat();
  if (asOf === null && knownAt === null) return null;
  return (
    <output className={classes.past}>
      <IconHistory size={18} stroke={1.6} aria-hidden="true" />
      <span>
        {asOf !== null && <strong>{text.map.pastDay({ date: format.date(asOf) })}</strong>}
        {asOf !== null && knownAt !== null && ', '}
        {knownAt !== null && text.timeSlider.recordedBy({ date: format.date(knownAt) })}
      </span>
      <Button size="compact-sm" variant="default" onClick={onToday}>
        {text.map.backToToday}
      </Button>
    </output>
  );
}

/** Says how old the map is, only where it is behind the register. */
export function MapAgeLine() {
  const text = useText();
  const format = useFormat();
  const { state, readAt } = useMapAge();
  if (state === 'current') return null;
  return (
    <output className={classes.age}>
      <IconClock size={16} stroke={1.6} aria-hidden="true" />
      {state === 'old' && readAt !== null
        ? text.map.readUntil({ at: format.dateTime(readAt) })
        : text.map.readByItself}
    </output>
  );
}
