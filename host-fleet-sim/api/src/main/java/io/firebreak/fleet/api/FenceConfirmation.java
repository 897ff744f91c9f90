package io.firebreak.fleet.api;

import java.util.List;

/**
 * The answer to a {@link FenceOrder}. A fenced host is off and does not answer; nothing it held runs or will run again, and
 * its controller knows those instances as {@link HostedState#TERMINATED} at the generation it had last accepted.
 *
 * @param fenced hosts that are off now, those that were before among them
 * @param unknown hosts this fleet does not have
 */
public record FenceConfirmation(List<String> fenced, List<String> unknown) {
    public FenceConfirmation {
        fenced = List.copyOf(fenced);
        unknown = List.copyOf(unknown);
    }
}
