-- Acts that one press recorded on many points carry one id, so that they are found again and undone together.
alter table event add column batch_id uuid;
create index event_batch_index on event (batch_id) where batch_id is not null;
