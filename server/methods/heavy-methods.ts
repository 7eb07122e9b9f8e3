import { knox } from './knox.ts';
import { permutationScan } from './permutation-scan.ts';

/** Methods that take seconds on real data; each takes a progress callback as its last parameter. */
export const HEAVY_METHODS = { knox, permutationScan };
export type HeavyMethod = keyof typeof HEAVY_METHODS;

type Arguments<M extends HeavyMethod> =
  Parameters<(typeof HEAVY_METHODS)[M]> extends [...infer Given, report?: unknown] ? Given : never;
export type HeavyArguments = { [M in HeavyMethod]: Arguments<M> };
export type HeavyResult<M extends HeavyMethod> = ReturnType<(typeof HEAVY_METHODS)[M]>;
export type HeavyCall = { method: HeavyMethod; args: unknown[] };
