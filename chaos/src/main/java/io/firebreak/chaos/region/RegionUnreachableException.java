package io.firebreak.chaos.region;

/** There is no running region where one was looked for, or it does not answer. */
public class RegionUnreachableException extends RuntimeException {
    public RegionUnreachableException(String message) {
        super(message);
    }

    public RegionUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
