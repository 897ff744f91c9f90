package io.firebreak.cell.lifecycle;

import io.firebreak.fleet.api.Resources;

/**
 * An instance that is confirmed not to be on its host any more and is to be placed on another.
 *
 * @param zone where it was launched, and stays
 */
public record HomelessInstance(InstanceId id, String type, String zone, Resources resources) {}
