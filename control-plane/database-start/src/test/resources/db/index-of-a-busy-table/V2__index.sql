drop index concurrently if exists busy_by_note;
create index concurrently busy_by_note on busy (note);
