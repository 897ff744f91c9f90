package io.firebreak.chaos.audit;

import io.firebreak.fleet.api.Resources;

/** A host with what it has and what is said to be used of it. */
public record HostRow(String id, Resources capacity, Resources used) {}
