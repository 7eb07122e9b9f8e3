import type { ActEffect } from '#server/contract/act-effect.ts';
import type { Actor, Permission, Role } from '#server/contract/permission.ts';
import type { NewProposal, ProposalKindName, ProposalOf } from '#server/contract/proposal.ts';
import type { IsoInstant } from '#server/contract/time.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { Consent } from '#server/db/write-for-two.ts';
import type { Deps } from '#server/deps.ts';

/** Subject of a proposal, as its row names it. */
export type Subject = {
  /** The same thing waits once. */
  name: string;
  pointId?: number;
  accountId?: string;
  /** Accounts whose decision it would undo, or whom it is about. */
  told?: readonly (string | null)[];
  /** A slip within the hour of its author needs no paper. */
  withoutPaper?: boolean;
  /** When the clock carries it out. */
  dueAt?: IsoInstant;
};

/** One kind of what is proposed by one person and confirmed by another. */
export type KindOf<Kind extends ProposalKindName> = {
  right: Permission;
  deciders(asker: Role): readonly Role[];
  paper: boolean;
  /** Finds its subject, in the name of the asker. */
  subjectOf(
    sql: TransactionSql,
    deps: Deps,
    asker: Actor,
    asked: ProposalOf<Kind>,
  ): Promise<Subject>;
  /**
   * Does what was asked for, with the rules as they are now and the right of the asker. The same is tried when it is
   * asked, and taken back.
   *
   * @param pointVersion the version of the place that the decider saw
   */
  carryOut(
    deps: Deps,
    asker: Actor,
    asked: ProposalOf<Kind>,
    given: { consent: Consent; pointVersion: number | null },
  ): Promise<void>;
  /** All that follows from it as things stand now, or the code of what hinders it. */
  foresee?(
    sql: TransactionSql,
    deps: Deps,
    asked: ProposalOf<Kind>,
  ): Promise<{ effects: ActEffect[]; hindrance: string | null }>;
  /** The value that holds now, where it would set another. */
  inForce?(
    sql: TransactionSql,
    deps: Deps,
    asked: ProposalOf<Kind>,
  ): Promise<Record<string, unknown> | null>;
};

/** Every kind; each is declared in the feature that carries it out. */
export type ProposalKinds = { readonly [Kind in ProposalKindName]: KindOf<Kind> };

/** The declaration of the kind of a proposal. */
export function kindOf<Asked extends NewProposal>(
  kinds: ProposalKinds,
  asked: Asked,
): KindOf<Asked['kind']> {
  // The key is the kind itself.
  return kinds[asked.kind] as KindOf<Asked['kind']>;
}
