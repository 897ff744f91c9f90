package io.firebreak.directory.tenants;

/** The number that orders all that is said of one tenant's keys and limits. */
final class KeysVersion {
    /**
     * The next one, as an expression over a row of {@code tenant}: the time in microseconds, and more than before in any
     * case. With a mere count, a record that was restored to an earlier state would say new things under numbers that cells
     * know already, and a revocation would be passed over.
     */
    static final String NEXT = "greatest(keys_version + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)";

    private KeysVersion() {}
}
