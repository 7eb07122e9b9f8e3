import { Box, Button, Flex, Textarea } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ROUTES_KEY } from '#client/features/routes/queries.ts';
import { StopResults } from '#client/features/routes/stop-results.tsx';
import { TeamLetter } from '#client/features/routes/team-letter.tsx';
import { letterAt } from '#client/features/routes/team-look.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { clockOf } from '#client/i18n/clock-text.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Disclosure } from '#client/ui/disclosure.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { LiveStop, LiveTeam } from '#server/contract/live-day.ts';
import { SendRouteMessage } from '#server/contract/route-message.ts';
import shared from '#client/ui/shared.module.css';

import classes from './live-day.module.css';

const SECONDS_PER_MINUTE = 60;

/** One team of the day: how far it is, how late, what comes next, and when it will be done. */
export function LiveTeamCard({
  routeId,
  team,
  place,
  lateAfterMinutes,
}: {
  routeId: number;
  team: LiveTeam;
  /** Among all teams of the day, from 0. */
  place: number;
  lateAfterMinutes: number;
}) {
  const { live } = useText().routes;
  const format = useFormat();
  return (
    <article className={classes.team} data-team={team.shiftId} aria-label={team.teamName}>
      <Flex component="header" className={classes.head} gap="xs" align="center" wrap="wrap">
        <TeamLetter letter={letterAt(place)} place={place} />
        <h3>{team.teamName}</h3>
        <StandingWords standing={standingOf(team, lateAfterMinutes)} team={team} />
      </Flex>
      <p>
        {live.progress({
          done: format.number(team.done, 0),
          stops: format.number(team.stops.length, 0),
          left: format.number(team.left, 0),
        })}
        {team.signs > 0 && `, ${live.signs({ count: format.number(team.signs, 0) })}`}
      </p>
      {team.finishReason !== null && (
        <p className={shared.wrap}>{live.finishReason({ reason: team.finishReason })}</p>
      )}
      <DividedStops stops={team.stops} />
      <TeamFacts team={team} />
      <Messages routeId={routeId} team={team} />
      <Disclosure words={live.stops} forced={false}>
        <Flex component="ol" className={classes.stops} direction="column" gap={4} fz="md" pl="lg">
          {team.stops.map((stop) => (
            <li key={stop.id} data-state={stop.state} data-next={stop.id === team.nextStopId}>
              {format.number(stop.position + 1, 0)}. {nameOf(stop)}. <StopWords stop={stop} />
            </li>
          ))}
        </Flex>
      </Disclosure>
    </article>
  );
}

/** The stops at which phones recorded different things, which somebody should look into. */
function DividedStops({ stops }: { stops: readonly LiveStop[] }) {
  return stops
    .filter(({ dividedResults }) => dividedResults.length > 0)
    .map((stop) => (
      <Notice key={stop.id} title={nameOf(stop)}>
        <StopResults results={stop.dividedResults} />
      </Notice>
    ));
}

/** The latest message with how many have read it, and the way to send another while the team is out. */
function Messages({ routeId, team }: { routeId: number; team: LiveTeam }) {
  const { messages: words } = useText().routes.live;
  const format = useFormat();
  const [writing, setWriting] = useState(false);
  const [latest] = team.messages;
  const { shiftId, teamName } = team;
  return (
    <>
      {latest !== undefined && (
        <Box component="p" className={shared.wrap} fz="md">
          {words.latest({
            at: format.clock(latest.sentAt),
            body: latest.body,
            read: format.number(latest.readBy, 0),
            members: format.number(latest.members, 0),
          })}
        </Box>
      )}
      {team.finishedAt === null && (
        <Button
          className={shared.start}
          variant="default"
          leftSection={<IconMessage size={18} aria-hidden="true" />}
          onClick={() => setWriting(true)}
        >
          {words.to({ team: teamName })}
        </Button>
      )}
      {writing && (
        <MessageDialog {...{ routeId, shiftId, teamName }} onClose={() => setWriting(false)} />
      )}
    </>
  );
}

