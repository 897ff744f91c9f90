package io.firebreak.chaos.region;

import io.firebreak.assigner.CellId;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One process of the region as its supervisor sees it now.
 *
 * @param cell the cell it belongs to; null for routers, the directory and the network
 * @param pid the process id of its present or, when it is dead, its last life; 0 before the first
 * @param restarts how often it was started again
 * @param url where it serves; null for a database and for the network
 * @param managementUrl where health, metrics and fault hooks are; null for a database
 */
public record RegionProcess(
        ProcessName name,
        ProcessKind kind,
        @Nullable CellId cell,
        long pid,
        ProcessState state,
        int restarts,
        @Nullable URI url,
        @Nullable URI managementUrl) {}
