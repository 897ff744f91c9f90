package io.firebreak.cell.access;

import java.util.List;

/**
 * What changed after a revision.
 *
 * @param revision of the newest change; ask with it next
 */
record AccessChanges(long revision, List<Tenant> tenants, List<PeerCell> peers) {}
