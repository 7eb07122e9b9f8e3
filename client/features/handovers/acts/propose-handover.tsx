import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { actForm } from '#client/forms/act-form.tsx';
import { WordsField } from '#client/forms/base-fields.tsx';
import { optional } from '#client/forms/base-lines.ts';
import type { Write } from '#client/forms/use-write.ts';
import { communeList } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';
import { ProposeHandoverBody } from '#server/contract/life-cycle.ts';

export const ProposeHandover = actForm('propose_handover', {
  schema: ProposeHandoverBody,
  initial: () => ({ grounds: '' }),
  send: (json, once, { point }) =>
    call(api.points[':id'].handovers.$post({ param: { id: String(point.id) }, json }, once)),
  fields: (write) => <GroundsField field={write.field} />,
  lines: ({ grounds }, { point }, { text }) => [
    { label: text.pointActs.lines.communes, value: communeList(point.communes, text) },
    ...optional(text.pointActs.grounds, grounds),
  ],
});

function GroundsField({ field }: Pick<Write, 'field'>) {
  const { pointActs: own } = useText();
  return <WordsField label={own.grounds} description={own.groundsMore} {...field('grounds')} />;
}
