package io.firebreak.router.routing;

/**
 * How many requests a tenant may send through one router.
 *
 * @param perSecond above 0, in the long run
 * @param burst at least 1, at once after a pause
 */
public record RequestRate(double perSecond, int burst) {
    public RequestRate {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("rate %s must be above 0".formatted(perSecond));
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst %d must be at least 1".formatted(burst));
        }
    }
}
