-- Processes keep the words of the points in memory, and other names are among them.

create trigger point_alias_insert_is_logged after insert on point_alias
  referencing new table as changed for each statement execute function log_changed_lives();
create trigger point_alias_update_is_logged after update on point_alias
  referencing new table as changed old table as replaced
  for each statement execute function log_changed_lives();
create trigger point_alias_delete_is_logged after delete on point_alias
  referencing old table as changed for each statement execute function log_changed_lives();
create trigger point_alias_truncate_is_logged after truncate on point_alias
  for each statement execute function log_truncated_points();
