-- A part of what opens the work that a device keeps of a session: random, given to the live session alone, gone with it.
-- What lies on a device opens nothing without it. Two random UUIDs hold 244 random bits.
alter table app_session add column device_share bytea
  default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
