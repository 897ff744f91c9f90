package io.firebreak.chaos.region;

/** A region is to be started where one runs already. */
public class RegionAlreadyUpException extends RuntimeException {
    public RegionAlreadyUpException(String message) {
        super(message);
    }
}
