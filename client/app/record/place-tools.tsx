import { Box, Button, Flex, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { useView } from '#client/app/map/use-view.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { NOTATIONS, type Notation, writtenPosition } from '#client/map/written-position.ts';
import { copyText } from '#client/ui/copy-text.tsx';
import type { PointDetail } from '#server/contract/point.ts';

/** Copies the place in the notation that somebody asks for, and draws rings around it. */
export function PlaceTools({ point }: { point: PointDetail }) {
  const text = useText();
  const { pointDrawer: own } = text;
  const format = useFormat();
  const { search, setSearch } = useView();
  const ringed = search.rings === true;
  const copy = (words: string) => void copyText(words, text, own.copiedPlace);
  return (
    <Flex component="span" gap={4} wrap="wrap" ml={-8}>
      <Button
        variant="subtle"
        c="var(--db-accent)"
        size="compact-sm"
        onClick={() => copy(format.coordinates(point.anchor))}
      >
        {own.copyPlace}
      </Button>
      <Notations point={point} onCopy={copy} />
      <Button
        variant={ringed ? 'light' : 'subtle'}
        c="var(--db-accent)"
        size="compact-sm"
        aria-pressed={ringed}
        onClick={() => setSearch({ rings: ringed ? undefined : true })}
      >
        {own.rings}
      </Button>
    </Flex>
  );
}

function Notations({ point, onCopy }: { point: PointDetail; onCopy: (words: string) => void }) {
  const { pointDrawer: own } = useText();
  const written = useQuery({
    queryKey: ['written-position', ...point.anchor],
    queryFn: () => writtenPosition(point.anchor),
    staleTime: Infinity,
    enabled: false,
  });
  // The lines stand there from the start, so that the list finds its place once.
  const words = (notation: Notation) => written.data?.[notation] ?? '…';
  return (
    <Menu position="bottom-start" width={300} onOpen={() => void written.refetch()}>
      <Menu.Target>
        <Button
          variant="subtle"
          c="var(--db-accent)"
          size="compact-sm"
          rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden="true" />}
        >
          {own.otherNotations}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {written.isError ? (
          <Menu.Item disabled>{own.notationFailed}</Menu.Item>
        ) : (
          NOTATIONS.map((notation) => (
            <Menu.Item key={notation} onClick={() => onCopy(words(notation))}>
              <Box component="span" display="block" fz="xs" c="dimmed">
                {own.notation[notation]}
              </Box>
              {words(notation)}
            </Menu.Item>
          ))
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
