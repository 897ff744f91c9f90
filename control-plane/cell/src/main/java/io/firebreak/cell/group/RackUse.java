package io.firebreak.cell.group;

/**
 * What a placement group has on a rack.
 *
 * @param partition the partition the rack belongs to, from 1; 0 where there are none
 */
public record RackUse(String rack, int partition, int instances) {}
