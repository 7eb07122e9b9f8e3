import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { clockOfMinutes } from '#client/i18n/clock-text.ts';
import { useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Page } from '#client/ui/page.tsx';
import type { Team } from '#server/contract/team.ts';

import { teamsQuery } from '#client/api/teams.ts';
import { TeamDialog } from './team-dialog.tsx';

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