/** The next stop, the latest result and the expected end of the day. */
function TeamFacts({ team }: { team: LiveTeam }) {
  const { live } = useText().routes;
  const format = useFormat();
  const next = team.stops.find(({ id }) => id === team.nextStopId);
  const last = team.stops.find(({ id }) => id === team.last?.stopId);
  return (
    <Flex component="dl" className={classes.facts} direction="column" gap={2} fz="md">
      {next !== undefined && (
        <div>
          <dt>{live.next}</dt>
          <dd>
            {nameOf(next)} <Times stop={next} />
          </dd>
        </div>
      )}
      {last?.finishedAt != null && (
        <div>
          <dt>{live.last}</dt>
          <dd>{live.at({ place: nameOf(last), time: format.clock(last.finishedAt) })}</dd>
        </div>
      )}
      {team.finishedAt === null && (
        <div>
          <dt>{live.forecast}</dt>
          <dd>
            {live.expected({
              time: clockOf(team.expectedFinish),
              planned: clockOf(team.plannedFinish),
            })}
          </dd>
        </div>
      )}
    </Flex>
  );
}

/** The result of a stop with its time, the expected start, or why it is no longer ahead. */
function StopWords({ stop }: { stop: LiveStop }) {
  const { routes } = useText();
  const format = useFormat();
  if (stop.finishedAt !== null && stop.result !== null) {
    return `${routes.field.results[stop.result]}, ${format.clock(stop.finishedAt)}`;
  }
  return stop.state === 'planned' ? <Times stop={stop} /> : routes.stopStates[stop.state];
}

function nameOf({ code, name }: Pick<LiveStop, 'code' | 'name'>): string {
  return [code, name].filter((part) => part !== null && part !== '').join(' ');
}

/** Expected start, with the published one where they differ by a minute or more. */
function Times({ stop }: { stop: LiveStop }) {
  const { live } = useText().routes;
  const { plannedStart, expectedStart } = stop;
  if (expectedStart === null) return plannedStart !== null && clockOf(plannedStart);
  if (plannedStart === null || clockOf(plannedStart) === clockOf(expectedStart)) {
    return clockOf(expectedStart);
  }
  return live.expected({ time: clockOf(expectedStart), planned: clockOf(plannedStart) });
}

function StandingWords({ standing, team }: { standing: Standing; team: LiveTeam }) {
  const { routes } = useText();
  const format = useFormat();
  const words = routes.live.standing;
  const minutes = format.minutes(standing.minutes);
  const said = {
    waiting: words.waiting,
    on_time: words.on_time,
    late: words.late({ minutes }),
    early: words.early({ minutes }),
    finished: words.finished({ at: clockOf(team.expectedFinish) }),
  }[standing.kind];
  return (
    <strong className={classes.standing} data-standing={standing.kind}>
      {said}
    </strong>
  );
}

/** Dialog of a short message to one team on its route. */
function MessageDialog({
  routeId,
  shiftId,
  teamName,
  onClose,
}: {
  routeId: number;
  shiftId: number;
  teamName: string;
  onClose: () => void;
}) {
  const { messages } = useText().routes.live;
  const write = useWrite({
    draft: `message to team ${routeId} ${shiftId}`,
    initial: { body: '' },
    schema: SendRouteMessage,
    body: ({ body }) => ({ shiftId, body }),
    send: (json, once) =>
      call(api.routes[':id'].messages.$post({ param: { id: String(routeId) }, json }, once)),
    said: messages.sent,
    refresh: [ROUTES_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={write}
      title={messages.to({ team: teamName })}
      lead={messages.lead}
      confirm={messages.send}
      onClose={onClose}
    >
      <Textarea label={messages.body} autosize minRows={3} {...write.field('body')} />
    </WriteDialog>
  );
}

/** Standing of a team against its published times; `minutes` is the size of the difference. */
type Standing = {
  kind: 'waiting' | 'on_time' | 'late' | 'early' | 'finished';
  minutes: number;
};

/**
 * Standing of a team: late or early from the tolerated minutes on. A team without a result waits until it is late.
 * @param lateAfterMinutes the setting of the product
 */
export function standingOf(
  { finishedAt, delay, done }: Pick<LiveTeam, 'finishedAt' | 'delay' | 'done'>,
  lateAfterMinutes: number,
): Standing {
  const minutes = Math.round((delay ?? 0) / SECONDS_PER_MINUTE);
  const size = Math.abs(minutes);
  if (finishedAt !== null) return { kind: 'finished', minutes: size };
  if (minutes > lateAfterMinutes) return { kind: 'late', minutes: size };
  if (done === 0) return { kind: 'waiting', minutes: size };
  return { kind: minutes < -lateAfterMinutes ? 'early' : 'on_time', minutes: size };
}
