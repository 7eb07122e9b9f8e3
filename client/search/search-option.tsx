import { Box, Flex } from '@mantine/core';
import { IconMapPin, IconRoad, IconShape } from '@tabler/icons-react';

import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { gridName } from '#client/map/grid-name.ts';
import { StatusShape } from '#client/ui/status-shape.tsx';
import type { SearchHit } from '#server/contract/search.ts';

import shared from '#client/ui/shared.module.css';
import classes from './search-box.module.css';

/** One thing found, with the sign of its kind and why it was found. */
export function SearchOption({ hit }: { hit: SearchHit }) {
  const text = useText();
  const format = useFormat();
  switch (hit.kind) {
    case 'point':
      return (
        <>
          <StatusShape status={hit.status} suspected={hit.flags.includes('suspected')} size={20} />
          <Words
            first={hit.name}
            second={[
              hit.code,
              text.register.status[hit.status],
              hit.alias === null ? null : text.search.alias({ name: hit.alias }),
            ]}
          />
        </>
      );
    case 'commune':
      return (
        <>
          <IconShape size={20} stroke={1.6} aria-hidden="true" />
          <Words
            first={hit.name}
            second={[
              hit.formerName === null ? null : text.search.formerName({ name: hit.formerName }),
            ]}
          />
        </>
      );
    case 'address':
      return (
        <>
          <IconRoad size={20} stroke={1.6} aria-hidden="true" />
          <Words
            first={hit.label}
            second={[
              hit.commune,
              text.geocoding.precision[hit.precision],
              text.geocoding.within({ distance: format.distance(hit.radiusMetres) }),
            ]}
          />
        </>
      );
    case 'coordinates':
      return (
        <>
          <IconMapPin size={20} stroke={1.6} aria-hidden="true" />
          <Words
            first={text.search.goTo({ coordinates: format.coordinates(hit.position) })}
            second={[assumedWords(hit, text)]}
          />
        </>
      );
  }
}

function Words({ first, second }: { first: string; second: readonly (string | null)[] }) {
  const more = second.filter((part) => part !== null).join(' · ');
  return (
    <Flex component="span" direction="column" miw={0}>
      <Box component="span" className={shared.wrap} fw={500}>
        {first}
      </Box>
      {more !== '' && <span className={classes.second}>{more}</span>}
    </Flex>
  );
}

/** Says how typed numbers other than plain degrees were understood; metres name their grid, and that others fit too. */
function assumedWords(
  { assumed, grid, otherGrids }: Extract<SearchHit, { kind: 'coordinates' }>,
  text: Text,
): string | null {
  if (grid === null) return assumed === null ? null : text.search.assumed;
  const name = gridName(grid, text);
  return otherGrids.length === 0
    ? text.search.assumedGrid({ grid: name })
    : text.search.assumedGridOfSeveral({ grid: name });
}
