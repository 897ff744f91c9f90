package io.firebreak.chaos.region;

/**
 * How often one tenant may call. 0 leaves the application's own value.
 *
 * @param cells requests per second of each kind of call, in the whole region; twice as many at once after a rest
 * @param routers requests per second of any kind that a router lets through, 0 for all of them; twice as many at once
 */
public record TenantRates(int cells, int routers) {
    /** The applications' own. */
    public static final TenantRates USUAL = new TenantRates(0, 0);

    /** Above what this machine could send. */
    static final int MOST = 100_000;
}
