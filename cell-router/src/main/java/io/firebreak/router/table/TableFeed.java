package io.firebreak.router.table;

import java.util.Optional;

/** Where tables come from: a directory, or a file. */
public interface TableFeed extends AutoCloseable {
    /** Takes the first table there is before it returns, then looks for newer ones in the background. */
    void start();

    /** Why the newest table is not in use, if so. */
    Optional<String> refusal();

    @Override
    void close();
}
