import type { SessionHolder } from '#server/authentication/holder.ts';
import type { Actor } from '#server/contract/permission.ts';
import type { AppError } from '#server/contract/problem.ts';
import type { ActorContext } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';
import type { TipSource } from '#server/contract/tip-source.ts';

import type { ReceivedForm } from './uploads.ts';

/**
 * Variables of every handler in `c.var`. `actor` and the `holder` of its session are set wherever a session is
 * required.
 */
export type AppEnv = {
  Variables: {
    deps: Deps;
    actor: Actor;
    holder: SessionHolder;
    /** The hotline or portal whose token stands in the request, at the door that is theirs alone. */
    source: ActorContext & { sourceId: number; channel: TipSource['channel'] };
    /** Refusal of a cookie whose session is over, for routes that ask for a session. */
    refusal: AppError;
    requestId: string;
    /** The form of an upload, once it has been read. */
    form: ReceivedForm;
    /**
     * Frees the account's place among the uploads. A handler that answers with a stream calls it at the end of the
     * stream.
     */
    uploadEnded: () => void;
    /** True while the answer continues after the handler has returned. */
    uploadStreams: boolean;
  };
};
