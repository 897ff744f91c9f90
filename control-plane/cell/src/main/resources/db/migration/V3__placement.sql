-- What placement knows besides V1: accelerators, hosts dedicated to a tenant, placement groups.

alter table host
    add column accelerators      integer not null default 0,
    add column used_accelerators integer not null default 0,
    -- The tenant whose dedicated instances are there; shared ones of others, and of its own, are not.
    add column owner             text,
    add constraint accelerators_not_overcommitted check (used_accelerators between 0 and accelerators),
    add constraint an_empty_host_has_no_owner check (owner is null or used_vcpus > 0);

alter table instance
    add column accelerators integer not null default 0,
    add column dedicated    boolean not null default false;

create table placement_group (
    tenant     text        not null,
    name       text        not null,
    strategy   text        not null check (strategy in ('CLUSTER', 'SPREAD', 'PARTITION')),
    partitions integer     not null,
    created_at timestamptz not null,
    primary key (tenant, name),
    constraint only_partition_groups_have_partitions check ((strategy = 'PARTITION') = (partitions > 0))
);

-- Which racks a group is on. Whoever adds rows locks the group first. Rows of instances that are terminated or forgotten
-- mean nothing and are removed by the next who does; so what ends an instance need not know of groups.
create table placement_group_member (
    instance  text    primary key,
    tenant    text    not null,
    name      text    not null,
    strategy  text    not null,
    rack      text    not null,
    partition integer not null,
    foreign key (tenant, name) references placement_group
);
create index placement_group_member_of on placement_group_member (tenant, name);
create unique index a_spread_group_has_one_on_a_rack on placement_group_member (tenant, name, rack)
    where strategy = 'SPREAD';
