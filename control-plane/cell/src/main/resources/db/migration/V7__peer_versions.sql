-- Of the push that described the cell: microseconds since 1970 when the directory looked; 0 of a directory that counts none.
alter table peer_cell
    add column version bigint not null default 0;
