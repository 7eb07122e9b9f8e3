import * as z from 'zod';

import story from '#data/demo/signals.json' with { type: 'json' };
import { addDays, type IsoDate } from '#server/contract/time.ts';
import { TipChannel } from '#server/contract/tip.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import { appealSignal } from '#server/features/signals/appeal-commands.ts';
import { rejectSignal } from '#server/features/signals/commands.ts';
import { undoDecision } from '#server/features/signals/undo-commands.ts';
import { receiveTip } from '#server/features/tips/commands.ts';

import type { Cast } from './cast.ts';
import { moved } from './place-geometry.ts';
import { findSignalOfTip, readStanding, type SignalStanding } from './queries.ts';

const Days = z.number().int().min(0);
const Told = z.object({
  /** Key of the closed place in the story that it speaks of, or nearly does. */
  place: z.string(),
  /** Metres east and north of the place. */
  offsetMetres: z.tuple([z.number(), z.number()]),
  errorMetres: z.number(),
  category: z.string().nullable(),
  channel: TipChannel,
  channelNumber: z.string(),
  daysAgo: Days,
  occurredDaysAgo: Days,
  afterwards: z.array(
    z.object({
      daysAgo: Days,
      act: z.enum(['reject', 'undo', 'appeal']),
      reason: z.string().optional(),
    }),
  ),
});
type ToldSignal = z.infer<typeof Told>;

/** Tells the invented signals: tips that the matching takes up by itself, then what persons do with them. */
export async function tellSignals(
  deps: Deps,
  { cast, pointIds }: { cast: Cast; pointIds: ReadonlyMap<string, number> },
): Promise<void> {
  const today = deps.clock.today();
  for (const told of readSignalStory()) {
    const pointId = pointIds.get(told.place);
    if (pointId === undefined) throw new Error(`the signals name an unknown place: ${told.place}`);
    const place = await asSystem(deps.database, (sql) => readStanding(sql, pointId));
    const { id: tipId } = await receiveTip(
      onDay(deps, addDays(today, -told.daysAgo)),
      cast.officerOf(place.leadCommuneId),
      {
        kind: 'feedback',
        channel: told.channel,
        receivedOn: addDays(today, -told.daysAgo),
        occurredOn: addDays(today, -told.occurredDaysAgo),
        position: moved(place.anchor, ...told.offsetMetres),
        locationErrorMetres: told.errorMetres,
        communeId: null,
        placeName: null,
        category: told.category,
        policeNumber: null,
        channelNumber: told.channelNumber,
      },
    );
    for (const step of told.afterwards) {
      const signal = await asSystem(deps.database, (sql) => findSignalOfTip(sql, tipId));
      await act(onDay(deps, addDays(today, -step.daysAgo)), step, {
        cast,
        signal,
        communeId: place.leadCommuneId,
      });
    }
  }
}

async function act(
  deps: Deps,
  { act: kind, reason = 'Minh họa.' }: ToldSignal['afterwards'][number],
  given: { cast: Cast; signal: SignalStanding; communeId: number },
): Promise<void> {
  const { cast, signal, communeId } = given;
  const { version } = signal;
  const input = { effectiveOn: deps.clock.today(), documentNumber: null, reason, version };
  switch (kind) {
    case 'reject':
      await rejectSignal(deps, cast.analyst, signal.id, { ...input, note: null });
      return;
    case 'undo':
      await undoDecision(deps, cast.analyst, signal.id, { version });
      return;
    case 'appeal':
      await appealSignal(deps, cast.leaderOf(communeId), signal.id, input);
  }
}

/** Recorded at noon of the day on which it happened; the engine reads everything once, at the end. */
function onDay(deps: Deps, on: IsoDate): Deps {
  return {
    ...deps,
    clock: { now: () => `${on}T05:00:00.000Z`, today: () => on },
    points: { ...deps.points, refresh: async () => {} },
  };
}

/** The invented signals of data/demo, checked. */
function readSignalStory(): readonly ToldSignal[] {
  return z.array(Told).parse(story.signals);
}
