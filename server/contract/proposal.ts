import * as z from 'zod';

import { NamedCommunes } from './act-batch.ts';
import { NewAssignment } from './account.ts';
import { ActEffect } from './act-effect.ts';
import { AnnulBody } from './annulment.ts';
import { NewCheckSchedule } from './check.ts';
import { PopulationsBody } from './comparison.ts';
import { CorrectBody, DelistBody, MergeBody, UndoMergeBody } from './life-cycle.ts';
import { AllotBody, AmendPlanBody, IssuePlanBody } from './plan.ts';
import { PointStatus } from './point.ts';
import { SetPeriodsBody } from './report.ts';
import { Role } from './role.ts';
import { IsoInstant } from './time.ts';
import { LooseningStep } from './tip.ts';
import { DayOffBody, NewDeadlineRule } from './tip-clock.ts';

const Paper = {
  /** The paper as a file, sent before as an attachment of the purpose `paper`. */
  paperId: z.uuid().nullable().default(null),
};

/** Proposal that one person makes and another one confirms: the act with its subject, and its paper. */
export const NewProposal = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('annul'), eventId: z.int32(), act: AnnulBody, ...Paper }),
    z.object({ kind: z.literal('delist'), pointId: z.int32(), act: DelistBody, ...Paper }),
    z.object({ kind: z.literal('merge'), pointId: z.int32(), act: MergeBody, ...Paper }),
    z.object({ kind: z.literal('undo_merge'), pointId: z.int32(), act: UndoMergeBody, ...Paper }),
    z.object({ kind: z.literal('correct'), pointId: z.int32(), act: CorrectBody, ...Paper }),
    z.object({ kind: z.literal('role'), accountId: z.string(), act: NewAssignment, ...Paper }),
    z.object({ kind: z.literal('disable'), accountId: z.string(), ...Paper }),
    z.object({ kind: z.literal('enable'), accountId: z.string(), ...Paper }),
    z.object({ kind: z.literal('check_schedule'), act: NewCheckSchedule, ...Paper }),
    z.object({ kind: z.literal('tip_rule'), act: NewDeadlineRule, ...Paper }),
    z.object({ kind: z.literal('day_off'), act: DayOffBody, ...Paper }),
    z.object({ kind: z.literal('tip_step'), tipId: z.int32(), act: LooseningStep, ...Paper }),
    z.object({ kind: z.literal('signal_parameter'), rematchId: z.int32(), ...Paper }),
    z.object({ kind: z.literal('plan_issue'), planId: z.int32(), act: IssuePlanBody, ...Paper }),
    z.object({ kind: z.literal('plan_allotment'), planId: z.int32(), act: AllotBody, ...Paper }),
    z.object({ kind: z.literal('plan_targets'), planId: z.int32(), act: AmendPlanBody, ...Paper }),
    z.object({ kind: z.literal('report_periods'), act: SetPeriodsBody, ...Paper }),
    z.object({ kind: z.literal('populations'), act: PopulationsBody, ...Paper }),
  ])
  .meta({ id: 'NewProposal' });
export type NewProposal = z.infer<typeof NewProposal>;
export type ProposalKindName = NewProposal['kind'];
export type ProposalOf<Kind extends ProposalKindName> = Extract<NewProposal, { kind: Kind }>;

const KIND_NAMES = NewProposal.options.map(({ shape }) => shape.kind.value);
export const ProposalKindName = z.enum(KIND_NAMES as [ProposalKindName]).meta({
  id: 'ProposalKind',
});

export const PROPOSAL_STATES = ['waiting', 'confirmed', 'refused', 'withdrawn', 'expired'] as const;
export const ProposalState = z.enum(PROPOSAL_STATES).meta({ id: 'ProposalState' });
export type ProposalState = z.infer<typeof ProposalState>;

const Person = z.object({ id: z.string(), name: z.string() });

/** Something that one person asked for and another one decides on. */
export const Proposal = z
  .object({
    id: z.int(),
    kind: ProposalKindName,
    state: ProposalState,
    /** The place that it is about; null where it is about none. */
    point: z
      .object({
        id: z.int(),
        code: z.string(),
        officialName: z.string(),
        status: PointStatus,
        version: z.int(),
      })
      .nullable(),
    /** The account that it is about; null where it is about none. */
    account: Person.extend({ username: z.string() }).nullable(),
    /** The act as it was asked for, in the form in which it was sent. */
    asked: z.record(z.string(), z.unknown()),
    askedBy: Person.extend({ role: Role }),
    askedAt: IsoInstant,
    paper: z
      .object({
        id: z.uuid(),
        documentNumber: z.string().nullable(),
        mediaType: z.string(),
      })
      .nullable(),
    /** Roles of which one person decides. */
    deciderRoles: z.array(Role),
    /** People who may decide now; none means that it waits until there is one. */
    deciders: z.int(),
    /** Time at which it is carried out without a second person; null where it never is. */
    dueAt: IsoInstant.nullable(),
    /** End of the time in which somebody may decide. */
    expiresAt: IsoInstant,
    decidedBy: Person.nullable(),
    decidedAt: IsoInstant.nullable(),
    /** Grounds of a refusal or withdrawal. */
    reason: z.string().nullable(),
    mine: z.boolean(),
    /** Code why the reader may not decide now; null when they may. */
    why: z.string().nullable(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

export const ProposalList = z
  .object({ items: z.array(Proposal), waitingForMe: z.int() })
  .meta({ id: 'ProposalList' });
export type ProposalList = z.infer<typeof ProposalList>;

/** A proposal with all that its confirmation would record and change as things stand now. */
export const ProposalDetail = Proposal.extend({
  effects: z.array(ActEffect),
  communes: NamedCommunes,
  /** Code why it could not be carried out now; null when it could. */
  hindrance: z.string().nullable(),
  /** Value that holds now in the place of the one asked for; null where there is none. */
  inForce: z.record(z.string(), z.unknown()).nullable(),
}).meta({ id: 'ProposalDetail' });
export type ProposalDetail = z.infer<typeof ProposalDetail>;

/** `pointVersion`: the version of the place that the decider saw; only where it is about a place. */
export const ConfirmProposal = z
  .object({ pointVersion: z.int().min(0).nullable().default(null) })
  .meta({ id: 'ConfirmProposal' });

export const EndProposal = z
  .object({ reason: z.string().trim().normalize('NFC').min(3).max(500) })
  .meta({ id: 'EndProposal' });
export type EndProposal = z.infer<typeof EndProposal>;
