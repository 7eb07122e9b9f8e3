import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { teamsQuery } from '#client/api/teams.ts';
import { KindFields } from '#client/features/routes/kind-fields.tsx';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DateField } from '#client/ui/date-field.tsx';
import { Modal } from '#client/ui/modal.tsx';
import type { InspectionKind } from '#server/contract/inspection.ts';
import { CreateRoute } from '#server/contract/route.ts';
import type { Team } from '#server/contract/team.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** A day, a kind and the teams; everything has a value that will often do. */
export function CreateDialog({ onDate, onClose }: { onDate: IsoDate; onClose: () => void }) {
  const { routes } = useText();
  const teams = useQuery(teamsQuery);
  const ready = (teams.data?.items ?? []).filter(({ templates }) => templates.length > 0);
  if (ready.length > 0) {
    return <CreateForm teams={ready} onDate={onDate} onClose={onClose} />;
  }
  return (
    <Modal opened onClose={onClose} title={routes.newRoute}>
      <ErrorNotice error={teams.error} onRetry={() => void teams.refetch()} />
      {teams.isSuccess && <p>{routes.form.noTeams}</p>}
    </Modal>
  );
}

/** Creates a route of the chosen teams for a day. */
function useNewRoute(teams: readonly Team[], onDate: IsoDate, titleOn: (day: string) => string) {
  const navigate = useNavigate();
  return useWrite({
    draft: 'new route',
    initial: {
      title: titleOn(onDate),
      onDate,
      kind: 'regular' as InspectionKind,
      unannounced: false,
      shifts: teams.slice(0, 2).map(({ id }) => String(id)),
    },
    schema: CreateRoute,
    body: (values) => ({
      ...values,
      unannounced: values.unannounced || values.kind === 'unannounced',
      shifts: teams
        .filter(({ id }) => values.shifts.includes(String(id)))
        .flatMap(({ id, templates: [usual] }) =>
          usual === undefined ? [] : [{ teamId: id, shift: usual.shift }],
        ),
    }),
    send: (json, once) => call(api.routes.$post({ json }, once)),
    refresh: [ROUTES_KEY],
    onDone: ({ id }) => void navigate({ to: '/routes/$routeId', params: { routeId: String(id) } }),
  });
}

function CreateForm({
  teams,
  onDate: firstDay,
  onClose,
}: {
  teams: readonly Team[];
  onDate: IsoDate;
  onClose: () => void;
}) {
  const { common, routes } = useText();
  const format = useFormat();
  const titleOn = (onDate: string) => routes.form.titleDefault({ date: format.date(onDate) });
  const write = useNewRoute(teams, firstDay, titleOn);
  const { field, form, values } = write;
  return (
    <WriteDialog
      write={write}
      title={routes.newRoute}
      confirm={routes.form.create}
      blocked={values.shifts.length > 0 ? null : common.stillMissing({ what: routes.form.teams })}
      onClose={onClose}
    >
      <TextInput label={routes.form.title} {...field('title')} />
      <DateField
        label={routes.form.date}
        {...field('onDate')}
        onChange={(day) => {
          if (day === null) return;
          // A title that nobody has written follows the day.
          if (values.title === titleOn(values.onDate)) form.setFieldValue('title', titleOn(day));
          form.setFieldValue('onDate', day);
        }}
      />
      <KindFields
        values={values}
        kind={field('kind')}
        unannounced={form.getInputProps('unannounced')}
      />
      <Checkbox.Group label={routes.form.teams} {...field('shifts')}>
        <Stack gap={8} mt={4}>
          {teams.map((team) => (
            <Checkbox key={team.id} value={String(team.id)} label={team.name} />
          ))}
        </Stack>
      </Checkbox.Group>
    </WriteDialog>
  );
}
