import * as z from 'zod';

import { SignalGrade } from './signal.ts';
import { IsoDate, IsoInstant } from './time.ts';

const Metres = z.number().min(0).max(5_000);
const Code = z.string().regex(/^[A-Z][A-Z-]{0,9}$/);
const Group = z.string().regex(/^[a-z][a-z_]{0,29}$/);

function areDifferent(codes: readonly string[]): boolean {
  return new Set(codes).size === codes.length;
}

/** Distances of the matching: r by kind of place, and the rings that follow from it. Metres. */
export const RadiusValue = z
  .strictObject({
    business: Metres.min(1),
    public_area: Metres.min(1),
    /** The ring of possible displacement reaches from r to this many times r. */
    vicinityFactor: z.number().min(1).max(10),
    /** Up to here it is the same premises. */
    exactMetres: Metres,
    /** Radius of 95 % that holds where nobody wrote one down. */
    unknownErrorMetres: Metres,
  })
  .refine(
    ({ exactMetres, business, public_area: area }) => exactMetres <= Math.min(business, area),
    {
      path: ['exactMetres'],
      error: 'beyond_radius',
    },
  );
/** Categories of places that each category of a signal is compatible with; groups are compatible with themselves. */
export const CompatibilityValue = z
  .strictObject({
    groups: z
      .array(
        z.strictObject({
          code: Group,
          name: z.string().min(2).max(100),
          nameEn: z.string().min(2).max(100),
          categories: z.array(Code).min(1).max(50),
        }),
      )
      .min(1)
      .max(30),
    /** Pairs of groups: of the signal, of the place. */
    compatible: z.array(z.tuple([Group, Group])).max(200),
  })
  .refine(({ groups }) => areDifferent(groups.flatMap(({ categories }) => categories)), {
    path: ['groups'],
    error: 'repeated',
  })
  .refine(({ groups }) => areDifferent(groups.map(({ code }) => code)), {
    path: ['groups'],
    error: 'repeated',
  })
  .refine(
    ({ groups, compatible }) =>
      compatible.flat().every((code) => groups.some((group) => group.code === code)),
    { path: ['compatible'], error: 'unknown_group' },
  );
/** g < event day − closure day ≤ W. Days. */
export const WindowValue = z
  .strictObject({
    graceDays: z.int().min(0).max(90),
    windowDays: z.int().min(1).max(3_650),
    /** The windows in which figures are given. */
    figureDays: z.array(z.int().min(1).max(3_650)).min(1).max(6),
  })
  .refine(({ graceDays, windowDays }) => graceDays < windowDays, {
    path: ['windowDays'],
    error: 'within_grace',
  });
/** Lifetime of a suspicion without renewed evidence, and the time within which a decision may be undone. */
export const FlagValue = z.strictObject({
  expiryDays: z.int().min(7).max(730),
  undoMinutes: z.int().min(0).max(1_440),
});

export const PARAMETER_KEYS = [
  'signal.radius',
  'signal.compatibility',
  'signal.window',
  'signal.flag',
] as const;
export const ParameterKey = z.enum(PARAMETER_KEYS).meta({ id: 'SignalParameterKey' });
export type ParameterKey = z.infer<typeof ParameterKey>;

export const PARAMETER_VALUE = {
  'signal.radius': RadiusValue,
  'signal.compatibility': CompatibilityValue,
  'signal.window': WindowValue,
  'signal.flag': FlagValue,
} as const;

/** All measures that hold on a day. */
export type MatchingParameters = {
  radius: z.infer<typeof RadiusValue>;
  compatibility: z.infer<typeof CompatibilityValue>;
  window: z.infer<typeof WindowValue>;
  flag: z.infer<typeof FlagValue>;
};

const dated = <Key extends ParameterKey, Value extends z.ZodType>(key: Key, value: Value) =>
  z.object({ key: z.literal(key), value, origin: z.string(), validFrom: IsoDate });
const setBy = { setBy: z.string().nullable() };

/** One measure as it holds, or will hold, from a day on. */
export const SignalParameter = z
  .discriminatedUnion('key', [
    dated('signal.radius', RadiusValue).extend(setBy),
    dated('signal.compatibility', CompatibilityValue).extend(setBy),
    dated('signal.window', WindowValue).extend(setBy),
    dated('signal.flag', FlagValue).extend(setBy),
  ])
  .meta({ id: 'SignalParameter' });
export type SignalParameter = z.infer<typeof SignalParameter>;

const REMATCH_STATES = [
  'waiting',
  'running',
  'ready',
  'applying',
  'applied',
  'cancelled',
  'failed',
] as const;
export const RematchState = z.enum(REMATCH_STATES).meta({ id: 'RematchState' });
export type RematchState = z.infer<typeof RematchState>;

const DifferencePlace = z.object({ id: z.number().int(), code: z.string(), name: z.string() });

/** Preview of the change of one parameter, and its progress. */
export const Rematch = z
  .object({
    id: z.number().int(),
    key: ParameterKey,
    /** The new value, in the parameter's own type. */
    value: z.union([RadiusValue, CompatibilityValue, WindowValue, FlagValue]),
    origin: z.string(),
    validFrom: IsoDate,
    state: RematchState,
    done: z.number().int(),
    total: z.number().int(),
    appearing: z.number().int(),
    disappearing: z.number().int(),
    moving: z.number().int(),
    /** Number of signals that stay at their place with another grade, or move into or out of the ring. */
    regrading: z.number().int(),
    requestedBy: z.string(),
    requestedAt: IsoInstant,
    appliedBy: z.string().nullable(),
    endedAt: IsoInstant.nullable(),
    /** The first of them; empty for those who may not see places. */
    differences: z.array(
      z.object({
        signalId: z.number().int(),
        tipCode: z.string().nullable(),
        occurredOn: IsoDate,
        kind: z.enum(['appears', 'disappears', 'moves', 'regrades']),
        pointBefore: DifferencePlace.nullable(),
        pointAfter: DifferencePlace.nullable(),
        /** The place in whose ring the signal lies, before or afterwards. */
        nearPoint: DifferencePlace.nullable(),
        gradeBefore: SignalGrade.nullable(),
        gradeAfter: SignalGrade.nullable(),
        distanceMetres: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Rematch' });
export type Rematch = z.infer<typeof Rematch>;

export const SignalParameters = z
  .object({
    inForce: z.array(SignalParameter),
    all: z.array(SignalParameter),
    /** The latest change that was looked into, whatever became of it. */
    latest: Rematch.nullable(),
    today: IsoDate,
  })
  .meta({ id: 'SignalParameters' });
export type SignalParameters = z.infer<typeof SignalParameters>;

const Origin = z.string().trim().normalize('NFC').min(10).max(500);
const change = <Key extends ParameterKey, Value extends z.ZodType>(key: Key, value: Value) =>
  z.strictObject({ key: z.literal(key), value, origin: Origin, validFrom: IsoDate });
export const NewRematch = z
  .discriminatedUnion('key', [
    change('signal.radius', RadiusValue),
    change('signal.compatibility', CompatibilityValue),
    change('signal.window', WindowValue),
    change('signal.flag', FlagValue),
  ])
  .meta({ id: 'NewRematch' });
export type NewRematch = z.infer<typeof NewRematch>;
