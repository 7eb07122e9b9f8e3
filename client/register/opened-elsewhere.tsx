import { Box, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { apiQuery } from '#client/api/api-query.ts';
import { api } from '#client/api/client.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';

const EVERY_MILLISECONDS = 20_000;

const TELLS = {
  point: api.points[':id'].presence.$post,
  tip: api.tips[':id'].presence.$post,
  business: api['inspection-objects'][':id'].presence.$post,
} as const;

/** Tells that a record is open here, and says who else has it open; nothing of what they type. */
export function OpenedElsewhere({ kind, id }: { kind: keyof typeof TELLS; id: number }) {
  const { visits: own } = useText();
  const format = useFormat();
  const param = { id: String(id) };
  const told = useQuery(
    apiQuery(
      ['record-presence', kind, id],
      TELLS[kind],
      { param },
      {
        refetchInterval: EVERY_MILLISECONDS,
        retry: false,
      },
    ),
  );
  const others = told.data?.others ?? [];
  return (
    // Empty it takes no room among the fields of a form, and is there to be heard when somebody comes.
    <Box component="output" {...(others.length === 0 && { pos: 'absolute' })}>
      {others.length > 0 && (
        <Text size="sm" component="span" display="block" mb="xs">
          {own.openedElsewhere({
            names: others
              .map(({ name, since }) => own.sinceThen({ name, moment: format.clock(since) }))
              .join(', '),
          })}
        </Text>
      )}
    </Box>
  );
}
