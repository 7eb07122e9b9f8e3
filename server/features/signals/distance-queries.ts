import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import type { TransactionSql } from '#server/db/client.ts';

/**
 * Joins to each row of `point` its distance from `asked.spot` (`away.metres`), the radius of its kind and the limit
 * √(R_i² + R_j²) of both errors, in metres (`allowed.radius`, `allowed.uncertainty`). `asked.error` is R_i.
 */
export function distancesFromAsked(
  sql: TransactionSql,
  { radius }: Pick<MatchingParameters, 'radius'>,
) {
  return sql`
    cross join lateral (
      select
        case point.kind
          when 'business' then ${radius.business}::float8 else ${radius.public_area}::float8
        end as radius,
        sqrt(
          asked.error ^ 2
            + coalesce(point.location_error_metres, ${radius.unknownErrorMetres}::float8) ^ 2
        ) as uncertainty
    ) allowed
    cross join lateral (
      select st_distance(point.geom::geography, asked.spot) as metres
    ) away`;
}
