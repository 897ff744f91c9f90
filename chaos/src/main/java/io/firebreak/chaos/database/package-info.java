/**
 * PostgreSQL servers of our own: unpacked from the binaries that come as Maven artifacts, made from one template, durable,
 * and able to start after any kind of death. Nothing here knows what is stored in them.
 */
@NullMarked
package io.firebreak.chaos.database;

import org.jspecify.annotations.NullMarked;
