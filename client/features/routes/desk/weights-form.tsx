import { Button, NumberInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import classes from '#client/features/routes/routes.module.css';
import { Form } from '#client/forms/form.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useText } from '#client/i18n/use-text.ts';
import {
  CANDIDATE_TERMS,
  CandidateWeights,
  type CandidateList,
} from '#server/contract/candidate.ts';

/** Form for the weight of each reason; kept for the account, with its author. */
export function WeightsForm({ list }: { list: CandidateList }) {
  const { routes } = useText();
  const write = useWrite({
    draft: 'weights of candidates',
    initial: list.weights,
    schema: CandidateWeights,
    send: (json, once) => call(api.routes.candidates.weights.$post({ json }, once)),
    refresh: [[...ROUTES_KEY, 'candidates']],
  });
  return (
    <Form className={classes.weights} {...write.formProps}>
      {CANDIDATE_TERMS.map((term) => (
        <NumberInput
          key={term}
          label={routes.terms[term]}
          min={0}
          max={10}
          {...write.field(term)}
          withAsterisk={false}
        />
      ))}
      <p className={classes.quiet}>{list.weightsOrigin ?? routes.weightsOwn}</p>
      <p className={classes.quiet}>{list.hazardOrigin}</p>
      <ErrorNotice error={write.error} />
      <Button type="submit" variant="default" loading={write.pending}>
        {routes.weightsSave}
      </Button>
    </Form>
  );
}
