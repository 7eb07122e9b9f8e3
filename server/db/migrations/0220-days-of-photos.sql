-- A photo has a day of its own: that of the camera's note (EXIF) where the file had one, else that of its upload. A photo
-- of another day, of another sender or withdrawn shows nothing of a look.

alter table attachment
  add column taken_on date,
  add constraint attachment_taken_is_a_photo check (taken_on is null or media_type = 'image/jpeg');
-- What a kept result depends on is asked with each request.
create index attachment_uploaded_at_index on attachment (uploaded_at);
create index attachment_withdrawn_at_index on attachment (withdrawn_at) where withdrawn_at is not null;

-- Each look at a closed place with the day on which it ends what was owed until then. This is the one place that says if a
-- look was seen or is only stated: seen by a person who is not of the measured commune, or with a photo or a position of
-- the day that counts for it.
create or replace view counted_look with (security_invoker = true) as
select
  look.event_id, look.point_id, look.cycle, look.checked_on, look.result, look.retry_on,
  counted.counted_on,
  not counted.own or (
    counted.counted_on = look.checked_on
    and (
      look.position is not null
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
