import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { teamsQuery } from '#client/api/teams.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { useWrite, type Write } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { today } from '#client/i18n/today.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Modal } from '#client/ui/modal.tsx';
import {
  WriteRecurrence,
  type Recurrence,
  type RecurrenceList,
} from '#server/contract/route-recurrence.ts';
import type { Team } from '#server/contract/team.ts';
import { addDays } from '#server/contract/time.ts';

import { DayFields, PlaceFields, TeamFields, WeightFields } from './recurrence-fields.tsx';
import { recurrencesQuery, usualWeightsQuery } from './recurrence-queries.ts';
import {
  bodyOf,
  shiftsByTeam,
  teamsWithoutHours,
  valuesOf,
  type RecurrenceValues,
} from './recurrence-values.ts';

type Setting = RecurrenceList['randomShare'];

/** A recurrence, new or changed, as a whole. */
export function RecurrenceDialog({
  recurrence,
  setting,
  onClose,
}: {
  recurrence: Recurrence | null;
  setting: Setting;
  onClose: () => void;
}) {
  const { routes } = useText();
  const teams = useQuery(teamsQuery);
  const ready = (teams.data?.items ?? []).filter(({ templates }) => templates.length > 0);
  if (ready.length > 0) {
    return (
      <RecurrenceForm recurrence={recurrence} setting={setting} teams={ready} onClose={onClose} />
    );
  }
  return (
    <Modal opened onClose={onClose} title={routes.recurring.add}>
      <ErrorNotice error={teams.error} onRetry={() => void teams.refetch()} />
      {teams.isSuccess && <p>{routes.form.noTeams}</p>}
    </Modal>
  );
}

export type RecurrenceWrite = Write<RecurrenceValues>;

/** Writes a recurrence; the list that comes back is shown at once. */
function useRecurrence(
  recurrence: Recurrence | null,
  teams: readonly Team[],
  onDone: () => void,
): RecurrenceWrite {
  const { routes } = useText();
  const own = routes.recurring;
  const usual = useQuery(usualWeightsQuery).data ?? null;
  const shifts = shiftsByTeam(recurrence, teams);
  const firstOn = addDays(today(), 1);
  return useWrite({
    draft: `recurring route ${recurrence?.id ?? ''}`,
    initial: valuesOf(recurrence, teams, { firstOn, title: own.titleDefault }),
    schema: WriteRecurrence,
    body: (values) => bodyOf(values, { shifts, usual, version: recurrence?.version ?? 0 }),
    check: (values) => ({
      weekdays: values.weekdays.length === 0 ? own.weekdayMissing : null,
      shifts: values.shifts.length === 0 ? own.teamMissing : null,
      toOn: values.toOn !== null && values.toOn < values.fromOn ? own.endsEarly : null,
      ...Object.fromEntries(
        teamsWithoutHours(values).map((id) => [`hours.${id}.endsAt`, routes.teams.timeWrong]),
      ),
    }),
    send: (json, once) =>
      call(
        recurrence === null
          ? api['route-recurrences'].$post({ json }, once)
          : api['route-recurrences'][':id'].$post(
              { param: { id: String(recurrence.id) }, json },
              once,
            ),
      ),
    said: own.saved,
    keep: (client, list) => void client.setQueryData(recurrencesQuery.queryKey, list),
    refresh: [ROUTES_KEY],
    onDone,
  });
}

function RecurrenceForm({
  recurrence,
  setting,
  teams,
  onClose,
}: {
  recurrence: Recurrence | null;
  setting: Setting;
  teams: readonly Team[];
  onClose: () => void;
}) {
  const { routes } = useText();
  const own = routes.recurring;
  const write = useRecurrence(recurrence, teams, onClose);
  return (
    <WriteDialog
      write={write}
      title={recurrence === null ? own.add : own.editNamed({ title: recurrence.title })}
      lead={recurrence === null ? own.addLead : own.editLead}
      confirm={routes.save}
      onClose={onClose}
    >
      <DayFields write={write} />
      <TeamFields write={write} teams={teams} />
      <PlaceFields write={write} setting={setting} />
      <WeightFields write={write} />
    </WriteDialog>
  );
}
