/**
 * How a process comes to its database when it starts: it waits until the database answers, and brings the schema up to its own
 * version without holding up those that use it. Nothing here knows what is stored.
 */
@NullMarked
package io.firebreak.database;

import org.jspecify.annotations.NullMarked;
