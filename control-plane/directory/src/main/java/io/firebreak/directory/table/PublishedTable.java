package io.firebreak.directory.table;

/** The newest table, rendered once for all routers. The bytes belong to everyone: nobody changes them. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and as large as all tenants: never copied
record PublishedTable(long version, byte[] json) {}
