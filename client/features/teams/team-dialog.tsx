import {
  Button,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { minutesOf } from '#client/i18n/clock-text.ts';
import { useText } from '#client/i18n/use-text.ts';
import { TEAM_SKILLS, type Team, type TeamMember } from '#server/contract/team.ts';
import { VEHICLES } from '#server/contract/travel.ts';

import { teamsQuery } from '#client/api/teams.ts';
import { retireTeam, writeTeam } from './queries.ts';
import { bodyOf, valuesOf } from './team-values.ts';

/** A team with its usual day. The first template is edited here; others stay as they are. */
export function TeamDialog({
  team,
  inspectors,
  onClose,
}: {
  team: Team | null;
  inspectors: readonly TeamMember[];
  onClose: () => void;
}) {
  const text = useText();
  const { routes } = text;
  const { teams } = routes;
  const client = useQueryClient();
  const [values, setValues] = useState(valuesOf(team, teams.allDay));
  const body = bodyOf(values, team);
  const saved = async (list: Awaited<ReturnType<typeof writeTeam>>) => {
    client.setQueryData(teamsQuery.queryKey, list);
    notifications.show({ message: teams.saved });
    onClose();
  };
  const saving = useMutation({
    mutationFn: () => {
      if (body === null) throw new Error('a team that is not whole');
      return writeTeam(team?.id ?? null, body);
    },
    onSuccess: saved,
  });
  const retiring = useMutation({ mutationFn: retireTeam, onSuccess: saved });
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const timeWrong = (typed: string) => (minutesOf(typed) === null ? teams.timeWrong : undefined);
  return (
    <Modal
      opened
      onClose={onClose}
      title={team === null ? teams.add : teams.edit({ name: team.name })}
      closeButtonProps={{ 'aria-label': text.common.close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (body !== null) saving.mutate();
        }}
      >
        <Stack gap={12}>
          <TextInput
            label={teams.name}
            withAsterisk
            maxLength={100}
            value={values.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <MultiSelect
            label={teams.members}
            searchable
            data={inspectors.map(({ accountId, name }) => ({ value: accountId, label: name }))}
            value={values.memberIds}
            onChange={(memberIds) => set({ memberIds })}
          />
          <MultiSelect
            label={teams.skills}
            data={TEAM_SKILLS.map((value) => ({ value, label: routes.skills[value] }))}
            value={values.skills}
            onChange={(skills) =>
              set({ skills: TEAM_SKILLS.filter((skill) => skills.includes(skill)) })
            }
          />
          <Select
            label={teams.vehicle}
            allowDeselect={false}
            data={VEHICLES.map((value) => ({ value, label: teams.vehicles[value] }))}
            value={values.vehicle}
            onChange={(vehicle) =>
              set({ vehicle: VEHICLES.find((one) => one === vehicle) ?? values.vehicle })
            }
          />
          <Group grow align="start">
            <TextInput
              label={teams.startsAt}
              value={values.startsAt}
              error={timeWrong(values.startsAt)}
              onChange={(event) => set({ startsAt: event.currentTarget.value })}
            />
            <TextInput
              label={teams.endsAt}
              value={values.endsAt}
              error={timeWrong(values.endsAt)}
              onChange={(event) => set({ endsAt: event.currentTarget.value })}
            />
          </Group>
          <NumberInput
            label={teams.mostStops}
            min={1}
            max={200}
            allowDecimal={false}
            value={values.mostStops ?? ''}
            onChange={(value) => set({ mostStops: value === '' ? null : Number(value) })}
          />
          <TextInput
            label={`${teams.start} (${teams.coordinates})`}
            value={values.start}
            error={body === null && values.start !== '' ? teams.coordinatesWrong : undefined}
            onChange={(event) => set({ start: event.currentTarget.value })}
          />
          <ErrorNotice error={saving.error ?? retiring.error} />
          <Group justify="space-between">
            {team === null ? (
              <span />
            ) : (
              <Button
                variant="default"
                loading={retiring.isPending}
                onClick={() => retiring.mutate(team.id)}
              >
                {teams.retire}
              </Button>
            )}
            <Button type="submit" disabled={body === null} loading={saving.isPending}>
              {routes.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
