/**
 * A real PostgreSQL for tests: durable, shared by all tests of a JVM, with a new database for each that asks.
 *
 * <p>It must not know what is stored in it: no Spring, no Flyway, no entity of ours.
 */
@NullMarked
package io.firebreak.testdatabase;

import org.jspecify.annotations.NullMarked;
