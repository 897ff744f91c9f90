package io.firebreak.fleet.api;

/**
 * A host as its controller sees it.
 *
 * @param answering false for a silent host; what it runs is then as last seen
 */
public record HostReport(String id, boolean answering, Resources used) {}
