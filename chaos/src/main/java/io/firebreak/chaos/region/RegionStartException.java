package io.firebreak.chaos.region;

/** The region did not come up. The message names the process and holds the end of its log; nothing of it runs any more. */
public class RegionStartException extends RuntimeException {
    public RegionStartException(String message) {
        super(message);
    }
}
