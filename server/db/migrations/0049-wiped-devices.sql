-- Notes that the device of an ended session deletes what it keeps for the account, unsent work included, at its next
-- contact. The row stays after the session: its token tells which device asks.
alter table app_session add column wipe_asked_at timestamptz;
