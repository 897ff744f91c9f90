-- Every version has a mark drawn by chance. A router names the version it has with its mark; a directory that was restored
-- to an earlier state gives the same numbers again, but never the same marks, so it sees that the router's table is none of
-- its own. Kept are the newest versions only: who asks from an older one gets the whole table.
create table table_revision (
    version bigint primary key,
    mark uuid not null default gen_random_uuid()
);
insert into table_revision (version) select version from table_version;

-- The version that changed the row's entry in the table, so that a router can be told what changed since its own.
alter table cell add column revision bigint;
update cell set revision = (select version from table_version);
alter table cell alter column revision set not null;

alter table tenant add column revision bigint;
update tenant set revision = (select version from table_version);
alter table tenant alter column revision set not null;
create index tenant_by_revision on tenant (revision) where state = 'ACTIVE';
