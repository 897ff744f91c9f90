-- One cell's record: its hosts, instances, client tokens, and copies of the tenants and peers the directory pushes.

-- Raised under a lock that is held until commit (see AccessStore), so that a reader who has seen revision R has missed nothing below R.
create sequence access_revision;

create table tenant (
    id       text primary key,
    key_hash bytea   not null check (length(key_hash) = 32),
    epoch    bigint  not null check (epoch >= 1),
    cells    text[]  not null check (cardinality(cells) >= 1),
    revoked  boolean not null,
    revision bigint  not null
);
create index tenant_revision on tenant (revision);

create table peer_cell (
    id       text primary key,
    number   integer not null check (number between 1 and 65535),
    state    text    not null check (state in ('ACTIVE', 'DRAINING', 'OUT')),
    nodes    text[]  not null,
    revision bigint  not null
);
create index peer_cell_revision on peer_cell (revision);

-- What only this cell knows, drawn by the first node that starts.
create table cell_secret (
    name  text primary key,
    value bytea not null
);

-- The CHECK constraints are the last word on over-commitment: whatever a node believes, no commit passes them.
-- The low fill factor leaves room in the page for the new version of a row that every launch updates.
create table host (
    id                      text primary key,
    zone                    text    not null,
    rack                    text    not null,
    generation              text    not null,
    families                text[]  not null,
    answering               boolean not null default true,
    version                 bigint  not null default 1,
    vcpus                   integer not null,
    memory_mib              bigint  not null,
    network_mbps            bigint  not null,
    ebs_mbps                bigint  not null,
    network_interfaces      integer not null,
    volume_slots            integer not null,
    local_disk_gib          bigint  not null,
    used_vcpus              integer not null default 0,
    used_memory_mib         bigint  not null default 0,
    used_network_mbps       bigint  not null default 0,
    used_ebs_mbps           bigint  not null default 0,
    used_network_interfaces integer not null default 0,
    used_volume_slots       integer not null default 0,
    used_local_disk_gib     bigint  not null default 0,
    constraint vcpus_not_overcommitted check (used_vcpus between 0 and vcpus),
    constraint memory_not_overcommitted check (used_memory_mib between 0 and memory_mib),
    constraint network_not_overcommitted check (used_network_mbps between 0 and network_mbps),
    constraint ebs_not_overcommitted check (used_ebs_mbps between 0 and ebs_mbps),
    constraint interfaces_not_overcommitted check (used_network_interfaces between 0 and network_interfaces),
    constraint volumes_not_overcommitted check (used_volume_slots between 0 and volume_slots),
    constraint local_disk_not_overcommitted check (used_local_disk_gib between 0 and local_disk_gib)
) with (fillfactor = 40);

-- No foreign key to host: each insert would lock the row every other launch wants to update, and the conditional
-- reservation in the same transaction already fails when there is no such host.
create table instance (
    id                 text primary key check (id ~ '^i-[0-9a-f]{17}$'),
    tenant             text        not null,
    token              text        not null,
    type               text        not null,
    state              text        not null check (state in
        ('pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated', 'impaired')),
    state_reason       text,
    host               text        not null,
    zone               text        not null,
    image_id           text        not null,
    placement_group    text,
    private_ip         text        not null,
    launch_time        timestamptz not null,
    tags               jsonb       not null,
    -- The newest command for the host, its number, and when to send it again; null once the host has carried it out.
    action             text        not null check (action in ('RUN', 'STOP', 'REBOOT', 'TERMINATE')),
    generation         bigint      not null check (generation >= 1),
    dispatch_at        timestamptz,
    updated_at         timestamptz not null,
    version            bigint      not null,
    vcpus              integer     not null,
    memory_mib         bigint      not null,
    network_mbps       bigint      not null,
    ebs_mbps           bigint      not null,
    network_interfaces integer     not null,
    volume_slots       integer     not null,
    local_disk_gib     bigint      not null
) with (fillfactor = 70);
create index instance_of_tenant on instance (tenant, launch_time, id);
create index instance_of_token on instance (tenant, token);
create index instance_on_host on instance (host) where state <> 'terminated';
create index instance_to_dispatch on instance (dispatch_at) where dispatch_at is not null;
create index instance_terminated on instance (updated_at) where state = 'terminated';

-- Each block of 64 numbers is one node's to give out, so that a launch needs no round trip for its addresses.
create sequence private_address increment by 64;

create table client_token (
    tenant      text        not null,
    token       text        not null,
    fingerprint text        not null,
    state       text        not null check (state in ('SETTLED', 'UNSETTLED', 'TAKEN_OVER', 'SUPERSEDED')),
    -- The cells before this one in the token's order when it was launched here; empty at the arbiter itself.
    skipped     text[]      not null,
    -- The cell asked to settle; set while the row is unsettled.
    arbiter     text,
    winner      text        not null,
    answer      text        not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    primary key (tenant, token),
    constraint an_unsettled_token_has_an_arbiter check ((state = 'UNSETTLED') = (arbiter is not null))
);
create index client_token_unsettled on client_token (arbiter, created_at) where state = 'UNSETTLED';
create index client_token_expiry on client_token (expires_at);
