package io.firebreak.directory.tenants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that is valid, as far as the record knows it.
 *
 * @param hash SHA-256 in hex
 * @param createdAt null of a key that is older than this column
 */
public record KeyEntry(String hash, @Nullable Instant createdAt) {
    /** Enough to tell two keys apart, and of no use for finding one. */
    private static final int ID_LENGTH = 16;

    /** What an operator calls the key: the first 16 hex digits of its hash. */
    public String id() {
        return hash.substring(0, ID_LENGTH);
    }

    /** Keeps hashes out of logs. */
    @Override
    public String toString() {
        return "KeyEntry[id=%s, createdAt=%s]".formatted(id(), createdAt);
    }
}
