/**
 * {@code bench router}: the packaged router with a large table, beside other proxies before the same upstream, each a process.
 * It knows the router by its table file and its ports only.
 */
@NullMarked
package io.firebreak.chaos.bench.router;

import org.jspecify.annotations.NullMarked;
