package io.firebreak.directory.table;

import io.firebreak.directory.revision.TableRevision;

/** A whole table, rendered once for all routers. The bytes belong to everyone: nobody changes them. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and as large as all tenants: never copied
record PublishedTable(TableRevision revision, byte[] json) {
    long version() {
        return revision.version();
    }
}
