import { Button, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { teamsQuery } from '#client/api/teams.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite, type FieldProps } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { TEAM_SKILLS, WriteTeam, type Team, type TeamMember } from '#server/contract/team.ts';
import { VEHICLES } from '#server/contract/travel.ts';

import { bodyOf, isNoPlace, valuesOf } from './team-values.ts';

/** Writes a team, new or changed. */
function useTeam(team: Team | null, onDone: () => void) {
  const { teams } = useText().routes;
  return useWrite({
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
export function TeamDialog({
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
