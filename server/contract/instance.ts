/**
 * Header on every answer of the product, which names its installation. An answer without it comes from somebody else on
 * the line: a portal, a filter, a proxy.
 */
export const INSTANCE_HEADER = 'diaban-instance';

/** Value while the server has not read which installation it is. */
export const STARTING_INSTANCE = 'starting';
