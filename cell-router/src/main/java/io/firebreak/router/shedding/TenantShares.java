package io.firebreak.router.shedding;

/**
 * How many calls tenants have under way, in memory that does not grow with their number: each tenant is counted in one place
 * of each of two rows, and counts for as much as the lesser of the two says (as flows in Stochastic Fair Blue: Feng, Kandlur, Saha,
 * Shin, 2001). Somebody who floods is taken for another tenant only if they meet in both rows: once in 65,536 pairs. Not safe for
 * threads.
 */
final class TenantShares {
    private static final int PLACES = 256;
    private static final int PLACE_BITS = 8;
    private static final int ROWS = 2;

    private final int[][] counts = new int[ROWS][PLACES];
    private final int[] taken = new int[ROWS];

    void add(long tenant) {
        for (int row = 0; row < ROWS; row++) {
            if (counts[row][place(tenant, row)]++ == 0) {
                taken[row]++;
            }
        }
    }

    void remove(long tenant) {
        for (int row = 0; row < ROWS; row++) {
            if (--counts[row][place(tenant, row)] == 0) {
                taken[row]--;
            }
        }
    }

    /** Whether a tenant has less under way than its part of a whole that all who have something under way divide evenly. */
    boolean isWithinShare(long tenant, double whole) {
        for (int row = 0; row < ROWS; row++) {
            int count = counts[row][place(tenant, row)];
            int tenants = count == 0 ? taken[row] + 1 : taken[row];
            if (count * (double) tenants < whole) {
                return true;
            }
        }
        return false;
    }

    private static int place(long tenant, int row) {
        return (int) (tenant >>> (row * PLACE_BITS)) & (PLACES - 1);
    }
}
