import { Button, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import { type Team, TEAM_SKILLS, WriteTeam, type TeamMember } from '#server/contract/team.ts';
import { teamsQuery } from '#client/api/teams.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite, type FieldProps } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { VEHICLES } from '#server/contract/travel.ts';

import { bodyOf, isNoPlace, valuesOf } from './team-values.ts';

/** Teams at work: who is in them, what they can look into, their usual day. */
export default function TeamsScreen() {
  const { routes } = useText();
  const { teams } = routes;
  const list = useQuery(teamsQuery);
  const [edited, setEdited] = useState<Team | 'new' | null>(null);
  const items = list.data?.items ?? [];
  return (
    <Page
      title={teams.title}
      lead={teams.lead}
      actions={
        <Group gap={8}>
          <Button variant="default" component={Link} to="/routes">
            {routes.back}
          </Button>
          <Button
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={() => setEdited('new')}
          >
            {teams.add}
          </Button>
        </Group>
      }
    >
      {list.isPending && <LoadingRows rows={4} height={28} />}
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={teams.none}>{teams.noneMore}</EmptyState>
      )}
      {items.length > 0 && <TeamTable items={items} onEdit={setEdited} />}
      {edited !== null && list.data !== undefined && (
        <TeamDialog
          team={edited === 'new' ? null : edited}
          inspectors={list.data.inspectors}
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  );
}

function TeamTable({ items, onEdit }: { items: readonly Team[]; onEdit: (team: Team) => void }) {
  const { routes } = useText();
  const { teams } = routes;
  return (
    <DataTable
      label={teams.title}
      head={[teams.name, teams.members, teams.skills, teams.template, '']}
    >
      {items.map((team) => (
        <tr key={team.id}>
          <td>{team.name}</td>
          <td>{team.members.map(({ name }) => name).join(', ')}</td>
          <td>{team.skills.map((skill) => routes.skills[skill]).join(', ')}</td>
          <td>
            {team.templates
              .map(
                ({ name, shift }) =>
                  `${name} ${clockOfMinutes(shift.startsAt)}–${clockOfMinutes(shift.endsAt)}`,
              )
              .join('; ')}
          </td>
          <td>
            <Button variant="default" size="compact-md" onClick={() => onEdit(team)}>
              {teams.edit({ name: team.name })}
            </Button>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

/** Writes a team, new or changed. */
function useTeam(team: Team | null, onDone: () => void) {
  const { teams } = useText().routes;
  return useWrite({
    draft: `team ${team?.id ?? ''}`,
    initial: valuesOf(team, teams.allDay),
    schema: WriteTeam,
    body: (values) => bodyOf(values, team),
    at: {
      'templates.0.shift.startsAt': 'startsAt',
      'templates.0.shift.endsAt': 'endsAt',
      'templates.0.shift.mostStops': 'mostStops',
      'templates.0.shift.start': 'start',
      'templates.0.shift': 'endsAt',
    },
    words: { startsAt: teams.timeWrong, endsAt: teams.timeWrong },
    check: ({ start }) => ({ start: isNoPlace(start) ? teams.coordinatesWrong : null }),
    send: (json, once) =>
      call(
        team === null
          ? api.teams.$post({ json }, once)
          : api.teams[':id'].$post({ param: { id: String(team.id) }, json }, once),
      ),
    said: teams.saved,
    keep: (client, list) => void client.setQueryData(teamsQuery.queryKey, list),
    onDone,
  });
}

/** A team with its usual day. The first template is edited here; others stay as they are. */
function TeamDialog({
  team,
  inspectors,
  onClose,
}: {
  team: Team | null;
  inspectors: readonly TeamMember[];
  onClose: () => void;
}) {
  const { routes } = useText();
  const { teams } = routes;
  const write = useTeam(team, onClose);
  const { field, form } = write;
  return (
    <WriteDialog
      write={write}
      title={team === null ? teams.add : teams.edit({ name: team.name })}
      confirm={routes.save}
      aside={team !== null && <RetireButton team={team} onDone={onClose} />}
      onClose={onClose}
    >
      <TextInput label={teams.name} {...field('name')} />
      <MultiSelect
        label={teams.members}
        searchable
        data={inspectors.map(({ accountId, name }) => ({ value: accountId, label: name }))}
        {...field('memberIds')}
        withAsterisk={false}
      />
      <MultiSelect
        label={teams.skills}
        data={TEAM_SKILLS.map((value) => ({ value, label: routes.skills[value] }))}
        {...field('skills')}
        withAsterisk={false}
        onChange={(chosen) =>
          form.setFieldValue(
            'skills',
            TEAM_SKILLS.filter((skill) => chosen.includes(skill)),
          )
        }
      />
      <ShiftFields field={field} />
    </WriteDialog>
  );
}

/** The usual day of a team. */
function ShiftFields({ field }: { field: FieldProps }) {
  const { teams } = useText().routes;
  return (
    <>
      <Select
        label={teams.vehicle}
        allowDeselect={false}
        data={VEHICLES.map((value) => ({ value, label: teams.vehicles[value] }))}
        {...field('vehicle')}
      />
      <Group grow align="start">
        <TextInput label={teams.startsAt} {...field('startsAt')} />
        <TextInput label={teams.endsAt} {...field('endsAt')} />
      </Group>
      <NumberInput
        label={teams.mostStops}
        min={1}
        max={200}
        allowDecimal={false}
        {...field('mostStops')}
      />
      <TextInput label={`${teams.start} (${teams.coordinates})`} {...field('start')} />
    </>
  );
}

/** Takes a team out of work; its routes stay. */
function RetireButton({ team, onDone }: { team: Team; onDone: () => void }) {
  const { teams } = useText().routes;
  const write = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) =>
      call(api.teams[':id'].retire.$post({ param: { id: String(team.id) } }, once)),
    said: teams.saved,
    keep: (client, list) => void client.setQueryData(teamsQuery.queryKey, list),
    onDone,
  });
  return (
    <>
      <ErrorNotice error={write.error} />
      <Button variant="default" loading={write.pending} onClick={write.press}>
        {teams.retire}
      </Button>
    </>
  );
}
