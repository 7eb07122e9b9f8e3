import { INSTANCE_HEADER, STARTING_INSTANCE } from '#server/contract/instance.ts';

/** Headers of an answer that a test gives in the place of the server. */
export const MARK = { [INSTANCE_HEADER]: STARTING_INSTANCE };
