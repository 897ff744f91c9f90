-- One row: the version of the routing table. Every writer locks it first, so changes of the record happen one at a time
-- and a version never shows half of a change.
create table table_version (
    only_row boolean primary key default true check (only_row),
    version bigint not null check (version > 0)
);
insert into table_version (version) values (1);

-- registration is raised by every registration: what a cell confirmed before counts no more.
-- returning_as is set on a cell that comes back from OUT until it has all its tenants again.
create table cell (
    id varchar(40) primary key,
    number integer not null unique check (number between 1 and 65535),
    zone varchar(40) not null,
    weight double precision not null check (weight > 0),
    state varchar(10) not null check (state in ('ACTIVE', 'DRAINING', 'OUT')),
    returning_as varchar(10) check (returning_as is null or (returning_as in ('ACTIVE', 'DRAINING') and state = 'OUT')),
    registration bigint not null check (registration > 0),
    nodes varchar(255)[] not null
);

create table tenant (
    id varchar(40) primary key,
    key_hash char(64) not null check (key_hash ~ '^[0-9a-f]{64}$'),
    epoch bigint not null check (epoch > 0),
    state varchar(10) not null check (state in ('PENDING', 'ACTIVE'))
);
create index tenant_pending on tenant (id) where state = 'PENDING';

-- The shard, and what its cell has confirmed of it: the tenant's epoch, at which registration of the cell.
create table shard_member (
    tenant_id varchar(40) not null references tenant (id),
    cell_id varchar(40) not null references cell (id),
    confirmed_epoch bigint not null default 0,
    confirmed_registration bigint not null default 0,
    primary key (tenant_id, cell_id)
);
create index shard_member_by_cell on shard_member (cell_id, tenant_id);
