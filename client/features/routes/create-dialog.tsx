import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { teamsQuery } from '#client/api/teams.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { INSPECTION_KINDS, type InspectionKind } from '#server/contract/inspection.ts';
import type { Team } from '#server/contract/team.ts';
import { addDays } from '#server/contract/time.ts';

import { createRoute, ROUTES_KEY } from './queries.ts';

/** A day, a kind and the teams; everything has a value that will often do. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { routes } = useText();
  const teams = useQuery(teamsQuery);
  const ready = (teams.data?.items ?? []).filter(({ templates }) => templates.length > 0);
  return (
    <Modal opened onClose={onClose} title={routes.newRoute}>
      <ErrorNotice error={teams.error} onRetry={() => void teams.refetch()} />
      {teams.isSuccess && ready.length === 0 && <p>{routes.form.noTeams}</p>}
      {ready.length > 0 && <CreateForm teams={ready} onClose={onClose} />}
    </Modal>
  );
}

function CreateForm({ teams, onClose }: { teams: readonly Team[]; onClose: () => void }) {
  const { routes } = useText();
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [onDate, setOnDate] = useState(addDays(today(), 1));
  const [title, setTitle] = useState<string | null>(null);
  const [kind, setKind] = useState<InspectionKind>('regular');
  const [secret, setSecret] = useState(false);
  const [chosen, setChosen] = useState<readonly number[]>(teams.slice(0, 2).map(({ id }) => id));
  const named = title ?? routes.form.titleDefault({ date: format.date(onDate) });
  const unannounced = secret || kind === 'unannounced';
  const creating = useMutation({
    mutationFn: () =>
      createRoute({
        title: named,
        onDate,
        kind,
        unannounced,
        shifts: teams
          .filter(({ id }) => chosen.includes(id))
          .flatMap(({ id, templates: [usual] }) =>
            usual === undefined ? [] : [{ teamId: id, shift: usual.shift }],
          ),
      }),
    onSuccess: async (route) => {
      await client.invalidateQueries({ queryKey: ROUTES_KEY });
      await navigate({ to: '/routes/$routeId', params: { routeId: String(route.id) } });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        creating.mutate();
      }}
    >
      <Stack gap={12}>
        <TextInput
          label={routes.form.title}
          value={named}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <DateField
          label={routes.form.date}
          value={onDate}
          onChange={(day) => setOnDate(day ?? onDate)}
        />
        <Select
          label={routes.form.kind}
          data={INSPECTION_KINDS.map((value) => ({ value, label: routes.kinds[value] }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(INSPECTION_KINDS.find((one) => one === value) ?? kind)}
        />
        <Checkbox
          label={routes.unannounced}
          description={routes.unannouncedMore}
          checked={unannounced}
          disabled={kind === 'unannounced'}
          onChange={(event) => setSecret(event.currentTarget.checked)}
        />
        <Checkbox.Group
          label={routes.form.teams}
          value={chosen.map(String)}
          onChange={(ids) => setChosen(ids.map(Number))}
        >
          <Stack gap={8} mt={4}>
            {teams.map((team) => (
              <Checkbox key={team.id} value={String(team.id)} label={team.name} />
            ))}
          </Stack>
        </Checkbox.Group>
        <ErrorNotice error={creating.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {routes.form.cancel}
          </Button>
          <Button type="submit" loading={creating.isPending} disabled={chosen.length === 0}>
            {routes.form.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
