-- The paper of a proposal belongs to no place: whoever sends one sees it, and so do those who see the whole city. Leaders,
-- officers and inspectors propose too.
alter policy attachment_read_within_reach on attachment
  using (
    case
      when purpose = 'paper' then actor_reach() = 'city' or uploaded_by = actor_account_id()
      when route_id is null then actor_sees_attachment_of(point_id, tip_id)
      else uploaded_by = actor_account_id()
        or exists (select from stop_photo where stop_photo.attachment_id = attachment.id)
    end
  );
alter policy attachment_added_within_reach on attachment
  with check (
    uploaded_by = actor_account_id()
    and case
      when purpose = 'paper' then actor_reach() in ('city', 'communes', 'routes')
      when route_id is null then actor_sees_attachment_of(point_id, tip_id)
      else actor_reach() = 'routes' and actor_sees_route(route_id)
    end
  );
alter policy attachment_withdrawn_within_reach on attachment
  using (
    case
      when purpose = 'paper' then actor_reach() = 'city' or uploaded_by = actor_account_id()
      when route_id is null then actor_sees_attachment_of(point_id, tip_id)
      else uploaded_by = actor_account_id()
        or exists (select from stop_photo where stop_photo.attachment_id = attachment.id)
    end
  )
  with check (withdrawn_by = actor_account_id());
