package io.firebreak.router.standalone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which state of the file is in use.
 *
 * @param digest the first digits of its SHA-256
 * @param inUseSince when it was taken
 * @param refused why the newest state is not in use; nothing when it is
 * @param restartNeeded whether it changes what is read at the start only
 */
public record FileStatus(
        String file,
        String digest,
        Instant inUseSince,
        int namedTenants,
        String otherTenants,
        @Nullable String refused,
        boolean restartNeeded) {}
