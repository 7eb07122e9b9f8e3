-- Other processes on the same database hear of every commit that ends a session or token, or changes what an account may
-- do: they read each other's sessions again, and end the open streams of those that are over. The embedded database has
-- one process; there nobody listens. A message says nothing about whose session it was.

create function tell_of_changed_access() returns trigger
  language plpgsql as $$
begin
  perform pg_notify('diaban_access', '');
  return null;
end
$$;

create trigger app_session_delete_is_told after delete on app_session
  for each statement execute function tell_of_changed_access();
create trigger app_session_wipe_is_told after update of wipe_asked_at on app_session
  for each statement execute function tell_of_changed_access();
create trigger access_token_end_is_told after update of revoked_at on access_token
  for each statement execute function tell_of_changed_access();
create trigger app_user_change_is_told
  after update of disabled_at, must_change_password, two_factor_enabled on app_user
  for each statement execute function tell_of_changed_access();
create trigger role_assignment_change_is_told after insert or update or delete on role_assignment
  for each statement execute function tell_of_changed_access();
