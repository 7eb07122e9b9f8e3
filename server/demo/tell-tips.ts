import type { LonLat } from '#server/contract/geo.ts';
import type { Actor } from '#server/contract/permission.ts';
import { addDays, type IsoDate } from '#server/contract/time.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';
import { receiveTip } from '#server/features/tips/commands.ts';
import { takeStep } from '#server/features/tips/step-commands.ts';
import { askTransfer, takeTransfer } from '#server/features/tips/transfer-commands.ts';

import type { Cast } from './cast.ts';
import { moved } from './place-geometry.ts';
import { readTipStory, type ToldTip } from './tip-story.ts';

type Ground = {
  cast: Cast;
  centres: ReadonlyMap<string, LonLat>;
  /** Ids of the communes by their codes. */
  communeIds: ReadonlyMap<string, number>;
};

/** Tells the invented tips through the commands of tips, each step on its day. */
export async function tellTips(deps: Deps, ground: Ground): Promise<void> {
  const today = deps.clock.today();
  for (const told of readTipStory()) {
    const communeId = ground.communeIds.get(told.commune);
    if (communeId === undefined)
      throw new Error(`the tips name an unknown commune: ${told.commune}`);
    const by = told.by === 'analyst' ? ground.cast.analyst : ground.cast.officerOf(communeId);
    const on = addDays(today, -told.daysAgo);
    const { id } = await receiveTip(
      onDay(deps, on),
      by,
      bodyOf(told, { today, communeId, ground }),
    );
    const { cast } = ground;
    const decider = { ...cast.analyst, name: '' };
    const consent: Consent = { decider, spend: () => Promise.resolve(), use: () => {} };
    await tellSteps(deps, told, { id, by, today, ground, consent });
  }
}

async function tellSteps(
  deps: Deps,
  told: ToldTip,
  given: {
    id: number;
    by: Actor;
    today: IsoDate;
    ground: Ground;
    /** The analyst, who confirms what a commune does not do alone. */
    consent: Consent;
  },
): Promise<void> {
  const { communeIds, cast } = given.ground;
  for (const [place, { daysAgo, step, to, ...rest }] of told.steps.entries()) {
    const on = addDays(given.today, -daysAgo);
    const then = onDay(deps, on);
    const input = { ...rest, version: place + 1, effectiveOn: on };
    if (step !== 'transferred' && step !== 'transfer_asked') {
      await takeStep(then, given.by, given.id, step, input, given.consent);
      continue;
    }
    const communeId = communeIds.get(to ?? '');
    if (communeId === undefined) throw new Error(`the tips name an unknown commune: ${to}`);
    const transferId = await askTransfer(then, given.by, given.id, { ...input, communeId });
    if (step === 'transferred') await takeTransfer(then, cast.officerOf(communeId), transferId);
  }
}

/** Recorded at noon of the day on which it happened. */
function onDay(deps: Deps, on: IsoDate): Deps {
  return { ...deps, clock: { now: () => `${on}T05:00:00.000Z`, today: () => on } };
}

function bodyOf(
  told: ToldTip,
  { today, communeId, ground }: { today: IsoDate; communeId: number; ground: Ground },
) {
  const centre = ground.centres.get(told.commune);
  const position =
    told.offsetMetres === null || centre === undefined ? null : moved(centre, ...told.offsetMetres);
  return {
    kind: told.kind,
    channel: told.channel,
    receivedOn: addDays(today, -told.daysAgo),
    occurredOn: told.occurredDaysAgo === undefined ? null : addDays(today, -told.occurredDaysAgo),
    position,
    locationErrorMetres: told.errorMetres,
    communeId: position === null ? communeId : null,
    placeName: told.placeName,
    category: told.category,
    policeNumber: told.policeNumber,
    channelNumber: told.channelNumber,
  };
}
