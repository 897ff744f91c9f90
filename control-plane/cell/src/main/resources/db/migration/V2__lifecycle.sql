-- What becomes of an instance whose host is lost, the history of instances, and what each tenant has.

alter table instance
    add column recovery text not null default 'NONE' check (recovery in ('NONE', 'RESTART')),
    -- Confirmed not to be on its host any more; another is being looked for.
    add column awaits_host boolean not null default false,
    -- How many changes its history has counted.
    add column changes integer not null default 0;
create index instance_awaiting_host on instance (id) where awaits_host;
create index instance_impaired on instance (updated_at) where state = 'impaired';

alter table host
    add column silent_since timestamptz,
    -- Its power is confirmed to be off, and it has not answered since.
    add column fenced boolean not null default false,
    add constraint a_fenced_host_does_not_answer check (not (fenced and answering));
update host set silent_since = now() where not answering;
create index host_silent on host (silent_since) where not answering;

-- A ring of slots per instance: however often a host comes and goes, an instance's history has a bound.
-- The launch is not in it; the instance's own row says when that was.
create table instance_history (
    instance   text        not null,
    slot       integer     not null,
    number     integer     not null,
    at         timestamptz not null,
    from_state text        not null,
    to_state   text        not null,
    event      text        not null,
    why        text        not null,
    primary key (instance, slot)
);

-- What counts against a tenant's quotas: its instances that are not terminated. Changed in the transactions that launch
-- and terminate, so it is exact; only launches of one tenant wait for each other here.
create table tenant_usage (
    tenant    text    primary key,
    instances integer not null check (instances >= 0),
    vcpus     bigint  not null check (vcpus >= 0)
) with (fillfactor = 40);
insert into tenant_usage (tenant, instances, vcpus)
    select tenant, count(*), sum(vcpus) from instance where state <> 'terminated' group by tenant;
