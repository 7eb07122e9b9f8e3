import { Box, Button, Flex, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { categoriesQuery } from '#client/api/points.ts';
import { communeList } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { Neighbour } from '#server/contract/neighbour.ts';

import shared from '#client/ui/shared.module.css';
import classes from './neighbour-list.module.css';

/** Words of the button beside each point: what is seen, and what a screen reader says. */
export type NeighbourAct = { label: string; named: (code: string) => string };

/** Points beside a place with distance, category and status, each with one button. */
export function NeighbourList({
  items,
  act,
  chosenId = null,
  onChoose,
}: {
  items: readonly Neighbour[];
  act: NeighbourAct;
  /** The point that was chosen; its button is pressed. */
  chosenId?: number | null;
  onChoose: (neighbour: Neighbour) => void;
}) {
  const text = useText();
  const format = useFormat();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const away = (metres: number) =>
    metres < 0.5
      ? text.neighbours.here
      : text.neighbours.away({ distance: format.distance(metres) });
  return (
    <Flex component="ul" direction="column" gap={4}>
      {items.map((neighbour) => {
        const { point, distanceMetres } = neighbour;
        const category = categories.find(({ code }) => code === point.category)?.name;
        const pressed = point.id === chosenId;
        return (
          <li key={point.id} className={classes.row} data-neighbour={point.id}>
            <StatusShape status={point.status} size={20} />
            <Text span className={classes.body} size="sm" flex="1 1 180px" miw={0}>
              <Box component="span" className={shared.wrap} fw={600}>
                {point.officialName}
              </Box>
              <span>
                {point.code} · {category ?? point.category} · {text.register.status[point.status]}
              </span>
              <span className={shared.note}>
                {away(distanceMetres)} · {communeList(point.communes, text)}
              </span>
            </Text>
            <Button
              size="xs"
              variant={pressed ? 'filled' : 'default'}
              aria-pressed={chosenId === null ? undefined : pressed}
              aria-label={act.named(point.code)}
              leftSection={
                pressed ? <IconCheck size={16} stroke={1.8} aria-hidden="true" /> : undefined
              }
              onClick={() => onChoose(neighbour)}
            >
              {act.label}
            </Button>
          </li>
        );
      })}
    </Flex>
  );
}
