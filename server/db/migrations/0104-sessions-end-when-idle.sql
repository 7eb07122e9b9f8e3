-- A session is over when its person has asked for nothing for a while: requests of the person move this time on.
alter table app_session add column idle_until timestamptz not null default now() + interval '1 hour';

-- A new proof of the person gives the session a new token. The former one is taken for some seconds more: requests
-- with it are on their way.
alter table app_session add column former_token text;
alter table app_session add column former_token_until timestamptz;
create index app_session_former_token_index on app_session (former_token);

-- Where the person was and with which browser when they last showed to be there; null: as at the sign-in.
alter table app_session add column proved_address text;
alter table app_session add column proved_agent text;

