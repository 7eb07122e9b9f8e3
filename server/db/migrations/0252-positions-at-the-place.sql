-- A position shows a look where it lies at the place (`check.position`): within some metres of it, and its stated accuracy
-- adds no more than some others. A position at a desk shows nothing.

create or replace view counted_look with (security_invoker = true) as
select
  look.event_id, look.point_id, look.cycle, look.checked_on, look.result, look.retry_on,
  counted.counted_on,
  not counted.own or (
    counted.counted_on = look.checked_on
    and (
      (
        look.position is not null
        and exists (
          select from point
          join lateral (
            select setting.value from setting
            where setting.key = 'check.position' and setting.valid_from <= look.checked_on
            order by setting.valid_from desc
            limit 1
          ) rule on true
          where point.id = look.point_id
            and st_dwithin(
              point.geom::geography, look.position::geography,
              (rule.value ->> 'metres')::float8
                + least(coalesce(look.accuracy_metres, 0), (rule.value ->> 'accuracyMetres')::float8)
            )
        )
      )
      or exists (
        select from check_photo
        join attachment on attachment.id = check_photo.attachment_id
        where check_photo.point_id = look.point_id and check_photo.event_id = look.event_id
          and attachment.point_id = look.point_id and attachment.uploaded_by = event.actor_id
          and attachment.withdrawn_at is null
          and coalesce(attachment.taken_on, city_date(attachment.uploaded_at)) = look.checked_on
      )
    )
  ) as seen,
  -- By the measured commune itself.
  counted.own,
  late_days(look.checked_on, event.recorded_at) as late_days
from check_record look
join event on event.id = look.event_id
left join paper_review on paper_review.event_id = look.event_id
cross join lateral (
  select
    counted_on(look.checked_on, event.recorded_at, paper_review.verdict) as counted_on,
    event.actor_role in ('leader', 'officer') as own
) counted;
