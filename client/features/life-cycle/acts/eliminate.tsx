import { Select } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import {
  EliminateBody,
  ELIMINATION_WAYS,
  type EliminationWay,
} from '#server/contract/life-cycle.ts';

export const Eliminate = actForm('eliminate', {
  schema: EliminateBody,
  initial: (): { way: EliminationWay } => ({ way: 'other' }),
  send: (json, once, { point }) =>
    call(api.points[':id'].eliminate.$post({ param: { id: String(point.id) }, json }, once)),
  fields: (write) => <WayField field={write.field} />,
  lines: ({ way }, _, { text: { pointActs: own } }) => [{ label: own.way, value: own.ways[way] }],
});

function WayField({ field }: Pick<Write, 'field'>) {
  const { pointActs: own } = useText();
  return (
    <Select
      label={own.way}
      allowDeselect={false}
      data={ELIMINATION_WAYS.map((value) => ({ value, label: own.ways[value] }))}
      {...field('way')}
    />
  );
}
