import { ActionIcon, Box, Button } from '@mantine/core';
import { IconList, IconX } from '@tabler/icons-react';

import { useFormat, useText } from '#client/i18n/use-text.ts';

import classes from './cluster-offer.module.css';
import type { Mark } from '#client/map/clusters/cluster-marks.ts';

/** A finger has no Shift key: after it has opened a ring, this opens the list of the ring's points. */
export function ClusterOffer({
  mark,
  bottomInset,
  onList,
  onClose,
}: {
  mark: Mark;
  /** Height of what lies over the lower edge, pixels. */
  bottomInset: number;
  onList: () => void;
  onClose: () => void;
}) {
  const text = useText();
  const format = useFormat();
  return (
    <Box className={classes.offer} __vars={{ '--sheet': `${bottomInset}px` }}>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconList size={18} stroke={1.6} aria-hidden="true" />}
        onClick={onList}
      >
        {text.map.clusterList({ count: format.number(mark.count, 0) })}
      </Button>
      <ActionIcon variant="default" size={36} aria-label={text.common.close} onClick={onClose}>
        <IconX size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </Box>
  );
}
