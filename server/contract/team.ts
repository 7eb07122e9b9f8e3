import * as z from 'zod';

import { LonLat } from './geo.ts';
import { Vehicle } from './travel.ts';

/** Skills of a team beyond what every team can inspect. */
export const TEAM_SKILLS = ['fire_safety', 'health', 'labour'] as const;
export const TeamSkill = z.enum(TEAM_SKILLS).meta({ id: 'TeamSkill' });
export type TeamSkill = z.infer<typeof TeamSkill>;
export const Skills = z.array(TeamSkill).max(TEAM_SKILLS.length);

const Name = z.string().trim().normalize('NFC').min(2).max(100);
/** Minutes from midnight of the civil day. */
export const Minute = z.number().int().min(0).max(1_440);

/** A working day of a team: where and when it begins and ends, with what, and how much it takes on. */
export const Shift = z.object({
  vehicle: Vehicle,
  startsAt: Minute,
  endsAt: Minute,
  /** Begins between `from` and `to`; null: none. */
  rest: z
    .object({ from: Minute, to: Minute, minutes: z.number().int().min(5).max(240) })
    .nullable(),
  /** Null: the day begins at the first stop, or ends at the last. */
  start: LonLat.nullable(),
  end: LonLat.nullable(),
  mostStops: z.number().int().min(1).max(200).nullable(),
});
export type Shift = z.infer<typeof Shift>;

/** The break where it lies within the hours; null where it does not, or where the hours are not known. */
export function restWithin(
  { startsAt, endsAt }: { startsAt: number | null; endsAt: number | null },
  rest: Shift['rest'],
): Shift['rest'] {
  if (rest === null || startsAt === null || endsAt === null) return null;
  return rest.from >= startsAt && rest.to <= endsAt ? rest : null;
}

/** Hours that run forward, with the break inside them. */
export function isShiftPossible({ startsAt, endsAt, rest }: Shift): boolean {
  if (endsAt <= startsAt) return false;
  return rest === null || (rest.from <= rest.to && rest.from >= startsAt && rest.to <= endsAt);
}

export const ShiftTemplate = z
  .object({ id: z.number().int(), teamId: z.number().int(), name: Name, shift: Shift })
  .meta({ id: 'ShiftTemplate' });
export type ShiftTemplate = z.infer<typeof ShiftTemplate>;

export const TeamMember = z.object({ accountId: z.string(), name: z.string() });
export type TeamMember = z.infer<typeof TeamMember>;

export const Team = z
  .object({
    id: z.number().int(),
    name: Name,
    skills: z.array(TeamSkill),
    members: z.array(TeamMember),
    templates: z.array(ShiftTemplate),
    version: z.number().int(),
  })
  .meta({ id: 'Team' });
export type Team = z.infer<typeof Team>;

/** Teams at work, and the accounts that may be put into one. */
export const TeamList = z
  .object({ items: z.array(Team), inspectors: z.array(TeamMember) })
  .meta({ id: 'TeamList' });
export type TeamList = z.infer<typeof TeamList>;

/** A team as a whole, with its usual days; what is left out is taken away. */
export const WriteTeam = z
  .object({
    name: Name,
    skills: Skills,
    memberIds: z.array(z.string().max(100)).max(50),
    templates: z
      .array(
        z.object({
          name: Name,
          shift: Shift.refine(isShiftPossible, { error: 'hours_impossible' }),
        }),
      )
      .max(10),
    /** Version of the team that is changed; 0 for a new one. */
    version: z.number().int().min(0),
  })
  .meta({ id: 'WriteTeam' });
export type WriteTeam = z.infer<typeof WriteTeam>;
