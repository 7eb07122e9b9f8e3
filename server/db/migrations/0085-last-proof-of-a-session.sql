-- When the person of a session last showed to be there: by the sign-in, by a passkey, code or password since, or by an act
-- that decides. Acts that decide ask again five minutes after it.
alter table app_session add column proved_at timestamptz not null default now();
update app_session set proved_at = created_at;
