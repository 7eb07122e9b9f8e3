import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { CANDIDATE_TERMS, type CandidateList } from '#server/contract/candidate.ts';

import { ROUTES_KEY, saveWeights } from './queries.ts';
import classes from './routes.module.css';

/** How much each reason counts; kept for the account, with who said so. */
export function WeightsForm({ list }: { list: CandidateList }) {
  const { routes } = useText();
  const client = useQueryClient();
  const [weights, setWeights] = useState(list.weights);
  const saving = useMutation({
    mutationFn: () => saveWeights(weights),
    onSuccess: () => client.invalidateQueries({ queryKey: [...ROUTES_KEY, 'candidates'] }),
  });
  return (
    <div className={classes.weights}>
      {CANDIDATE_TERMS.map((term) => (
        <NumberInput
          key={term}
          label={routes.terms[term]}
          min={0}
          max={10}
          value={weights[term]}
          onChange={(value) => setWeights({ ...weights, [term]: Number(value) || 0 })}
        />
      ))}
      <p className={classes.quiet}>{list.weightsOrigin ?? routes.weightsOwn}</p>
      <p className={classes.quiet}>{list.hazardOrigin}</p>
      <ErrorNotice error={saving.error} />
      <Button variant="default" loading={saving.isPending} onClick={() => saving.mutate()}>
        {routes.weightsSave}
      </Button>
    </div>
  );
}
