-- What nodes of schema version 3 say: a tenant is pushed, a launch is committed, its boot recorded, and all is read. :n is the number
-- of the turn. One statement ends with a line that ends in a semicolon.
insert into tenant (id, key_hash, epoch, cells, revoked, revision)
    values ('old-' || :n % 50, decode(repeat('ab', 32), 'hex'), :n, '{cell-1}', false, nextval('access_revision'))
    on conflict (id) do update set key_hash = excluded.key_hash, epoch = excluded.epoch,
        cells = excluded.cells, revoked = excluded.revoked, revision = excluded.revision
    where tenant.epoch <= excluded.epoch;
insert into peer_cell (id, number, state, nodes, revision)
    values ('cell-2', 2, 'ACTIVE', '{http://127.0.0.1:1}', nextval('access_revision'))
    on conflict (id) do update set number = excluded.number, state = excluded.state,
        nodes = excluded.nodes, revision = excluded.revision;
insert into host (id, zone, rack, generation, families, vcpus, memory_mib, network_mbps, ebs_mbps,
        network_interfaces, volume_slots, local_disk_gib, accelerators)
    values ('old-host', 'zone-1', 'rack-1', 'nitro-c5', '{c5}', 1000000, 100000000, 1000000, 1000000, 1000000, 1000000, 0, 0)
    on conflict (id) do nothing;
insert into client_token (tenant, token, fingerprint, state, skipped, arbiter, winner, answer, created_at, expires_at)
    values ('old', 'token-' || :n, 'f', 'SETTLED', '{}', null, 'cell-1', '{}', now(), now() + interval '24 hours');
insert into tenant_usage as u (tenant, instances, vcpus) values ('old', 1, 2)
    on conflict (tenant) do update set instances = u.instances + excluded.instances, vcpus = u.vcpus + excluded.vcpus;
update host set version = version + 1, used_vcpus = used_vcpus + 2, used_memory_mib = used_memory_mib + 4
    where id = 'old-host' and answering and used_vcpus + 2 <= vcpus;
insert into instance (id, tenant, token, type, state, host, zone, image_id, placement_group, private_ip,
        launch_time, tags, action, generation, dispatch_at, updated_at, version, vcpus, memory_mib, network_mbps,
        ebs_mbps, network_interfaces, volume_slots, local_disk_gib, accelerators, dedicated, recovery)
    values ('i-0001' || lpad(to_hex(:n), 13, '0'), 'old', 'token-' || :n, 'c5.large', 'pending', 'old-host', 'zone-1', 'ami-1', null, '10.0.0.1',
        now(), '{}', 'RUN', 1, now(), now(), 0, 2, 4, 0, 0, 0, 0, 0, 0, false, 'NONE');
update instance set state = 'running', state_reason = null, dispatch_at = null, changes = changes + 1,
        updated_at = now(), version = version + 1
    where id = 'i-0001' || lpad(to_hex(:n), 13, '0');
insert into instance_history (instance, slot, number, at, from_state, to_state, event, why)
    values ('i-0001' || lpad(to_hex(:n), 13, '0'), 1, 1, now(), 'pending', 'running', 'HOST_RUNNING', '')
    on conflict (instance, slot) do update set number = excluded.number;
select id, key_hash, epoch, cells, revoked, revision from tenant where revision > 0;
select id, tenant, state, host, generation, recovery, awaits_host from instance where tenant = 'old' order by launch_time, id limit 100;
select tenant, token, fingerprint, state, skipped, arbiter, winner, answer from client_token where tenant = 'old' and token = 'token-' || :n;
